package io.opisim.scheduler.policy;

import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;

/**
 * Jobs start in the order of their arrival, and one that does not fit is jumped by those behind it
 * that do. Nobody is promised anything: a large job can wait for as long as small ones keep coming.
 *
 * <p>Source: the "first job that fits" of the simulator of Tiresias (Gu et al., NSDI 2019);
 * backfilling without reservations in Mu'alem and Feitelson (IEEE TPDS 2001).
 */
public final class FifoJump implements SchedulingPolicy {
  @Override
  public String id() {
    return "fifo-jump";
  }

  @Override
  public String description() {
    return "in order of arrival; later jobs that fit go ahead, whoever waits";
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    return startFirstThatFits(cluster, queue);
  }

  /** Starts the first waiting job, in order, that fits. */
  static Plan startFirstThatFits(ClusterView cluster, JobQueue queue) {
    // Behind the first of its class nobody fits where it does not.
    IntCursor heads = queue.classHeadsInOrder();
    for (int job = heads.next(); job >= 0; job = heads.next()) {
      Assignment place = cluster.place(queue.job(job), NodeLimit.NONE);
      if (place != null) {
        return Plan.start(job, place);
      }
    }
    return Plan.NOTHING;
  }
}
