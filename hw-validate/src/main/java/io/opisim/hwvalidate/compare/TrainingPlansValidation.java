package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.training.TrainingRow;
import io.opisim.hwvalidate.training.TrainingTables;
import io.opisim.models.workload.training.TrainingMachine;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.simcore.stat.Quantiles;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Step times of many plans for the same model against what vTrain measured, and how much slower the
 * plan is that the model calls the fastest.
 */
public final class TrainingPlansValidation implements ValidationCase {
  private static final double MEAN_BAND = 0.10;
  private static final double SINGLE_P90_BAND = 0.25;
  private static final double REGRET_BAND = 0.05;
  private static final List<String> TABLES =
      List.of("vtrain-measured/ground_truth_multi.csv", "vtrain-measured/ground_truth_single.csv");

  @Override
  public String id() {
    return "training-plans";
  }

  @Override
  public String description() {
    return "Step times of parallel plans on 2 to 512 A100, and the plan chosen by them.";
  }

  @Override
  public String fittedOn() {
    return "rows 1, 3, 5 ... of ground_truth_multi (2 parameters) and of ground_truth_single (1)";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    Catalog catalog = TrainingModels.catalog();
    List<ValidationReport.Point> points = new ArrayList<>();
    List<String> parts = new ArrayList<>();
    boolean pass = true;
    for (Path file : files(context)) {
      TrainingTables.Rows table = TrainingTables.read(file);
      TrainingMachine machine = TrainingModels.machine(catalog, table.kind());
      List<ValidationReport.Point> errors =
          TrainingModels.judged(context, table).stream()
              .map(row -> TrainingModels.point(row, machine))
              .toList();
      points.addAll(errors);
      double mean = TrainingModels.meanError(errors);
      pass &= mean <= MEAN_BAND;
      if (table.kind() == TrainingTables.Kind.VTRAIN_SINGLE) {
        double p90 = p90(errors);
        pass &= p90 <= SINGLE_P90_BAND;
        parts.add(
            String.format(
                Locale.ROOT, "one node: mean %.2f %%, p90 %.2f %%", 100 * mean, 100 * p90));
      } else {
        SortedMap<String, Double> regrets = regrets(table.rows(), machine);
        double worst = regrets.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
        pass &= worst <= REGRET_BAND;
        parts.add(
            String.format(
                Locale.ROOT,
                "several nodes: mean %.2f %%, regret of the chosen plan at most %.2f %% over %d"
                    + " tasks",
                100 * mean,
                100 * worst,
                regrets.size()));
      }
    }
    String metric =
        ValidationReport.RELATIVE_ERROR
            + "; "
            + String.join("; ", parts)
            + "; passes if means are within 10 %, p90 on one node within 25 %, regret within 5 %";
    return ValidationReport.of(id(), metric, MEAN_BAND, pass, List.of(fittedOn()), points);
  }

  /**
   * Task to the measured time of the plan predicted fastest, over the fastest measured, minus 1.
   */
  static SortedMap<String, Double> regrets(List<TrainingRow> rows, TrainingMachine machine) {
    SortedMap<String, List<TrainingRow>> tasks = new TreeMap<>();
    rows.forEach(row -> tasks.computeIfAbsent(row.task(), k -> new ArrayList<>()).add(row));
    SortedMap<String, Double> regrets = new TreeMap<>();
    tasks.forEach(
        (task, plans) -> {
          TrainingRow chosen =
              plans.stream()
                  .min(Comparator.comparingDouble(row -> TrainingModels.predict(row, machine)))
                  .orElseThrow();
          double fastest = plans.stream().mapToDouble(TrainingRow::seconds).min().orElseThrow();
          regrets.put(task, chosen.seconds() / fastest - 1);
        });
    return regrets;
  }

  private static double p90(List<ValidationReport.Point> points) {
    double[] errors = points.stream().mapToDouble(ValidationReport.Point::error).sorted().toArray();
    return errors.length == 0 ? 0 : Quantiles.ofSorted(errors, 0.9);
  }

  private static List<Path> files(ValidationContext context) {
    return context
        .table()
        .map(List::of)
        .orElseGet(
            () -> TABLES.stream().map(file -> TrainingModels.published(context, file)).toList());
  }
}
