package io.opisim.hwvalidate.calibrate;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.models.collective.CollectiveParameter;
import io.opisim.models.collective.DoubleBinaryTreeAlgorithm;
import io.opisim.models.collective.NvlsAggregation;
import io.opisim.models.collective.PairwiseAlgorithm;
import io.opisim.models.collective.RingAlgorithm;
import io.opisim.models.collective.ScaleUpFabric;
import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.Numbers;
import io.opisim.simcore.units.TimeSpan;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/** Writes one catalog file for each system of a table of collective times. */
public final class CollectiveCalibration {
  private static final MathContext DIGITS = new MathContext(5);

  private CollectiveCalibration() {}

  /**
   * Fits every system of the table on all its rows from 1 MiB on, and writes {@code ID.yaml} for
   * each into a folder.
   *
   * @param table nccl-tests rows with the columns of {@link CollectiveCurves#COLUMNS}
   * @param folder an existing folder, as {@code scenarios/catalog/collectives}
   * @param date told as that of the fit
   * @return the files written, in the order of their names
   * @throws io.opisim.hwvalidate.table.InvalidTableException if the table is wrong
   */
  public static List<Path> calibrate(Path table, Path folder, LocalDate date) throws IOException {
    List<Path> written = new ArrayList<>();
    for (var file : texts(CsvTable.read(table, CollectiveCurves.COLUMNS), date).entrySet()) {
      written.add(Files.writeString(folder.resolve(file.getKey()), file.getValue()));
    }
    return written;
  }

  /** File name to content, for each system of the table. */
  public static SortedMap<String, String> texts(CsvTable table, LocalDate date) {
    SortedMap<String, String> files = new TreeMap<>();
    CollectiveCurves.bySystem(table)
        .forEach(
            (system, curves) -> {
              FittedCollectives fit = CollectiveFit.fit(curves, SystemFacts.of(curves));
              files.put(fit.facts().profileId() + ".yaml", text(fit, date));
            });
    return files;
  }

  private static String text(FittedCollectives fit, LocalDate date) {
    SystemFacts facts = fit.facts();
    int rows = fit.curves().stream().mapToInt(curve -> curve.points().size()).sum();
    List<String> lines = new ArrayList<>();
    lines.add("# Written by 'opisim calibrate collectives'. The measurements are from");
    sources(fit).forEach(source -> lines.add("#   " + source));
    lines.add("# A parameter that no row depends on is left out and has its default.");
    lines.add("collective: " + facts.profileId());
    lines.add("name: " + quoted(facts.system()));
    facts.accelerator().ifPresent(id -> lines.add("accelerator: " + id));
    List<String> algorithms =
        new ArrayList<>(
            List.of(RingAlgorithm.ID, DoubleBinaryTreeAlgorithm.ID, PairwiseAlgorithm.ID));
    if (fit.values().containsKey(CollectiveParameter.SCALE_UP_SWITCH_RATE_SHARE)) {
      algorithms.add(NvlsAggregation.ID);
    }
    lines.add("algorithms: [" + String.join(", ", algorithms) + "]");
    if (facts.fabric() != ScaleUpFabric.SWITCHED) {
      String fabric = facts.fabric().name().toLowerCase(Locale.ROOT).replace('_', '-');
      String source = "V100 nodes without NVSwitch are wired so (NVIDIA DGX-1 V100 white paper)";
      sourced(lines, "fabric", fabric, "datasheet", source, date);
    }
    if (facts.domainRanks() > 0) {
      String source = "columns gpu and interconnect of the table";
      String ranks = Integer.toString(facts.domainRanks());
      sourced(lines, "domain_ranks", ranks, "datasheet", source, date);
    }
    lines.add("fitted_on:");
    fit.curves().forEach(curve -> lines.add("  - " + quoted(curve.key())));
    String source = "closed forms fitted to " + rows + " rows, those of the curves in fitted_on";
    fit.values()
        .forEach(
            (parameter, value) ->
                sourced(lines, parameter.key(), printed(parameter, value), "fitted", source, date));
    return String.join("\n", lines) + "\n";
  }

  private static Collection<String> sources(FittedCollectives fit) {
    TreeSet<String> sources = new TreeSet<>();
    fit.curves().forEach(curve -> sources.addAll(curve.sources()));
    return sources.isEmpty() ? List.of("a table that names no source") : sources;
  }

  private static void sourced(
      List<String> lines, String key, String value, String kind, String source, LocalDate date) {
    lines.add(key + ":");
    lines.add("  value: " + value);
    lines.add("  kind: " + kind);
    lines.add("  source: " + quoted(source));
    lines.add("  date: " + date);
  }

  private static String printed(CollectiveParameter parameter, double value) {
    return switch (parameter.unit()) {
      case SECONDS -> new TimeSpan(StrictMath.round(value * 1e9)).toString();
      case BYTES_PER_SECOND -> DataRate.ofBytesPerSecond(rounded(value)).toString();
      case SHARE -> Numbers.format(rounded(value));
    };
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  private static String quoted(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
  }
}
