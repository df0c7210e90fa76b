package io.opisim.tracereplay.openb;

import io.opisim.models.workload.TaskDemand;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceProblem;
import io.opisim.tracereplay.format.TraceReader;
import io.opisim.tracereplay.format.TraceSource;
import io.opisim.tracereplay.format.TraceTable;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/** Reads rows of {@link OpenbFormat}. */
final class OpenbReader implements TraceReader {
  private static final long BYTES_PER_MIB = 1L << 20;
  private static final long MAX_AMOUNT = 1_000_000_000_000L;
  private static final int MAX_GPUS = 1_000_000;

  private final TraceTable table;
  private final Map<String, List<String>> gpuModels = new HashMap<>();

  OpenbReader(TraceSource source, List<String> columns) throws IOException {
    table = TraceTable.open(source, columns);
  }

  @Override
  public TraceJob next() throws IOException {
    while (table.nextRow()) {
      if (table.text("creation_time").isEmpty() || table.text("deletion_time").isEmpty()) {
        table.drop("no times");
        continue;
      }
      return job();
    }
    return null;
  }

  private TraceJob job() throws IOException {
    String name = table.text("name");
    if (name.isEmpty()) {
      table.problem(TraceProblem.Kind.ROW, "name is empty", "each pod has a name of its own");
    }
    int gpus = (int) table.count("num_gpu", MAX_GPUS);
    int gpuMilli = (int) table.count("gpu_milli", TaskDemand.WHOLE_GPU);
    if (gpus == 0
        ? gpuMilli != 0
        : gpuMilli == 0 || (gpus > 1 && gpuMilli < TaskDemand.WHOLE_GPU)) {
      table.problem(
          TraceProblem.Kind.NUMBER,
          gpus + " GPUs of " + gpuMilli + " gpu_milli each",
          "1000 for whole GPUs, 1 to 999 of a single one, 0 without");
    }
    long cpuMilli = table.count("cpu_milli", MAX_AMOUNT);
    long memoryMib = table.count("memory_mib", MAX_AMOUNT);
    long createdNanos = table.nanos("creation_time");
    long durationNanos = sinceCreation("deletion_time", createdNanos);
    boolean scheduled = !table.text("scheduled_time").isEmpty();
    long waitNanos = scheduled ? sinceCreation("scheduled_time", createdNanos) : -1;
    table.endRow();
    return new TraceJob(
        name,
        table.sharedText("qos"),
        createdNanos,
        durationNanos,
        gpus,
        gpuMilli,
        1,
        cpuMilli,
        memoryMib * BYTES_PER_MIB,
        gpuModels.computeIfAbsent(table.text("gpu_spec"), OpenbReader::modelsOf),
        waitNanos);
  }

  private long sinceCreation(String column, long createdNanos) {
    long nanos = table.nanos(column);
    if (nanos < createdNanos) {
      table.problem(
          TraceProblem.Kind.NUMBER,
          column + " is before creation_time, so the time between is negative",
          "all times count from the same zero");
      return 0;
    }
    return nanos - createdNanos;
  }

  /** Some rows of the trace name a model twice: each is one model. */
  private static List<String> modelsOf(String spec) {
    return spec.isEmpty() ? List.of() : Stream.of(spec.split("\\|")).sorted().distinct().toList();
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
