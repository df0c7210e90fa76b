package io.opisim.scenarios.report;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.opisim.scenarios.result.CaseResult;
import io.opisim.scenarios.result.Metric;
import io.opisim.scenarios.result.ResultTable;
import io.opisim.scenarios.result.io.TableReader;
import io.opisim.scheduler.WaitReason;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What {@code explain} prints: where a figure comes from, why jobs waited, what became of a job.
 */
public final class ExplainReport {
  private static final int TOP = 5;

  private ExplainReport() {}

  /** Definition of a metric. */
  public static List<String> metric(Metric metric) {
    return List.of(
        metric.name() + ": " + metric.meaning(),
        "  unit     " + metric.unit(),
        "  formula  " + metric.formula(),
        "  better   " + metric.better().name().toLowerCase(Locale.ROOT));
  }

  /** Why the jobs of a case waited, all its runs together. */
  public static List<String> waits(CaseResult result) {
    double total = 0;
    SortedMap<WaitReason, Double> byReason = new TreeMap<>();
    for (WaitReason reason : WaitReason.values()) {
      double sum = 0;
      for (var run : result.runs()) {
        sum += run.metrics().getOrDefault(Metric.nameOf(reason), 0.0);
      }
      byReason.put(reason, sum / result.runs().size());
      total += sum / result.runs().size();
    }
    List<String> lines = new ArrayList<>();
    lines.add("case " + result.caseId() + ":");
    if (total == 0) {
      lines.add("  no job waited");
      return lines;
    }
    TextTable table =
        new TextTable(List.of("  wait reason", ">job-seconds a run", ">share", "meaning"));
    for (Map.Entry<WaitReason, Double> entry : byReason.entrySet()) {
      if (entry.getValue() > 0) {
        table.row(
            List.of(
                "  " + entry.getKey().id(),
                Figures.of(StrictMath.rint(entry.getValue())),
                String.format(Locale.ROOT, "%.1f %%", 100 * entry.getValue() / total),
                entry.getKey().meaning()));
      }
    }
    lines.addAll(table.lines());
    return lines;
  }

  /** A job that waited long. */
  private record Waiter(
      String job, double waitSeconds, String reason, double reasonSeconds, String gpus) {}

  /** The jobs of a run that waited longest. */
  public static List<String> longestWaits(Path runFolder, long seed) throws IOException {
    PriorityQueue<Waiter> longest =
        new PriorityQueue<>(
            Comparator.comparingDouble(Waiter::waitSeconds)
                .thenComparing(Waiter::job, Comparator.reverseOrder()));
    TableReader.read(
        runFolder,
        ResultTable.JOBS,
        row -> {
          if (!row.getField("queue_wait_s").isEmpty()
              && !row.getField("largest_wait_s").isEmpty()) {
            longest.add(waiter(row));
            if (longest.size() > TOP) {
              longest.poll();
            }
          }
        });
    if (longest.isEmpty()) {
      return List.of();
    }
    TextTable table =
        new TextTable(
            List.of("  job", ">gpus", ">queue_wait_s", "largest reason", ">largest_wait_s"));
    List<Waiter> sorted = new ArrayList<>(longest);
    sorted.sort(
        Comparator.comparingDouble(Waiter::waitSeconds).reversed().thenComparing(Waiter::job));
    for (Waiter waiter : sorted) {
      table.row(
          List.of(
              "  " + waiter.job(),
              waiter.gpus(),
              Figures.of(waiter.waitSeconds()),
              waiter.reason(),
              Figures.of(waiter.reasonSeconds())));
    }
    List<String> lines = new ArrayList<>();
    lines.add("  longest waits of the run with seed " + seed + ":");
    lines.addAll(table.lines());
    return lines;
  }

  private static Waiter waiter(NamedCsvRecord row) {
    return new Waiter(
        row.getField("job"),
        Double.parseDouble(row.getField("queue_wait_s")),
        row.getField("largest_wait_reason"),
        Double.parseDouble(row.getField("largest_wait_s")),
        row.getField("gpus"));
  }

  /**
   * What became of one job in one run.
   *
   * @throws IOException if the run has no such job
   */
  public static List<String> job(Path runFolder, String job) throws IOException {
    List<String> lines = new ArrayList<>();
    TableReader.read(
        runFolder,
        ResultTable.JOBS,
        row -> {
          if (row.getField("job").equals(job)) {
            for (String name : row.getHeader()) {
              if (!row.getField(name).isEmpty()) {
                lines.add(String.format(Locale.ROOT, "  %-20s %s", name, row.getField(name)));
              }
            }
          }
        });
    if (lines.isEmpty()) {
      throw new IOException(runFolder + ": the run has no job \"" + job + "\"");
    }
    lines.add(0, "job " + job + ":");
    addRows(lines, runFolder, ResultTable.WAITS, job, "waited");
    addRows(lines, runFolder, ResultTable.TASKS, job, "ran");
    return lines;
  }

  private static void addRows(
      List<String> lines, Path runFolder, ResultTable table, String job, String verb)
      throws IOException {
    if (!TableReader.exists(runFolder, table)) {
      lines.add("  (" + table.id() + " were not recorded; name them under 'record')");
      return;
    }
    TableReader.read(
        runFolder,
        table,
        row -> {
          if (row.getField("job").equals(job)) {
            boolean waits = table == ResultTable.WAITS;
            lines.add(
                "  "
                    + verb
                    + " from "
                    + row.getField(waits ? "from_s" : "start_s")
                    + " s to "
                    + row.getField(waits ? "to_s" : "end_s")
                    + " s: "
                    + (waits
                        ? row.getField("reason")
                        : row.getField("gpus")
                            + " GPUs on "
                            + row.getField("node")
                            + ", "
                            + row.getField("end_reason")));
          }
        });
  }
}
