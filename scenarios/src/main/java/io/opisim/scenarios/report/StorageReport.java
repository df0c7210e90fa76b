package io.opisim.scenarios.report;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.opisim.scenarios.result.EmulatedMetrics;
import io.opisim.scenarios.result.ResultTable;
import io.opisim.scenarios.result.RunResult;
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
 * What {@code explain} prints of jobs that share a storage: what binds them, what the services on
 * the way took, and which numbers of accelerators were tried.
 */
public final class StorageReport {
  private static final int MOST_RESOURCES = 6;
  private static final String OWN_LIMIT = "own limit";

  /** Below this share of time spent waiting for data, data is said to be hardly ever late. */
  private static final double HARDLY = 0.02;

  private StorageReport() {}

  /** The lines of a run; none if it recorded none of the tables they are made of. */
  public static List<String> lines(Path runFolder, RunResult run) throws IOException {
    List<String> lines = new ArrayList<>();
    if (TableReader.exists(runFolder, ResultTable.RESOURCES)) {
      lines.addAll(resources(runFolder, run));
    }
    if (TableReader.exists(runFolder, ResultTable.OFFLOADS)) {
      lines.addAll(offloads(runFolder));
    }
    if (TableReader.exists(runFolder, ResultTable.SUSTAINED)) {
      lines.addAll(sustained(runFolder));
    }
    return lines;
  }

  /** Equal resources of all nodes, or queues of a target, together. */
  private static final class Use {
    private final String name;
    private int count;
    private double utilisation;
    private double greatest;
    private double bound;

    Use(String name) {
      this.name = name;
    }

    void add(NamedCsvRecord row) {
      count++;
      bound += number(row, "bound_ratio");
      utilisation += number(row, "utilisation_ratio");
      greatest = Math.max(greatest, number(row, "utilisation_ratio"));
    }

    double meanUtilisation() {
      return utilisation / count;
    }
  }

  private static double number(NamedCsvRecord row, String column) {
    String text = row.getField(column);
    return text.isEmpty() ? 0 : Double.parseDouble(text);
  }

  private static List<String> resources(Path runFolder, RunResult run) throws IOException {
    Map<String, Use> uses = new LinkedHashMap<>();
    TableReader.read(
        runFolder,
        ResultTable.RESOURCES,
        row -> {
          String name = together(row.getField("resource"));
          uses.computeIfAbsent(name, Use::new).add(row);
        });
    List<Use> busiest = new ArrayList<>(uses.values());
    busiest.sort(
        Comparator.comparingDouble((Use use) -> use.bound)
            .thenComparingDouble(Use::meanUtilisation)
            .reversed());
    List<String> lines = new ArrayList<>();
    lines.add("  " + binding(busiest.get(0), run) + " (seed " + run.seed() + ")");
    TextTable table =
        new TextTable(
            List.of("  resource", ">of such", ">reads bound", ">busy, mean", ">busy, most"));
    for (Use use : busiest.subList(0, Math.min(MOST_RESOURCES, busiest.size()))) {
      boolean own = use.name.equals(OWN_LIMIT);
      table.row(
          List.of(
              "  " + use.name,
              own ? "-" : "" + use.count,
              percent(use.bound),
              own ? "-" : percent(use.meanUtilisation()),
              own ? "-" : percent(use.greatest)));
    }
    lines.addAll(table.lines());
    return lines;
  }

  /** Equal parts of nodes, targets and fabrics count together. */
  private static String together(String resource) {
    return resource.contains(" -> ")
        ? "links " + resource.replaceAll(" #[0-9]+", "").replaceAll("[0-9]+(-[0-9]+)*", "*")
        : resource.replaceAll("(client|queue)-[0-9]+", "$1-*");
  }

  private static String binding(Use first, RunResult run) {
    double stall = run.metrics().getOrDefault(EmulatedMetrics.LATE, 0.0);
    String reads = percent(first.bound) + " of the reads under way";
    if (stall < HARDLY) {
      return "accelerators bind: batches are hardly ever late (" + percent(stall) + " of the time)";
    } else if (first.name.equals(OWN_LIMIT)) {
      return "the parallelism of single reads binds: " + reads;
    }
    return "binding: "
        + first.name
        + ", which bound "
        + reads
        + " and was busy "
        + percent(first.meanUtilisation())
        + " of the time";
  }

  private static List<String> offloads(Path runFolder) throws IOException {
    TextTable table =
        new TextTable(
            List.of(
                "  way",
                "service",
                "variant",
                "site",
                ">GB/s",
                ">latency_s",
                ">host_cores",
                ">dpu_cores",
                "engine",
                ">memory GB/s"));
    List<String> seen = new ArrayList<>();
    TableReader.read(
        runFolder,
        ResultTable.OFFLOADS,
        row -> {
          seen.add(row.getField("service"));
          table.row(
              List.of(
                  "  " + row.getField("way"),
                  row.getField("service"),
                  row.getField("variant"),
                  row.getField("site"),
                  Figures.of(number(row, "bytes_per_s") / 1e9),
                  Figures.of(number(row, "latency_s")),
                  Figures.of(number(row, "host_cores")),
                  Figures.of(number(row, "dpu_cores")),
                  row.getField("engine").isEmpty() ? "-" : row.getField("engine"),
                  Figures.of(number(row, "memory_bytes_per_s") / 1e9)));
        });
    List<String> lines = new ArrayList<>();
    if (!seen.isEmpty()) {
      lines.add("  services on the way, all nodes together:");
      lines.addAll(table.lines());
    }
    return lines;
  }

  private static List<String> sustained(Path runFolder) throws IOException {
    TextTable table =
        new TextTable(List.of("  job", ">accelerators", ">au_ratio", "enough", "sustained"));
    List<String> seen = new ArrayList<>();
    TableReader.read(
        runFolder,
        ResultTable.SUSTAINED,
        row -> {
          seen.add(row.getField("job"));
          table.row(
              List.of(
                  "  " + row.getField("job"),
                  row.getField("accelerators"),
                  String.format(Locale.ROOT, "%.4f", number(row, "au_ratio")),
                  row.getField("enough"),
                  row.getField("answer").equals("yes") ? "<" : ""));
        });
    List<String> lines = new ArrayList<>();
    if (!seen.isEmpty()) {
      lines.add("  numbers of accelerators tried:");
      lines.addAll(table.lines());
    }
    return lines;
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
