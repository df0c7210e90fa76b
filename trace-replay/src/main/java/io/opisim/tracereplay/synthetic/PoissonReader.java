package io.opisim.tracereplay.synthetic;

import io.opisim.models.workload.TaskDemand;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceProblemException;
import io.opisim.tracereplay.format.TraceReader;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;

/**
 * Equal jobs of one task with Poisson arrivals and exponential durations.
 *
 * <p>Models: the load of queueing theory (M/M/c) and of benchmarks. Ignores: everything else. Valid
 * for: comparison with formulas. Source: Kendall, "Stochastic Processes Occurring in the Theory of
 * Queues", 1953. Nothing is dropped.
 */
public final class PoissonReader implements TraceReader {
  private static final long MAX_SECONDS = SimulatedTime.MAX_NANOS / SimulatedTime.NANOS_PER_SECOND;

  private final Options options;
  private final UniformSource arrivals;
  private final UniformSource durations;
  private long drawn;
  private double arrivalSeconds;

  /**
   * What is drawn.
   *
   * @param jobs number of jobs
   * @param meanGapSeconds mean time between arrivals
   * @param meanDurationSeconds mean run time
   * @param gpus whole GPUs of each job
   * @param cpuMilli thousandths of a CPU core of each job
   * @param memoryBytes host memory of each job
   */
  public record Options(
      long jobs,
      double meanGapSeconds,
      double meanDurationSeconds,
      int gpus,
      long cpuMilli,
      long memoryBytes) {
    /** Checks the ranges. */
    public Options {
      boolean times =
          meanGapSeconds > 0
              && Double.isFinite(meanGapSeconds)
              && meanDurationSeconds > 0
              && Double.isFinite(meanDurationSeconds);
      if (jobs < 1 || !times || gpus < 0 || cpuMilli < 0 || memoryBytes < 0) {
        throw new IllegalArgumentException(
            jobs
                + " jobs every "
                + meanGapSeconds
                + " s, lasting "
                + meanDurationSeconds
                + " s, on "
                + gpus
                + " GPUs, "
                + cpuMilli
                + " milli-CPU and "
                + memoryBytes
                + " bytes");
      }
    }

    /** Jobs of one core that keep {@code cores} cores busy for a share {@code load} of the time. */
    public static Options oneCore(long jobs, double meanDurationSeconds, double load, long cores) {
      return new Options(
          jobs, meanDurationSeconds / (load * cores), meanDurationSeconds, 0, 1000, 0);
    }
  }

  /** A reader that draws gaps from one stream and durations from another. */
  public PoissonReader(Options options, UniformSource arrivals, UniformSource durations) {
    this.options = options;
    this.arrivals = arrivals;
    this.durations = durations;
  }

  @Override
  public TraceJob next() throws TraceProblemException {
    if (drawn == options.jobs) {
      return null;
    }
    drawn++;
    arrivalSeconds -= options.meanGapSeconds * StrictMath.log(arrivals.nextUniform());
    if (arrivalSeconds > MAX_SECONDS) {
      throw new TraceProblemException(
          "made-up trace",
          0,
          "job " + drawn + " arrives beyond the " + MAX_SECONDS + " s a run can last",
          "fewer jobs, or a higher load");
    }
    double seconds = -options.meanDurationSeconds * StrictMath.log(durations.nextUniform());
    if (seconds > MAX_SECONDS) {
      throw new TraceProblemException(
          "made-up trace",
          0,
          "job " + drawn + " runs longer than the " + MAX_SECONDS + " s a run can last",
          "a shorter mean duration");
    }
    return new TraceJob(
        JobNumbers.name(drawn, 7),
        "",
        SimulatedTime.nanosFromSeconds(arrivalSeconds),
        Math.max(1, SimulatedTime.nanosFromSeconds(seconds)),
        options.gpus,
        options.gpus == 0 ? 0 : TaskDemand.WHOLE_GPU,
        0,
        options.cpuMilli,
        options.memoryBytes,
        List.of(),
        -1);
  }

  @Override
  public SortedMap<String, Long> dropped() {
    return Collections.emptySortedMap();
  }

  @Override
  public void close() {
    // Nothing is open.
  }
}
