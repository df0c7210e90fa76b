package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.collective.SplitRing;
import io.opisim.scenarios.scenario.Problem;
import java.util.ArrayList;
import java.util.List;

/** Ring all-reduce against ASTRA-sim's analytical back end: equal to the nanosecond. */
public final class AstraRingValidation implements ValidationCase {
  private static final List<String> COLUMNS = List.of("ranks", "size_bytes", "time_ns");

  @Override
  public String id() {
    return "astra-ring";
  }

  @Override
  public String description() {
    return "Ring all-reduce, nanosecond by nanosecond, against ASTRA-sim's analytical back end.";
  }

  @Override
  public String fittedOn() {
    return "nothing";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    CsvTable table =
        context.table().isPresent()
            ? CsvTable.read(context.table().get(), COLUMNS)
            : CsvTable.resource(AstraRingValidation.class, "astra-ring.csv", COLUMNS);
    List<Problem> problems = new ArrayList<>();
    List<ValidationReport.Point> points = new ArrayList<>();
    boolean equal = true;
    for (CsvTable.Row row : table.rows()) {
      if (!valid(row, problems)) {
        continue;
      }
      SplitRing ring =
          new SplitRing(
              or(row, "link_gib_per_s", 50),
              (long) or(row, "latency_ns", 500),
              (int) or(row, "splits", 4),
              (long) or(row, "endpoint_ns", 10),
              or(row, "memory_gb_per_s", 1600));
      long published = (long) row.number("time_ns");
      long predicted =
          ring.allReduceNanos((long) row.number("size_bytes"), (int) row.number("ranks"));
      equal &= published == predicted;
      String key = row.text("ranks") + " ranks, " + row.text("size_bytes") + " B, time_ns";
      points.add(ValidationReport.Point.relative(key, published, predicted));
    }
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
    String metric = ValidationReport.RELATIVE_ERROR + "; passes if every time is equal";
    return ValidationReport.of(id(), metric, 0, equal, List.of(), points);
  }

  private static boolean valid(CsvTable.Row row, List<Problem> problems) {
    int before = problems.size();
    whole(row, "ranks", 2, 10_000_000, problems);
    whole(row, "size_bytes", 1, 1L << 50, problems);
    whole(row, "time_ns", 1, Long.MAX_VALUE / 2, problems);
    for (String column : List.of("latency_ns", "endpoint_ns")) {
      if (!row.text(column).isEmpty()) {
        whole(row, column, 0, 1_000_000_000, problems);
      }
    }
    if (!row.text("splits").isEmpty()) {
      whole(row, "splits", 1, 1_000_000, problems);
    }
    for (String column : List.of("link_gib_per_s", "memory_gb_per_s")) {
      if (!row.text(column).isEmpty() && !(row.number(column) > 0)) {
        problems.add(row.problem(column, "not " + row.text(column), "a positive number"));
      }
    }
    return problems.size() == before;
  }

  private static void whole(
      CsvTable.Row row, String column, long least, long most, List<Problem> problems) {
    double value = row.number(column);
    if (!(value >= least && value <= most && value == StrictMath.rint(value))) {
      problems.add(row.problem(column, "not " + row.text(column), least + " to " + most));
    }
  }

  private static double or(CsvTable.Row row, String column, double byDefault) {
    return row.text(column).isEmpty() ? byDefault : row.number(column);
  }
}
