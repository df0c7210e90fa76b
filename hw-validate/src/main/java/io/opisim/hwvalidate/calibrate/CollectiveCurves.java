package io.opisim.hwvalidate.calibrate;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.collective.CollectiveOperation;
import io.opisim.scenarios.scenario.Problem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Tables of collective times, one row per size, as curves. */
public final class CollectiveCurves {
  /** Columns that a table needs; {@code source} is kept if it is there. */
  public static final List<String> COLUMNS =
      List.of(
          "system", "gpu", "interconnect", "collective", "nodes", "gpus", "size_bytes", "time_us");

  /** Below this size the tables hold launch overhead and timer steps more than transfers. */
  public static final long LEAST_BYTES = 1L << 20;

  private static final Map<String, CollectiveOperation> OPERATIONS =
      Map.of(
          "all_reduce", CollectiveOperation.ALL_REDUCE,
          "reduce_scatter", CollectiveOperation.REDUCE_SCATTER,
          "all_gather", CollectiveOperation.ALL_GATHER,
          "broadcast", CollectiveOperation.BROADCAST,
          "alltoall", CollectiveOperation.ALL_TO_ALL,
          "sendrecv", CollectiveOperation.SEND_RECEIVE);

  private CollectiveCurves() {}

  /**
   * The curves of a table from {@link #LEAST_BYTES} on, by system, in the order of the table.
   *
   * @throws InvalidTableException naming every row that is wrong, or if no row is large enough
   */
  public static SortedMap<String, List<CollectiveCurve>> bySystem(CsvTable table) {
    List<Problem> problems = new ArrayList<>();
    Map<List<String>, List<CsvTable.Row>> rows = new LinkedHashMap<>();
    for (CsvTable.Row row : table.rows()) {
      int before = problems.size();
      check(row, problems);
      if (problems.size() == before) {
        rows.computeIfAbsent(identity(row), unused -> new ArrayList<>()).add(row);
      }
    }
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
    SortedMap<String, List<CollectiveCurve>> systems = new TreeMap<>();
    for (List<CsvTable.Row> one : rows.values()) {
      CollectiveCurve curve = curve(one).from(LEAST_BYTES);
      if (!curve.points().isEmpty()) {
        systems.computeIfAbsent(curve.system(), unused -> new ArrayList<>()).add(curve);
      }
    }
    if (systems.isEmpty()) {
      throw new InvalidTableException(
          List.of(
              new Problem(table.name(), 0, "size_bytes", "no row reaches 1 MiB", "larger sizes")));
    }
    return systems;
  }

  private static List<String> identity(CsvTable.Row row) {
    return COLUMNS.subList(0, 6).stream().map(row::text).toList();
  }

  private static void check(CsvTable.Row row, List<Problem> problems) {
    if (row.text("system").isEmpty()) {
      problems.add(row.problem("system", "is empty", "a name"));
    }
    if (!OPERATIONS.containsKey(row.text("collective"))) {
      problems.add(
          row.problem(
              "collective",
              "unknown operation " + row.text("collective"),
              String.join(" ", OPERATIONS.keySet().stream().sorted().toList())));
    }
    int before = problems.size();
    whole(row, "nodes", 1, 1_000_000, problems);
    whole(row, "gpus", 2, 10_000_000, problems);
    whole(row, "size_bytes", 0, 1L << 50, problems);
    if (!(row.number("time_us") > 0) || Double.isInfinite(row.number("time_us"))) {
      problems.add(row.problem("time_us", "not " + row.text("time_us"), "a positive number"));
    }
    if (problems.size() == before && row.number("gpus") % row.number("nodes") != 0) {
      problems.add(
          row.problem("gpus", row.text("gpus") + " do not spread evenly over the nodes", ""));
    }
  }

  private static void whole(
      CsvTable.Row row, String column, long least, long most, List<Problem> problems) {
    double value = row.number(column);
    if (!(value >= least && value <= most && value == StrictMath.rint(value))) {
      problems.add(row.problem(column, "not " + row.text(column), least + " to " + most));
    }
  }

  private static CollectiveCurve curve(List<CsvTable.Row> rows) {
    CsvTable.Row first = rows.get(0);
    Set<String> sources = new LinkedHashSet<>();
    List<CollectiveCurve.Point> points = new ArrayList<>();
    for (CsvTable.Row row : rows) {
      if (!row.text("source").isEmpty()) {
        sources.add(row.text("source"));
      }
      points.add(
          new CollectiveCurve.Point((long) row.number("size_bytes"), row.number("time_us") / 1e6));
    }
    points.sort(Comparator.comparingLong(CollectiveCurve.Point::sizeBytes));
    return new CollectiveCurve(
        first.text("system"),
        first.text("gpu"),
        first.text("interconnect"),
        OPERATIONS.get(first.text("collective")),
        (int) first.number("nodes"),
        (int) first.number("gpus"),
        points,
        List.copyOf(sources));
  }
}
