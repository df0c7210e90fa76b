package io.opisim.scheduler.example;

import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;

/** The job that asks for the fewest GPUs starts next; one that does not fit holds back the rest. */
public final class SmallestFirst implements SchedulingPolicy {
  @Override
  public String id() {
    return "smallest-first";
  }

  @Override
  public String description() {
    return "the job with the fewest GPUs next, no preemption";
  }

  @Override
  public long priority(JobQueue queue, int job) {
    return queue.job(job).gpuMilli();
  }

  @Override
  public boolean startsInStrictOrder() {
    return true;
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    int first = queue.firstWaiting();
    if (first < 0) {
      return Plan.NOTHING;
    }
    Assignment place = cluster.place(queue.job(first), NodeLimit.NONE);
    return place == null ? Plan.NOTHING : Plan.start(first, place);
  }
}
