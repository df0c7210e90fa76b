package io.opisim.tracereplay.tiresias;

import io.opisim.tracereplay.format.TraceFormat;
import io.opisim.tracereplay.format.TraceReader;
import io.opisim.tracereplay.format.TraceSource;
import java.io.IOException;
import java.util.List;

/**
 * The job lists that come with the Tiresias simulator.
 *
 * <p>Models: each row is a job of whole GPUs; its duration is its run time without queueing; its
 * group is the name of the network it trains. Ignores: the number of iterations and the sampling
 * interval, which only that simulator uses. Drops nothing. Valid for: equality with the results
 * that simulator prints (generated input, not measured). Source: Gu et al., "Tiresias: A GPU
 * Cluster Manager for Distributed Deep Learning", NSDI 2019.
 */
public final class TiresiasFormat implements TraceFormat {
  private static final List<String> COLUMNS =
      List.of("job_id", "num_gpu", "submit_time", "duration");

  @Override
  public String id() {
    return "tiresias-jobs";
  }

  @Override
  public String description() {
    return "Tiresias simulator jobs (generated); durations are run times without queueing";
  }

  @Override
  public String origin() {
    return "https://github.com/SymbioticLab/Tiresias, file simulator/60_job.csv (Apache-2.0)";
  }

  @Override
  public List<String> requiredColumns() {
    return COLUMNS;
  }

  @Override
  public List<String> optionalColumns() {
    return List.of("iterations", "model_name", "interval");
  }

  @Override
  public TraceReader open(TraceSource source) throws IOException {
    return new TiresiasReader(source, COLUMNS);
  }
}
