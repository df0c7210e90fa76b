package io.opisim.scheduler.policy;

import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.SchedulingPolicy;
import java.util.List;

/**
 * Jobs that have had the least GPU time go first, in discrete queues: a job enters the first queue
 * and moves one down whenever its GPU time passes that queue's limit; within a queue the order is
 * that of the first start, and jobs that never started come last, by arrival. So a newcomer takes
 * no place from jobs of its own queue, and a preempted job keeps its place. Nothing need be known
 * about run times. A job of a higher place preempts jobs of lower ones.
 *
 * <p>Jobs without a GPU are served by their run time. The defaults, one hour and ten hours of GPU
 * time, are a choice, fitted to nothing.
 *
 * <p>Source: discretised two-dimensional LAS of Gu et al., "Tiresias" (NSDI 2019), without its
 * promotion of starving jobs. The order within a queue follows its authors' simulator: order of
 * entry, tried first, missed the figures it prints for its list of 60 jobs, so that list is a check
 * of the reading of a definition and no independent evidence.
 */
public final class LeastAttainedService implements SchedulingPolicy {
  private static final long HOUR_NANOS = 3_600_000_000_000L;
  private static final int TIME_BITS = 56;
  private static final long NEVER_STARTED = 1L << 55;
  private static final int MAX_LIMITS = 100;

  private final List<Long> limitsGpuNanos;

  /** With the default limits. */
  public LeastAttainedService() {
    this(List.of(HOUR_NANOS, 10 * HOUR_NANOS));
  }

  private LeastAttainedService(List<Long> limitsGpuNanos) {
    if (limitsGpuNanos.size() > MAX_LIMITS) {
      throw new IllegalArgumentException("at most " + MAX_LIMITS + " queue limits are supported");
    }
    this.limitsGpuNanos = limitsGpuNanos;
  }

  @Override
  public String id() {
    return "least-attained-service";
  }

  @Override
  public String description() {
    return "the jobs with the least GPU time so far first, in discrete queues, preemptive";
  }

  @Override
  public SchedulingPolicy with(PolicyOptions options) {
    return options.queueLimitsGpuNanos().isEmpty()
        ? this
        : new LeastAttainedService(options.queueLimitsGpuNanos());
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    return Preemption.plan(
        cluster,
        queue,
        queue::runningLastPriorityFirst,
        (waiting, running) ->
            queue.priority(waiting) < queue.priority(running)
                || (queue.priority(waiting) == queue.priority(running) && waiting < running));
  }

  @Override
  public long priority(JobQueue queue, int job) {
    long started = queue.firstStartNanos(job);
    long order = started >= 0 ? started : NEVER_STARTED | queue.job(job).arrivalNanos();
    return ((long) level(queue, job) << TIME_BITS) | order;
  }

  @Override
  public long reviewAfterNanos(JobQueue queue, int job) {
    int level = level(queue, job);
    return level == limitsGpuNanos.size()
        ? Long.MAX_VALUE
        : runNanosToReach(limitsGpuNanos.get(level), queue, job) - queue.attainedNanos(job);
  }

  private int level(JobQueue queue, int job) {
    long attained = queue.attainedNanos(job);
    int level = 0;
    while (level < limitsGpuNanos.size()
        && attained >= runNanosToReach(limitsGpuNanos.get(level), queue, job)) {
      level++;
    }
    return level;
  }

  private static long runNanosToReach(long limitGpuNanos, JobQueue queue, int job) {
    long milli = Math.max(1, queue.job(job).gpuMilli());
    if (queue.job(job).gpus() == 0) {
      milli = TaskDemand.WHOLE_GPU;
    }
    long whole = limitGpuNanos / milli * TaskDemand.WHOLE_GPU;
    return whole + (limitGpuNanos % milli * TaskDemand.WHOLE_GPU + milli - 1) / milli;
  }
}
