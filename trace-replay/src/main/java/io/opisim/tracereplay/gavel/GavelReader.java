package io.opisim.tracereplay.gavel;

import io.opisim.models.workload.TaskDemand;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceProblem;
import io.opisim.tracereplay.format.TraceReader;
import io.opisim.tracereplay.format.TraceSource;
import io.opisim.tracereplay.format.TraceTable;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads rows of {@link GavelFormat}. */
final class GavelReader implements TraceReader {
  private static final int MAX_GPUS = 1_000_000;
  private static final int MAX_BATCH = 1_000_000_000;

  private final TraceTable table;
  private final SortedMap<String, String> kinds = new TreeMap<>();

  GavelReader(TraceSource source, List<String> columns) throws IOException {
    table = TraceTable.open(source, columns);
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
    String kind = kind();
    long arrivalNanos = table.nanos("arrival_units");
    long durationNanos = table.nanos("duration_v100_s");
    int gpus = (int) table.count("gpus", MAX_GPUS);
    table.endRow();
    return new TraceJob(
        id,
        kind,
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

  private String kind() {
    String model = table.text("model");
    if (model.isEmpty()) {
      table.problem(
          TraceProblem.Kind.ROW, "model is empty", "the model says how fast the job runs, as A3C");
    }
    // Some models have one batch size only, and none is written.
    String batch = table.text("batch_size");
    if (!batch.isEmpty()) {
      table.count("batch_size", MAX_BATCH);
    }
    String words = batch.isEmpty() ? model : model + "-" + batch;
    return kinds.computeIfAbsent(words, unseen -> words.toLowerCase(Locale.ROOT));
  }

  @Override
  public SortedMap<String, Long> dropped() {
    return table.dropped();
  }

  @Override
  public long line() {
    return table.line();
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
