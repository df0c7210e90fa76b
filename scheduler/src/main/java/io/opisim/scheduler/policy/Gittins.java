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
  private static final double LONGEST_SECONDS = 9e9;

  /** Beyond 104 days the clock moves by two nanoseconds. */
  private static final long CLOCK_STEP_NANOS = 2;

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
    double inverse = servicePerFinish(history, bin(queue, job));
    return inverse * NANOS < Long.MAX_VALUE / 2 ? (long) (inverse * NANOS) : Long.MAX_VALUE / 2;
  }

  /** The bin of what a job has had, in whole nanoseconds, so that a review finds it in the next. */
  private static int bin(JobQueue queue, int job) {
    long attained = queue.attainedNanos(job);
    int bin = 0;
    while (bin + 1 < ServiceHistory.BINS && attained >= runNanosTo(bin + 1, queue, job)) {
      bin++;
    }
    return bin;
  }

  /** The run time after which a job enters a bin. */
  private static long runNanosTo(int bin, JobQueue queue, int job) {
    double seconds = ServiceHistory.beginSeconds(bin) / ServiceHistory.gpusOf(queue.job(job));
    return seconds < LONGEST_SECONDS ? (long) Math.ceil(seconds * NANOS) : Long.MAX_VALUE;
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
    int bin = bin(queue, job);
    long next = bin + 1 < ServiceHistory.BINS ? runNanosTo(bin + 1, queue, job) : Long.MAX_VALUE;
    return next == Long.MAX_VALUE ? next : next - queue.attainedNanos(job) + CLOCK_STEP_NANOS;
  }

  @Override
  public boolean ordersByHistory() {
    return true;
  }
}
