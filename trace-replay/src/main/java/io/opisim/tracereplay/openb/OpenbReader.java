package io.opisim.tracereplay.openb;

import io.opisim.tracereplay.format.TableReader;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceProblem;
import io.opisim.tracereplay.format.TraceSource;
import java.io.IOException;
import java.util.List;

/** Reads rows of {@link OpenbFormat}. */
final class OpenbReader extends TableReader {
  private final OpenbDemands demands = new OpenbDemands();

  OpenbReader(TraceSource source, List<String> columns) throws IOException {
    super(source, columns);
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
    OpenbDemands.Row row = demands.read(table);
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
        row.gpus(),
        row.gpuMilli(),
        1,
        row.cpuMilli(),
        row.memoryBytes(),
        row.gpuModels(),
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
}
