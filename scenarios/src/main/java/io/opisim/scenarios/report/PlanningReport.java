package io.opisim.scenarios.report;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.opisim.scenarios.result.ResultTable;
import io.opisim.scenarios.result.io.TableReader;
import io.opisim.simcore.units.TimeSpan;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * What a policy that plans ahead planned in a run, against first come, first served: the plans that
 * gained most, and one of them by constraint and by job.
 */
public final class PlanningReport {
  private static final int MOST_PLANNINGS = 5;
  private static final double NANOS = 1e9;

  /** Columns that add up to the sum of ends. */
  private static final List<String> ENDS = List.of("waits_s", "alone_s", "held_up_s");

  /** One row of either table, with both sides. */
  private record Row(NamedCsvRecord cells) {
    double number(String column) {
      String cell = cells.getField(column);
      return cell.isEmpty() ? 0 : Double.parseDouble(cell);
    }

    String count(String column) {
      return Figures.of(number(column));
    }

    double plan(String part) {
      return number("plan_" + part);
    }

    double baseline(String part) {
      return number("baseline_" + part);
    }

    double planEnds() {
      return ENDS.stream().mapToDouble(this::plan).sum();
    }

    double baselineEnds() {
      return ENDS.stream().mapToDouble(this::baseline).sum();
    }

    double difference() {
      return planEnds() - baselineEnds();
    }

    boolean starts(String side) {
      return !cells.getField(side + "_waits_s").isEmpty();
    }
  }

  private PlanningReport() {}

  /** Whether a run recorded what it planned. */
  public static boolean isThere(Path runFolder) {
    return TableReader.exists(runFolder, ResultTable.PLANNINGS);
  }

  /**
   * The lines.
   *
   * @param title of the run
   * @param at tells the last planning not after this, or the one that gains most
   * @throws IllegalArgumentException if nothing had been planned by then
   */
  public static List<String> lines(Path runFolder, String title, Optional<TimeSpan> at)
      throws IOException {
    List<Row> plannings = new ArrayList<>();
    TableReader.read(runFolder, ResultTable.PLANNINGS, row -> plannings.add(new Row(row)));
    List<Row> byGain = new ArrayList<>(plannings);
    byGain.sort(Comparator.comparingDouble(Row::difference));
    long better =
        plannings.stream().filter(row -> Figures.signed(row.difference()).startsWith("-")).count();
    List<String> lines = new ArrayList<>();
    lines.add(
        title
            + ": "
            + plannings.size()
            + " plannings, "
            + better
            + " of them better than first come, first served from then on, by the closed forms");
    lines.add(
        "(what they are worth, a run with another policy tells; gains do not add up: each planning"
            + " looks at the jobs there are)");
    lines.add("");
    TextTable table =
        new TextTable(
            List.of(
                ">planning",
                ">time_s",
                ">waiting",
                ">running",
                ">started",
                ">baseline ends_s",
                ">plan ends_s",
                ">difference"));
    for (Row row : byGain.subList(0, Math.min(MOST_PLANNINGS, byGain.size()))) {
      table.row(
          List.of(
              row.count("planning"),
              row.count("time_s"),
              row.count("waiting"),
              row.count("running"),
              row.count("started"),
              Figures.of(row.baselineEnds()),
              Figures.of(row.planEnds()),
              Figures.signed(row.difference())));
    }
    lines.addAll(table.lines());
    lines.add("");
    lines.addAll(one(runFolder, at.isPresent() ? lastBy(plannings, at.get()) : byGain.get(0)));
    return lines;
  }

  /** The first planning of the last instant that is not after a time. */
  private static Row lastBy(List<Row> plannings, TimeSpan at) {
    double seconds = at.nanos() / NANOS;
    Row last = null;
    for (Row row : plannings) {
      double time = row.number("time_s");
      if (time <= seconds && (last == null || time > last.number("time_s"))) {
        last = row;
      }
    }
    if (last == null) {
      throw new IllegalArgumentException(
          "the first planning was at " + plannings.get(0).count("time_s") + " s");
    }
    return last;
  }

  private static List<String> one(Path runFolder, Row planning) throws IOException {
    List<String> lines = new ArrayList<>();
    String leftOut = planning.count("left_out");
    lines.add(
        "planning "
            + planning.count("planning")
            + " at "
            + planning.count("time_s")
            + " s: "
            + planning.count("waiting")
            + " jobs wait"
            + (leftOut.equals("0") ? "" : " (the last " + leftOut + " of them not looked at)")
            + ", "
            + planning.count("running")
            + " run, "
            + planning.count("started")
            + " start now; times from now on, sums over jobs");
    TextTable table =
        new TextTable(List.of("constraint", "level", ">baseline", ">plan", ">difference"));
    constraint(table, planning, "every-job-starts, jobs that never do", "hard", "never_start");
    constraint(table, planning, "waits, s", "jct", "waits_s");
    constraint(table, planning, "runs alone, s", "jct", "alone_s");
    constraint(table, planning, "held up by others, s", "jct", "held_up_s");
    row(table, "ends, sum of the three, s", "jct", planning.baselineEnds(), planning.planEnds());
    constraint(table, planning, "last end, s", "makespan", "last_end_s");
    constraint(table, planning, "racks crossed", "told", "racks_crossed");
    lines.addAll(table.lines());
    lines.add("");
    lines.addAll(byJob(runFolder, planning));
    return lines;
  }

  private static void constraint(
      TextTable table, Row planning, String id, String level, String part) {
    row(table, id, level, planning.baseline(part), planning.plan(part));
  }

  private static void row(TextTable table, String id, String level, double baseline, double plan) {
    table.row(
        List.of(
            id, level, Figures.of(baseline), Figures.of(plan), Figures.signed(plan - baseline)));
  }

  private static List<String> byJob(Path runFolder, Row planning) throws IOException {
    String number = planning.cells().getField("planning");
    TextTable table =
        new TextTable(List.of("job", "state", ">ends", ">waits", ">alone", ">held up", ">racks"));
    List<Row> jobs = new ArrayList<>();
    TableReader.read(
        runFolder,
        ResultTable.PLANNED_JOBS,
        row -> {
          if (row.getField("planning").equals(number)) {
            jobs.add(new Row(row));
          }
        });
    for (Row job : jobs) {
      List<String> cells =
          new ArrayList<>(List.of(job.cells().getField("job"), job.cells().getField("state")));
      boolean both = job.starts("plan") && job.starts("baseline");
      cells.add(
          both ? Figures.signed(job.difference()) : job.starts("plan") ? "starts" : "never starts");
      for (String part : List.of("waits_s", "alone_s", "held_up_s", "racks_crossed")) {
        cells.add(both ? Figures.signed(job.plan(part) - job.baseline(part)) : "-");
      }
      table.row(cells);
    }
    if (jobs.isEmpty()) {
      return List.of("every job ends when it would under the baseline");
    }
    List<String> lines = new ArrayList<>();
    lines.add(
        "differences by job in s, the largest first, "
            + jobs.size()
            + " of "
            + planning.count("differing")
            + " that differ:");
    lines.addAll(table.lines());
    return lines;
  }
}
