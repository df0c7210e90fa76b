package io.opisim.scheduler.policy;

import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;

/**
 * The waiting job with the shortest run time starts next; one that does not fit holds back those
 * behind it. Nothing is preempted. Run times are taken as known.
 *
 * <p>Source: the shortest-job-first order of Smith (1956); strict as in the simulator of Hu et al.,
 * "Characterization and Prediction of Deep Learning Workloads in Large-Scale GPU Datacenters" (SC
 * 2021).
 */
public final class ShortestJobFirst implements SchedulingPolicy {
  @Override
  public String id() {
    return "shortest-job-first";
  }

  @Override
  public String description() {
    return "the shortest waiting job next, known run times, no preemption";
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    return Fifo.startHead(cluster, queue);
  }

  @Override
  public long priority(JobQueue queue, int job) {
    return queue.job(job).durationNanos();
  }

  @Override
  public boolean startsInStrictOrder() {
    return true;
  }
}
