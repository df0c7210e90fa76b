package io.opisim.scenarios.report;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.opisim.models.workload.TimeClass;
import io.opisim.scenarios.result.ResultTable;
import io.opisim.scenarios.result.io.TableReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@code explain} prints of jobs that share a fabric: where their time went, the links that
 * bound them, and whom they met there.
 */
public final class FabricReport {
  private static final int MOST_JOBS = 12;
  private static final int MOST_LINKS = 5;
  private static final int MOST_LOSSES = 8;
  private static final int MOST_MET = 3;

  private FabricReport() {}

  /** The lines of a run; none if it recorded neither of the tables they are made of. */
  public static List<String> lines(Path runFolder, long seed) throws IOException {
    List<String> lines = new ArrayList<>();
    if (TableReader.exists(runFolder, ResultTable.ATTRIBUTION)) {
      lines.add(
          "  where the ranks' time went in the run with seed " + seed + ", arrival to finish:");
      lines.addAll(attribution(runFolder));
    }
    if (TableReader.exists(runFolder, ResultTable.CONTENTION)) {
      lines.addAll(contention(runFolder, seed));
    }
    return lines;
  }

  /** Seconds by class over the ranks of a job. */
  private static final class Spent {
    private final double[] seconds = new double[TimeClass.values().length];
    private double wall;
    private int ranks;

    void add(NamedCsvRecord row) {
      for (TimeClass one : TimeClass.values()) {
        seconds[one.ordinal()] += Double.parseDouble(row.getField(one.word() + "_s"));
      }
      wall += Double.parseDouble(row.getField("wall_s"));
      ranks++;
    }

    void add(Spent other) {
      for (int index = 0; index < seconds.length; index++) {
        seconds[index] += other.seconds[index];
      }
      wall += other.wall;
      ranks += other.ranks;
    }
  }

  private static List<String> attribution(Path runFolder) throws IOException {
    Map<String, Spent> byJob = new LinkedHashMap<>();
    TableReader.read(
        runFolder,
        ResultTable.ATTRIBUTION,
        row -> byJob.computeIfAbsent(row.getField("job"), unused -> new Spent()).add(row));
    Spent all = new Spent();
    byJob.values().forEach(all::add);
    List<TimeClass> seen = new ArrayList<>();
    List<String> headers = new ArrayList<>(List.of("  job", ">ranks"));
    for (TimeClass one : TimeClass.values()) {
      if (all.seconds[one.ordinal()] > 0) {
        seen.add(one);
        headers.add(">" + one.word() + "_s");
      }
    }
    headers.add(">wall_s");
    TextTable table = new TextTable(headers);
    int shown = 0;
    for (Map.Entry<String, Spent> job : byJob.entrySet()) {
      if (shown++ < MOST_JOBS) {
        table.row(meanOfRanks(job.getKey(), job.getValue(), seen));
      }
    }
    List<String> share =
        new ArrayList<>(List.of("  all " + byJob.size() + " jobs", all.ranks + ""));
    seen.forEach(one -> share.add(percent(all.seconds[one.ordinal()] / all.wall)));
    share.add("100 %");
    table.row(share);
    return table.lines();
  }

  private static List<String> meanOfRanks(String job, Spent spent, List<TimeClass> seen) {
    List<String> row = new ArrayList<>(List.of("  " + job, spent.ranks + ""));
    seen.forEach(one -> row.add(Figures.of(spent.seconds[one.ordinal()] / spent.ranks)));
    row.add(Figures.of(spent.wall / spent.ranks));
    return row;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }

  /** What one job lost on one link. */
  private static final class Loss {
    private final String job;
    private final String link;
    private final double lostSeconds;
    private final Map<String, Double> metSeconds = new LinkedHashMap<>();

    Loss(NamedCsvRecord row) {
      job = row.getField("job");
      link = row.getField("link");
      lostSeconds = Double.parseDouble(row.getField("lost_s"));
    }

    String met() {
      List<String> others =
          metSeconds.entrySet().stream()
              .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
              .map(one -> name(one.getKey()) + " " + Figures.of(one.getValue()) + " s")
              .toList();
      int more = others.size() - MOST_MET;
      return String.join(", ", others.subList(0, Math.min(MOST_MET, others.size())))
          + (more > 0 ? ", " + more + " more" : "");
    }

    private static String name(String other) {
      return other.isEmpty() ? "nobody else" : other;
    }
  }

  private static List<String> contention(Path runFolder, long seed) throws IOException {
    Map<List<String>, Loss> losses = new LinkedHashMap<>();
    TableReader.read(
        runFolder,
        ResultTable.CONTENTION,
        row ->
            losses
                .computeIfAbsent(
                    List.of(row.getField("job"), row.getField("link")), unused -> new Loss(row))
                .metSeconds
                .put(row.getField("other_job"), Double.parseDouble(row.getField("shared_s"))));
    if (losses.isEmpty()) {
      return List.of("  no link made a job slower than it is alone (seed " + seed + ")");
    }
    List<String> lines = new ArrayList<>();
    lines.add("  links on which jobs lost most, before computation hides some of it:");
    lines.addAll(worstLinks(losses.values()).lines());
    lines.add("  jobs that lost most, and who had bytes on that link meanwhile:");
    TextTable table = new TextTable(List.of("  job", "link", ">lost_s", "met there"));
    losses.values().stream()
        .sorted(Comparator.comparingDouble((Loss loss) -> loss.lostSeconds).reversed())
        .limit(MOST_LOSSES)
        .forEach(
            loss ->
                table.row(
                    List.of("  " + loss.job, loss.link, Figures.of(loss.lostSeconds), loss.met())));
    lines.addAll(table.lines());
    return lines;
  }

  private static TextTable worstLinks(Iterable<Loss> losses) {
    Map<String, Double> lost = new LinkedHashMap<>();
    Map<String, Integer> jobs = new LinkedHashMap<>();
    for (Loss loss : losses) {
      lost.merge(loss.link, loss.lostSeconds, Double::sum);
      jobs.merge(loss.link, 1, Integer::sum);
    }
    TextTable table = new TextTable(List.of("  link", ">jobs_slowed", ">lost_s"));
    lost.entrySet().stream()
        .sorted(Map.Entry.<String, Double>comparingByValue().reversed())
        .limit(MOST_LINKS)
        .forEach(
            one ->
                table.row(
                    List.of(
                        "  " + one.getKey(),
                        jobs.get(one.getKey()).toString(),
                        Figures.of(one.getValue()))));
    return table;
  }
}
