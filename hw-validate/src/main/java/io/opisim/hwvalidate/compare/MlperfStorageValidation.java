package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.storage.LoaderRuns;
import io.opisim.hwvalidate.storage.StepReplay;
import io.opisim.hwvalidate.storage.StorageRow;
import io.opisim.hwvalidate.storage.StorageTables;
import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.models.workload.loader.LoaderWorkers;
import io.opisim.simcore.stat.Quantiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Samples per second of MLPerf Storage results through the simulated loader: as a check of units
 * from the published utilisation, with the fill of an epoch taken from another row of the system,
 * and by replaying measured steps.
 */
public final class MlperfStorageValidation implements ValidationCase {
  private static final String RESULTS = "mlperf-storage/results-v1.0.csv";
  private static final String STEPS = "mlperf-storage-results/step_times.csv.gz";
  private static final String RUNS = "mlperf-storage-results/runs.csv.gz";

  private static final double FILL_MEDIAN = 0.015;
  private static final double FILL_P90 = 0.05;
  private static final double REPLAY_AU = 0.01;
  private static final double REPLAY_SAMPLES = 0.015;
  private static final double DEFINITION_AU = 1e-4;

  /** A program's band for the check of units, and the share of rows that must be inside. */
  private record UnitBar(String program, double band, double share) {}

  private static final List<UnitBar> UNIT_BARS =
      List.of(
          new UnitBar("resnet50", 0.01, 1),
          new UnitBar("cosmoflow", 0.01, 0.85),
          new UnitBar("unet3d", 0.03, 0.65));

  private final List<ValidationReport.Point> points = new ArrayList<>();
  private final List<String> fittedOn = new ArrayList<>();
  private final List<String> bars = new ArrayList<>();
  private boolean pass = true;

  @Override
  public String id() {
    return "mlperf-storage";
  }

  @Override
  public String description() {
    return "Samples/s of MLPerf Storage results from utilisation, from the fill of another row, and"
        + " from measured steps, through the simulated loader.";
  }

  @Override
  public String fittedOn() {
    return "the fill of one row per system and program; a step's overhead in the first epoch of each"
        + " replayed run";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    return new MlperfStorageValidation().judge(context);
  }

  private ValidationReport judge(ValidationContext context) {
    if (context.table().isPresent()) {
      Path table = context.table().get();
      if (CsvTable.read(table, List.of("system")).columns().contains("load_s")) {
        replay(table, TrainingModels.published(context, RUNS));
      } else {
        results(StorageTables.read(table));
      }
    } else {
      results(StorageTables.read(TrainingModels.published(context, RESULTS)));
      replay(TrainingModels.published(context, STEPS), TrainingModels.published(context, RUNS));
    }
    String metric =
        ValidationReport.RELATIVE_ERROR
            + " of samples/s, |predicted - published| of au; passes if "
            + String.join("; ", bars);
    return ValidationReport.of(id(), metric, FILL_P90, pass, fittedOn, points);
  }

  private void results(List<StorageRow> rows) {
    for (UnitBar bar : UNIT_BARS) {
      List<StorageRow> own =
          rows.stream().filter(row -> row.program().equals(bar.program())).toList();
      if (!own.isEmpty()) {
        units(own, bar);
      }
    }
    fills(rows);
  }

  private void units(List<StorageRow> rows, UnitBar bar) {
    int inside = 0;
    for (StorageRow row : rows) {
      double predicted = LoaderRuns.samplesPerSecondAt(row, LoaderWorkers.of(row.workload()));
      ValidationReport.Point point =
          ValidationReport.Point.relative("units: " + row.key(), row.samplesPerSecond(), predicted);
      points.add(point);
      inside += point.error() <= bar.band() ? 1 : 0;
    }
    bar(
        inside >= bar.share() * rows.size(),
        "units of %s within %.0f %% on %.0f %% of rows (here %d of %d)",
        bar.program(),
        100 * bar.band(),
        100 * bar.share(),
        inside,
        rows.size());
  }

  private void fills(List<StorageRow> rows) {
    SortedMap<String, List<StorageRow>> systems = new TreeMap<>();
    for (StorageRow row : rows) {
      String key = row.plainSystem() + " " + row.program();
      systems.computeIfAbsent(key, unused -> new ArrayList<>()).add(row);
    }
    List<Double> errors = new ArrayList<>();
    for (List<StorageRow> system : systems.values()) {
      system.sort(Comparator.comparing(StorageRow::accelerator).thenComparing(StorageRow::ranks));
      StorageRow calibrated = system.get(0);
      int depth = LoaderRuns.fillDepth(calibrated);
      for (StorageRow row : system.subList(1, system.size())) {
        double predicted = LoaderRuns.samplesPerSecondAt(row, new LoaderWorkers(depth, depth));
        ValidationReport.Point point =
            ValidationReport.Point.relative(
                "fill of " + depth + ": " + row.key(), row.samplesPerSecond(), predicted);
        points.add(point);
        errors.add(point.error());
      }
      if (system.size() > 1) {
        fittedOn.add(calibrated.key());
      }
    }
    if (!errors.isEmpty()) {
      double[] sorted = errors.stream().mapToDouble(Double::doubleValue).sorted().toArray();
      double median = Quantiles.ofSorted(sorted, 0.5);
      double p90 = Quantiles.ofSorted(sorted, 0.9);
      bar(
          median <= FILL_MEDIAN && p90 <= FILL_P90,
          "the fill of another row gives a median within 1.5 %% and a p90 within 5 %% (here %.2f and"
              + " %.2f %% of %d rows)",
          100 * median,
          100 * p90,
          errors.size());
    }
  }

  private void replay(Path steps, Path runs) {
    double worstAu = 0;
    double worstSamples = 0;
    double worstDefinition = 0;
    for (StepReplay run : StepReplay.read(steps, runs)) {
      StepReplay.Outcome outcome = run.replay();
      String name =
          String.format(
              Locale.ROOT,
              "replay with %.1f ms a step: %s",
              1000 * outcome.overheadSeconds(),
              run.name());
      fittedOn.add(run.name() + " epoch " + run.fittedEpoch());
      for (StepReplay.Compared one : outcome.judged()) {
        String key = name + " epoch " + one.epoch();
        double auError = StrictMath.abs(one.predictedAu() - one.publishedAu());
        points.add(
            new ValidationReport.Point(key + " au", one.publishedAu(), one.predictedAu(), auError));
        ValidationReport.Point samples =
            ValidationReport.Point.relative(
                key + " samples/s", one.publishedSamples(), one.predictedSamples());
        points.add(samples);
        worstAu = Math.max(worstAu, auError);
        worstSamples = Math.max(worstSamples, samples.error());
      }
      for (StepReplay.Compared one : outcome.withOwnOverhead()) {
        double error = StrictMath.abs(one.predictedAu() - one.publishedAu());
        String key = "definition of au: " + run.name() + " epoch " + one.epoch();
        points.add(new ValidationReport.Point(key, one.publishedAu(), one.predictedAu(), error));
        worstDefinition = Math.max(worstDefinition, error);
      }
    }
    bar(
        worstAu <= REPLAY_AU && worstSamples <= REPLAY_SAMPLES,
        "replayed steps give au within 1 point and samples/s within 1.5 %% (here %.2f points and"
            + " %.2f %% at most)",
        100 * worstAu,
        100 * worstSamples);
    bar(
        worstDefinition <= DEFINITION_AU,
        "epochs of the measured length give the published au to its last digit but one (here %.4f"
            + " points at most)",
        100 * worstDefinition);
  }

  private void bar(boolean met, String text, Object... values) {
    pass &= met;
    bars.add(String.format(Locale.ROOT, text, values) + (met ? "" : ": NOT MET"));
  }
}
