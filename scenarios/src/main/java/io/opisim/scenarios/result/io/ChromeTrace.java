package io.opisim.scenarios.result.io;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.opisim.models.workload.TimeClass;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.TrainingRun;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/**
 * The steps of training jobs as a trace in Chrome's JSON format, which Perfetto opens: a process a
 * job, on one track its steps, on the other what their time went to.
 *
 * <p>Times are microseconds. The parts of a step stand one behind the other, each as long as it was
 * for the slowest rank; in truth computation and bubble alternate.
 */
public final class ChromeTrace {
  /** The word for it under {@code record}. */
  public static final String ID = "trace";

  /** Its name in the folder of a run. */
  public static final String FILE = "trace.json.gz";

  private static final int STEP_TRACK = 1;
  private static final int CLASS_TRACK = 2;
  private static final List<TimeClass> IN_ORDER =
      List.of(
          TimeClass.DATA_STALL,
          TimeClass.COMPUTE,
          TimeClass.STRAGGLER_WAIT,
          TimeClass.PIPELINE_BUBBLE,
          TimeClass.EXPOSED_COLLECTIVE,
          TimeClass.CHECKPOINT_STALL,
          TimeClass.LOST_WORK_AND_RESTART,
          TimeClass.IDLE);

  private final JsonGenerator json;
  private final RunOutcome outcome;

  private ChromeTrace(JsonGenerator json, RunOutcome outcome) {
    this.json = json;
    this.outcome = outcome;
  }

  /** Writes the trace of a run that kept its steps into a folder that exists. */
  public static void write(Path folder, RunOutcome outcome, TrainingRun training)
      throws IOException {
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(JsonGenerator.Feature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .build();
    try (OutputStream bytes =
            new BufferedOutputStream(
                new GZIPOutputStream(Files.newOutputStream(folder.resolve(FILE)), 1 << 16));
        JsonGenerator json = mapper.getFactory().createGenerator(bytes)) {
      new ChromeTrace(json, outcome).all(training);
    } catch (UncheckedIOException inside) {
      throw inside.getCause();
    }
  }

  private void all(TrainingRun training) throws IOException {
    json.writeStartObject();
    json.writeStringField("displayTimeUnit", "ms");
    json.writeArrayFieldStart("traceEvents");
    for (int job = 0; job < outcome.jobs().size(); job++) {
      if (training.execution(job) != null) {
        name(job, 0, "process_name", "job " + outcome.jobs().get(job).id());
        name(job, STEP_TRACK, "thread_name", "steps");
        name(job, CLASS_TRACK, "thread_name", "where the time goes");
        queued(job);
      }
    }
    training.steps().visit(this::step);
    json.writeEndArray();
    json.writeEndObject();
  }

  private void name(int job, int track, String what, String name) throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", "M");
    json.writeStringField("name", what);
    json.writeNumberField("pid", job + 1);
    json.writeNumberField("tid", track);
    json.writeObjectFieldStart("args");
    json.writeStringField("name", name);
    json.writeEndObject();
    json.writeEndObject();
  }

  /** The wait before the first start; later ones are the gaps. */
  private void queued(int job) throws IOException {
    long arrival = outcome.jobs().get(job).arrivalNanos();
    long start = outcome.startNanos()[job];
    if (start > arrival) {
      event(job, CLASS_TRACK, TimeClass.QUEUED.word(), "class", arrival, start - arrival);
    }
  }

  private void step(int job, long step, long startNanos, long endNanos, long[] nanosByClass) {
    try {
      event(job, STEP_TRACK, "step " + step, "step", startNanos, endNanos - startNanos);
      long from = startNanos;
      for (TimeClass one : IN_ORDER) {
        long nanos = nanosByClass[one.ordinal()];
        if (nanos > 0) {
          event(job, CLASS_TRACK, one.word(), "class", from, nanos);
          from += nanos;
        }
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void event(int job, int track, String name, String category, long from, long nanos)
      throws IOException {
    json.writeStartObject();
    json.writeStringField("ph", "X");
    json.writeStringField("name", name);
    json.writeStringField("cat", category);
    json.writeNumberField("pid", job + 1);
    json.writeNumberField("tid", track);
    json.writeNumberField("ts", microseconds(from));
    json.writeNumberField("dur", microseconds(nanos));
    json.writeEndObject();
  }

  private static BigDecimal microseconds(long nanos) {
    return BigDecimal.valueOf(nanos, 3);
  }
}
