package io.opisim.tracereplay.philly;

import io.opisim.models.workload.TaskDemand;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.tracereplay.format.TableReader;
import io.opisim.tracereplay.format.TraceJob;
import io.opisim.tracereplay.format.TraceProblem;
import io.opisim.tracereplay.format.TraceSource;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/**
 * Reads rows of {@link PhillyFormat}.
 *
 * <p>The two forms of the submission, wall clock and seconds, must tell the same time: a file whose
 * dates went through another time zone is found by that.
 */
public final class PhillyReader extends TableReader {
  /** The wall clock at arrival 0: the first submission of the trace, a Monday. */
  public static final LocalDateTime TIME_ZERO = LocalDateTime.of(2017, 9, 4, 10, 30, 41);

  private static final int MAX_GPUS = 1_000_000;
  private static final DateTimeFormatter WALL_CLOCK =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT)
          .withResolverStyle(ResolverStyle.STRICT);

  private long row;

  PhillyReader(TraceSource source, List<String> columns) throws IOException {
    super(source, columns);
  }

  @Override
  public TraceJob next() throws IOException {
    row++;
    if (!table.nextRow()) {
      return null;
    }
    long arrivalNanos = table.nanos("submit_s");
    long durationNanos = table.nanos("duration_s");
    int gpus = (int) table.count("num_gpus", MAX_GPUS);
    checkWallClock(arrivalNanos);
    table.endRow();
    return new TraceJob(
        String.format(Locale.ROOT, "%06d", row),
        table.sharedText("vc"),
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

  private void checkWallClock(long arrivalNanos) {
    String text = table.text("submit_time");
    try {
      LocalDateTime wallClock = LocalDateTime.parse(text, WALL_CLOCK);
      long seconds = Duration.between(TIME_ZERO, wallClock).toSeconds();
      if (seconds != arrivalNanos / SimulatedTime.NANOS_PER_SECOND) {
        table.problem(
            TraceProblem.Kind.DATE,
            "submit_time is " + seconds + " s after " + TIME_ZERO + ", submit_s says otherwise",
            "were the dates moved to another time zone? Both columns count local wall clock");
      }
    } catch (DateTimeParseException e) {
      boolean zoned = text.endsWith("Z") || text.matches(".*([+-][0-9]{2}:?[0-9]{2}|[A-Z]{3,4})$");
      table.problem(
          TraceProblem.Kind.DATE,
          zoned
              ? "submit_time has a time zone: " + text
              : "submit_time is not a date and time: '" + text + "'",
          "local wall clock without a zone, as 2017-09-04 10:30:41");
    }
  }
}
