package io.opisim.tracereplay.tiresias;

import io.opisim.models.workload.TaskDemand;
import io.opisim.tracereplay.format.TableReader;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceProblem;
import io.opisim.tracereplay.format.TraceSource;
import java.io.IOException;
import java.util.List;

/** Reads rows of {@link TiresiasFormat}. */
final class TiresiasReader extends TableReader {
  private static final int MAX_GPUS = 1_000_000;

  TiresiasReader(TraceSource source, List<String> columns) throws IOException {
    super(source, columns);
  }

  @Override
  public TraceJob next() throws IOException {
    if (!table.nextRow()) {
      return null;
    }
    String id = table.text("job_id");
    if (id.isEmpty()) {
      table.problem(TraceProblem.Kind.ROW, "job_id is empty", "each job has a number of its own");
    }
    long arrivalNanos = table.nanos("submit_time");
    long durationNanos = table.nanos("duration");
    int gpus = (int) table.count("num_gpu", MAX_GPUS);
    table.endRow();
    return new TraceJob(
        id,
        table.sharedText("model_name"),
        arrivalNanos,
        durationNanos,
        gpus,
        gpus == 0 ? 0 : TaskDemand.WHOLE_GPU,
        0,
        0,
        0,
        List.of(),
        -1);
  }
}
