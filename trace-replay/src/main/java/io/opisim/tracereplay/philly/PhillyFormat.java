package io.opisim.tracereplay.philly;

import io.opisim.tracereplay.format.TraceFormat;
import io.opisim.tracereplay.format.TraceReader;
import io.opisim.tracereplay.format.TraceSource;
import java.io.IOException;
import java.util.List;

/**
 * The job list of Microsoft's Philly trace.
 *
 * <p>Models: each row is a job of whole GPUs; its duration is the sum of the run time of all its
 * attempts, without queueing; its group is the virtual cluster. Ignores: attempts, failures, users
 * and queueing, which this copy does not tell; nodes, CPU and memory, which the trace does not
 * tell. Drops nothing. Valid for: replay of durations on whole GPUs. Source: Jeon et al., "Analysis
 * of Large-Scale Multi-Tenant GPU Clusters for DNN Training Workloads", USENIX ATC 2019.
 *
 * <p>Jobs have no names in the trace: the id is the row number, 1-based, in six digits. Time zero
 * is {@link PhillyReader#TIME_ZERO}; arrivals are the wall clock's, over a change of daylight
 * saving time.
 */
public final class PhillyFormat implements TraceFormat {
  private static final List<String> COLUMNS =
      List.of("submit_time", "submit_s", "duration_s", "num_gpus", "vc");

  @Override
  public String id() {
    return "philly-jobs";
  }

  @Override
  public String description() {
    return "Microsoft Philly jobs, 2017; durations are the run time of all attempts, no queueing";
  }

  @Override
  public String origin() {
    return "https://github.com/msr-fiddle/philly-traces (CC-BY-4.0), as the job list"
        + " simulator/traces/philly.csv of https://github.com/petuum/adaptdl, branch osdi21-artifact";
  }

  @Override
  public List<String> requiredColumns() {
    return COLUMNS;
  }

  @Override
  public boolean sortedByArrival() {
    return true;
  }

  @Override
  public TraceReader open(TraceSource source) throws IOException {
    return new PhillyReader(source, COLUMNS);
  }
}
