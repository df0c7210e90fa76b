package io.opisim.tracereplay.acme;

import io.opisim.models.workload.TaskDemand;
import io.opisim.tracereplay.format.TableReader;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceProblem;
import io.opisim.tracereplay.format.TraceSource;
import java.io.IOException;
import java.util.List;

/** Reads rows of {@link KalosFormat}. */
final class KalosReader extends TableReader {
  private static final double BYTES_PER_GB = 1e9;
  private static final int MAX_GPUS = 1_000_000;
  private static final long MAX_CPUS = 1_000_000_000L;
  private static final double MAX_GB = 1_000_000;

  KalosReader(TraceSource source, List<String> columns) throws IOException {
    super(source, columns);
  }

  @Override
  public TraceJob next() throws IOException {
    if (!table.nextRow()) {
      return null;
    }
    String id = table.text("job");
    if (id.isEmpty()) {
      table.problem(TraceProblem.Kind.ROW, "job is empty", "each job has a number of its own");
    }
    long arrivalNanos = table.nanos("submit_s");
    long durationNanos = table.nanos("duration_s");
    int gpus = (int) table.count("gpus", MAX_GPUS);
    int nodes = (int) table.count("nodes", MAX_GPUS);
    if (nodes < 1 || (gpus > 0 && nodes > gpus)) {
      table.problem(
          TraceProblem.Kind.NUMBER,
          gpus + " gpus on " + nodes + " nodes",
          "a job has at least one node, and a GPU on each");
    }
    long cpus = table.count("cpus", MAX_CPUS);
    double memoryPerNodeGb = table.amount("mem_per_pod_gb", MAX_GB);
    table.endRow();
    return new TraceJob(
        id,
        table.sharedText("type"),
        arrivalNanos,
        durationNanos,
        gpus,
        gpus == 0 ? 0 : TaskDemand.WHOLE_GPU,
        nodes,
        cpus * 1000,
        (long) (memoryPerNodeGb * BYTES_PER_GB) * nodes,
        List.of(),
        -1);
  }
}
