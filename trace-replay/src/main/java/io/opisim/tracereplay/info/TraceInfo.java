package io.opisim.tracereplay.info;

import io.opisim.models.workload.TaskDemand;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.tracereplay.format.OpenTrace;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceReader;
import io.opisim.tracereplay.format.TraceScan;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code trace info} tells of a trace.
 *
 * @param format the id of the format
 * @param jobs jobs read
 * @param spanSeconds from the first arrival to the last
 * @param gpuHours GPUs, or shares of one, times duration, over all jobs
 * @param gpusRequested GPUs, or shares of one, over all jobs
 * @param fractionalJobs jobs that ask for a share of one GPU
 * @param meanInterArrivalSeconds span over jobs less one; 0 with a single job
 * @param dropped rows passed over, by reason
 * @param quantiles spreads by quantity: {@code duration_s}, {@code inter_arrival_s}, and {@code
 *     wait_s} if the trace tells waits; none without jobs
 * @param jobsByGpus jobs by the number of GPU devices they ask for
 * @param groups jobs and GPU-hours by group
 */
public record TraceInfo(
    String format,
    long jobs,
    double spanSeconds,
    double gpuHours,
    double gpusRequested,
    long fractionalJobs,
    double meanInterArrivalSeconds,
    SortedMap<String, Long> dropped,
    SortedMap<String, Spread> quantiles,
    SortedMap<Integer, Long> jobsByGpus,
    SortedMap<String, GroupTotal> groups) {
  /** Makes the maps unmodifiable. */
  public TraceInfo {
    dropped = Collections.unmodifiableSortedMap(dropped);
    quantiles = Collections.unmodifiableSortedMap(quantiles);
    jobsByGpus = Collections.unmodifiableSortedMap(jobsByGpus);
    groups = Collections.unmodifiableSortedMap(groups);
  }

  /**
   * What one group asked for.
   *
   * @param jobs its jobs
   * @param gpuHours GPUs, or shares of one, times duration
   */
  public record GroupTotal(long jobs, double gpuHours) {}

  /** Reads an opened file to its end. */
  public static TraceInfo of(OpenTrace trace) throws IOException {
    return of(trace.format().id(), trace.reader());
  }

  /** Reads jobs to their end; {@code format} is the id told in the result. */
  public static TraceInfo of(String format, TraceReader reader) throws IOException {
    Totals totals = new Totals();
    TraceScan.read(reader, totals::add);
    return totals.info(format, reader.dropped());
  }

  /** Sums over a trace while it is read. */
  private static final class Totals {
    private static final double SECONDS_PER_HOUR = 3600;
    private static final int WHOLE_GPU = TaskDemand.WHOLE_GPU;

    private final DoubleList arrivals = new DoubleList();
    private final DoubleList durations = new DoubleList();
    private final DoubleList waits = new DoubleList();
    private final SortedMap<Integer, Long> jobsByGpus = new TreeMap<>();
    private final SortedMap<String, GroupSum> groups = new TreeMap<>();
    private long gpuMilli;
    private long fractionalJobs;
    private double gpuMilliSeconds;

    void add(TraceJob job) {
      double durationSeconds = SimulatedTime.secondsFromNanos(job.durationNanos());
      long heldMilli = (long) job.gpus() * job.gpuMilli();
      arrivals.add(SimulatedTime.secondsFromNanos(job.arrivalNanos()));
      durations.add(durationSeconds);
      if (job.observedWaitNanos() >= 0) {
        waits.add(SimulatedTime.secondsFromNanos(job.observedWaitNanos()));
      }
      jobsByGpus.merge(job.gpus(), 1L, Long::sum);
      gpuMilli += heldMilli;
      gpuMilliSeconds += heldMilli * durationSeconds;
      fractionalJobs += job.gpus() > 0 && job.gpuMilli() < WHOLE_GPU ? 1 : 0;
      GroupSum group = groups.computeIfAbsent(job.group(), name -> new GroupSum());
      group.jobs++;
      group.gpuMilliSeconds += heldMilli * durationSeconds;
    }

    TraceInfo info(String format, SortedMap<String, Long> dropped) {
      double[] sorted = arrivals.toArray();
      Arrays.sort(sorted);
      int jobs = sorted.length;
      double span = jobs == 0 ? 0 : sorted[jobs - 1] - sorted[0];
      SortedMap<String, Spread> quantiles = new TreeMap<>();
      if (jobs > 0) {
        quantiles.put("duration_s", Spread.of(durations.toArray()));
      }
      if (jobs > 1) {
        double[] gaps = new double[jobs - 1];
        Arrays.setAll(gaps, i -> sorted[i + 1] - sorted[i]);
        quantiles.put("inter_arrival_s", Spread.of(gaps));
      }
      if (waits.size() > 0) {
        quantiles.put("wait_s", Spread.of(waits.toArray()));
      }
      return new TraceInfo(
          format,
          jobs,
          span,
          gpuHours(gpuMilliSeconds),
          gpuMilli / (double) WHOLE_GPU,
          fractionalJobs,
          jobs > 1 ? span / (jobs - 1) : 0,
          dropped,
          quantiles,
          jobsByGpus,
          groupTotals());
    }

    private SortedMap<String, GroupTotal> groupTotals() {
      SortedMap<String, GroupTotal> totals = new TreeMap<>();
      groups.forEach(
          (name, sum) -> totals.put(name, new GroupTotal(sum.jobs, gpuHours(sum.gpuMilliSeconds))));
      return totals;
    }

    // Divided once at the end: milli-GPU-seconds of whole seconds add up without rounding.
    private static double gpuHours(double gpuMilliSeconds) {
      return gpuMilliSeconds / WHOLE_GPU / SECONDS_PER_HOUR;
    }
  }

  /** Sums over one group. */
  private static final class GroupSum {
    private long jobs;
    private double gpuMilliSeconds;
  }
}
