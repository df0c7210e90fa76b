package io.opisim.tracereplay.gavel;

import io.opisim.tracereplay.format.TraceFormat;
import io.opisim.tracereplay.format.TraceReader;
import io.opisim.tracereplay.format.TraceSource;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/**
 * The job lists of the Gavel study.
 *
 * <p>Models: each row is a job of whole GPUs; its duration is its run time on V100, without
 * queueing; its group is its model and batch size in kebab case, such as {@code resnet-50-64}, and
 * names its kind under {@code workload.speeds}. A unit of arrival is read as one second: {@code
 * workload.time_scale: 900} makes 3600 / 900 = 4 jobs per hour. Ignores: the number of steps, which
 * is the duration times the speed on V100. Drops nothing. Valid for: the study's own lists (drawn,
 * not measured) on V100, P100 and K80. Source: Narayanan et al., "Heterogeneity-Aware Cluster
 * Scheduling Policies for Deep Learning Workloads", OSDI 2020.
 */
public final class GavelFormat implements TraceFormat {
  private static final List<String> COLUMNS =
      List.of("job", "arrival_units", "gpus", "model", "batch_size", "duration_v100_s");

  @Override
  public String id() {
    return "gavel-jobs";
  }

  @Override
  public String description() {
    return "Gavel study's job lists (drawn); durations are run times on V100 without queueing";
  }

  @Override
  public String origin() {
    return "drawn with the generator and the seeds of"
        + " https://github.com/stanford-futuredata/gavel (MIT)";
  }

  @Override
  public boolean matches(String header) {
    return Arrays.asList(header.split(",")).containsAll(COLUMNS);
  }

  @Override
  public List<String> requiredColumns() {
    return COLUMNS;
  }

  @Override
  public List<String> optionalColumns() {
    return List.of("total_steps");
  }

  @Override
  public TraceReader open(TraceSource source) throws IOException {
    return new GavelReader(source, COLUMNS);
  }
}
