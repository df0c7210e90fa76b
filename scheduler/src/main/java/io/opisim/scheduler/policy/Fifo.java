package io.opisim.scheduler.policy;

import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;

/**
 * Jobs start strictly in the order of their arrival: one that does not fit holds back all behind
 * it.
 *
 * <p>Source: the baseline of every scheduling study.
 */
public final class Fifo implements SchedulingPolicy {
  @Override
  public String id() {
    return "fifo";
  }

  @Override
  public String description() {
    return "strictly in order of arrival; a job that does not fit holds back those behind it";
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    return startHead(cluster, queue);
  }

  @Override
  public boolean startsInStrictOrder() {
    return true;
  }

  /** Starts the first waiting job if it fits. */
  static Plan startHead(ClusterView cluster, JobQueue queue) {
    int head = queue.firstWaiting();
    if (head < 0) {
      return Plan.NOTHING;
    }
    Assignment place = cluster.place(queue.job(head), NodeLimit.NONE);
    return place == null ? Plan.NOTHING : Plan.start(head, place);
  }
}
