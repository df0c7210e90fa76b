package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.storage.NoiseFit;
import io.opisim.hwvalidate.storage.StorageRow;
import io.opisim.hwvalidate.storage.StorageTables;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.scenarios.scenario.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What a barrier after every step costs: utilisation with and without it from one noise parameter,
 * and over the number of ranks from two.
 *
 * <p>A pair is two systems of one submitter, equal but for {@code Barrier-Frequency-Changed} in the
 * name of the one that ran without; the noise comes from the one with. A series is a system of one
 * submitter with CosmoFlow at different numbers of ranks and hosts; noise and overhead come from
 * its smallest number and the largest one on the fewest hosts. Other programs have larger batches
 * and are held up by the storage, of which this case knows nothing.
 */
public final class BarrierNoiseValidation implements ValidationCase {
  private static final double PAIR_BAND = 0.015;
  private static final double SERIES_BAND = 0.025;
  private static final int FEWEST_OF_A_SERIES = 3;
  private static final String PROGRAM_OF_SERIES = "cosmoflow";
  private static final String NO_BARRIER = "-Barrier-Frequency-Changed";
  private static final Pattern CLIENTS = Pattern.compile("_Nclient[0-9]+");

  /** The series that is looked at unless another table is given. */
  private static final String SERIES = "YanRongTech F8000X_8x7000GiB_nvme_2xHDR200 cosmoflow h100";

  @Override
  public String id() {
    return "barrier-noise";
  }

  @Override
  public String description() {
    return "Accelerator utilisation with and without a barrier after every step, and over the number"
        + " of ranks, from the noise of steps.";
  }

  @Override
  public String fittedOn() {
    return "the row with a barrier; of a series, the smallest number of ranks and the largest on the"
        + " fewest hosts";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    Path file =
        context
            .table()
            .orElseGet(
                () -> TrainingModels.published(context, "mlperf-storage-results/results.csv"));
    List<StorageRow> rows = StorageTables.read(file);
    Judgement judgement = new Judgement(context.masterSeed());
    for (StorageRow without : rows) {
      for (StorageRow with : rows) {
        if (isPair(with, without)) {
          judgement.pair(with, without);
        }
      }
    }
    series(rows)
        .forEach(
            (name, series) -> {
              boolean asked = context.table().isPresent() || name.equals(SERIES);
              if (asked && series.size() >= FEWEST_OF_A_SERIES) {
                judgement.series(series);
              }
            });
    if (judgement.points.isEmpty()) {
      throw new InvalidTableException(
          List.of(
              new Problem(
                  file.toString(),
                  0,
                  "",
                  "has neither a system with and without barriers nor one with "
                      + FEWEST_OF_A_SERIES
                      + " numbers of ranks",
                  "add such rows")));
    }
    String metric =
        "|predicted - published| of au; passes within 1.5 points of a pair (noise "
            + String.join(", ", judgement.pairNoise)
            + ") and 2.5 points of a series ("
            + String.join(", ", judgement.seriesNoise)
            + "); Erlang law of shape "
            + NoiseFit.SHAPE;
    return ValidationReport.of(
        id(), metric, SERIES_BAND, judgement.pass, judgement.fittedOn, judgement.points);
  }

  private static boolean isPair(StorageRow with, StorageRow without) {
    return without.system().equals(with.system() + NO_BARRIER)
        && without.submitter().equals(with.submitter())
        && without.workload().equals(with.workload());
  }

  private static SortedMap<String, List<StorageRow>> series(List<StorageRow> rows) {
    SortedMap<String, List<StorageRow>> series = new TreeMap<>();
    for (StorageRow row : rows) {
      if (!row.program().equals(PROGRAM_OF_SERIES)) {
        continue;
      }
      String system = CLIENTS.matcher(row.system()).replaceAll("");
      String key = String.join(" ", row.submitter(), system, row.program(), row.accelerator());
      series.computeIfAbsent(key, unused -> new ArrayList<>()).add(row);
    }
    for (List<StorageRow> one : series.values()) {
      one.sort(Comparator.comparingInt(StorageRow::ranks));
    }
    return series;
  }

  /** What has been compared so far. */
  private static final class Judgement {
    final long seed;
    final List<ValidationReport.Point> points = new ArrayList<>();
    final List<String> fittedOn = new ArrayList<>();
    final List<String> pairNoise = new ArrayList<>();
    final List<String> seriesNoise = new ArrayList<>();
    boolean pass = true;

    Judgement(long seed) {
      this.seed = seed;
    }

    void pair(StorageRow with, StorageRow without) {
      NoiseFit fit = NoiseFit.noiseOf(with, seed);
      fittedOn.add(with.key());
      pairNoise.add(String.format(Locale.ROOT, "%.2f ms", 1000 * fit.noiseSeconds()));
      add(with, fit.utilisation(with, true), "with barrier (fitted)", PAIR_BAND);
      add(without, fit.utilisation(without, false), "without barrier", PAIR_BAND);
    }

    void series(List<StorageRow> rows) {
      StorageRow smallest = rows.get(0);
      int hosts = rows.stream().mapToInt(StorageRow::hosts).min().orElseThrow();
      StorageRow largest =
          rows.stream()
              .filter(row -> row.hosts() == hosts)
              .max(Comparator.comparingInt(StorageRow::ranks))
              .orElseThrow();
      if (largest.ranks() == smallest.ranks()) {
        return;
      }
      NoiseFit fit = NoiseFit.noiseAndOverheadOf(smallest, largest, seed);
      fittedOn.add(smallest.key());
      fittedOn.add(largest.key());
      seriesNoise.add(
          String.format(
              Locale.ROOT,
              "noise %.3f ms, overhead %.3f ms",
              1000 * fit.noiseSeconds(),
              1000 * fit.overheadSeconds()));
      for (StorageRow row : rows) {
        boolean fitted = row == smallest || row == largest;
        String note = fitted ? "(fitted)" : "";
        add(row, fit.utilisation(row, true), note, SERIES_BAND);
      }
    }

    private void add(StorageRow row, double predicted, String note, double band) {
      double error = StrictMath.abs(predicted - row.au());
      String key = (row.key() + " au " + note).strip();
      points.add(new ValidationReport.Point(key, row.au(), predicted, error));
      pass &= error <= band;
    }
  }
}
