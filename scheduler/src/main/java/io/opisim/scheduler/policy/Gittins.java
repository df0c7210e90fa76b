package io.opisim.scheduler.policy;

import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.ServiceHistory;

/**
 * The job that is most likely to be done soon for the service it would take goes first, as far as
 * the jobs that are done so far tell: the Gittins index of its GPU time, preemptive. Nothing need
 * be known about the run time of a job that waits or runs.
 *
 * <p>The index at a service {@code a} is the largest, over all stops {@code b}, of the chance that
 * a job that has had {@code a} needs no more than {@code b}, over the service it is expected to get
 * until it is done or has had {@code b}. The distribution is that of the jobs finished in this run,
 * in bins that double, renewed whenever a tenth more have finished; before the tenth every index is
 * the same, and so the order is that of arrival. Where no finished job has needed as much as a job
 * has had, the index is that of the least service in sight: it goes last.
 *
 * <p>Source: Gittins, "Bandit Processes and Dynamic Allocation Indices" (J. R. Stat. Soc. B 1979);
 * on GPU time as the discretised 2D-Gittins of Gu et al., "Tiresias" (NSDI 2019), whose bins are
 * set by hand and whose distribution is the whole workload's.
 */
public final class Gittins implements SchedulingPolicy {
  private static final double NANOS = 1e9;

  @Override
  public String id() {
    return "gittins";
  }

  @Override
  public String description() {
    return "the best chance of being done for the GPU time it takes, from jobs done so far";
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    return Preemption.plan(
        cluster,
        queue,
        queue::runningLastPriorityFirst,
        (waiting, running) -> queue.priority(waiting) < queue.priority(running));
  }

  /** The inverse of the index in nanoseconds of service a finished job: lower goes first. */
  @Override
  public long priority(JobQueue queue, int job) {
    ServiceHistory history = queue.history();
    if (history.jobs() == 0) {
      return 0;
    }
    double inverse = servicePerFinish(history, ServiceHistory.binOf(attained(queue, job)));
    return inverse * NANOS < Long.MAX_VALUE / 2 ? (long) (inverse * NANOS) : Long.MAX_VALUE / 2;
  }

  private static double attained(JobQueue queue, int job) {
    return queue.attainedNanos(job) / NANOS * ServiceHistory.gpusOf(queue.job(job));
  }

  /** The least expected service for each finish, over all stops at the end of a bin. */
  static double servicePerFinish(ServiceHistory history, int bin) {
    double begin = ServiceHistory.beginSeconds(bin);
    long beyond = 0;
    for (int other = bin; other < ServiceHistory.BINS; other++) {
      beyond += history.jobs(other);
    }
    double least = Double.POSITIVE_INFINITY;
    long done = 0;
    double served = 0;
    for (int stop = bin; stop + 1 < ServiceHistory.BINS && done < beyond; stop++) {
      done += history.jobs(stop);
      served += history.seconds(stop) - history.jobs(stop) * begin;
      if (done > 0) {
        double cut = (beyond - done) * (ServiceHistory.beginSeconds(stop + 1) - begin);
        least = Math.min(least, (served + cut) / done);
      }
    }
    return least;
  }

  @Override
  public long reviewAfterNanos(JobQueue queue, int job) {
    double attained = attained(queue, job);
    int bin = ServiceHistory.binOf(attained);
    if (bin + 1 >= ServiceHistory.BINS) {
      return Long.MAX_VALUE;
    }
    double left = ServiceHistory.beginSeconds(bin + 1) - attained;
    double nanos = left / ServiceHistory.gpusOf(queue.job(job)) * NANOS;
    return nanos < Long.MAX_VALUE / 2 ? (long) nanos + 1 : Long.MAX_VALUE;
  }

  @Override
  public boolean ordersByHistory() {
    return true;
  }
}
