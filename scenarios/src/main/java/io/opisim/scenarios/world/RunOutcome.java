package io.opisim.scenarios.world;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.scheduler.WaitReason;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * What came out of one run; arrays are indexed by job.
 *
 * @param cluster the cluster
 * @param jobs the jobs in order of arrival
 * @param startNanos first start, -1 if the job never could
 * @param finishNanos finish, -1 if the job never could
 * @param waitNanos time spent waiting, over all waits
 * @param preemptions how often it was preempted
 * @param largestReason the reason it waited longest for, as an ordinal of {@link WaitReason}; -1 if
 *     it never waited
 * @param largestReasonNanos how long for that reason
 * @param reasonSeconds waiting time of all jobs by reason; in nanoseconds, ten thousand waits of
 *     eleven days would not fit a {@code long}
 * @param service what became of the time on devices, where interruptions have a price or things
 *     break
 * @param widths what elastic jobs held, or empty if there are none
 * @param unlimited whether this is the oracle's unlimited cluster
 * @param events events handled
 */
public record RunOutcome(
    Cluster cluster,
    List<Job> jobs,
    long[] startNanos,
    long[] finishNanos,
    long[] waitNanos,
    int[] preemptions,
    byte[] largestReason,
    long[] largestReasonNanos,
    double[] reasonSeconds,
    Optional<ServiceBooks> service,
    Optional<WidthBooks> widths,
    boolean unlimited,
    long events) {
  private static final double NANOS = 1e9;

  /** Whether a job ran to its end. */
  public boolean finished(int job) {
    return finishNanos[job] >= 0;
  }

  /** Finish minus arrival of a job that ran. */
  public long jctNanos(int job) {
    return finishNanos[job] - jobs.get(job).arrivalNanos();
  }

  /** How long a job that ran held its nodes, over all its starts. */
  public long runNanos(int job) {
    return jctNanos(job) - waitNanos[job];
  }

  /** Thousandths of GPUs x seconds that a job that ran held. */
  public double gpuMilliSeconds(int job) {
    return holdsWhatItAsksFor(job)
        ? jobs.get(job).gpuMilli() * (runNanos(job) / NANOS)
        : widths.orElseThrow().gpuMilliSeconds(job);
  }

  /** Thousandths of CPU cores x seconds that a job that ran held. */
  public double cpuMilliSeconds(int job) {
    return holdsWhatItAsksFor(job)
        ? jobs.get(job).cpuMilli() * (runNanos(job) / NANOS)
        : widths.orElseThrow().cpuMilliSeconds(job);
  }

  /** Changes of width of all running jobs, or empty if no job is elastic. */
  public Optional<Long> resizes() {
    return widths.map(books -> IntStream.range(0, jobs.size()).mapToLong(books::resizes).sum());
  }

  /** Whether a job holds what it asks for whenever it runs. */
  public boolean holdsWhatItAsksFor(int job) {
    return widths.isEmpty() || !jobs.get(job).isElastic();
  }

  /** The reason a job waited longest for, or null. */
  public WaitReason reasonOf(int job) {
    return largestReason[job] < 0 ? null : WaitReason.values()[largestReason[job]];
  }
}
