package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.training.TrainingTables;
import io.opisim.models.workload.training.TrainingMachine;
import io.opisim.scenarios.catalog.Catalog;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Step times of large transformers against tables published by the makers of Megatron. */
public final class TrainingStepsValidation implements ValidationCase {
  private static final double A100_BAND = 0.08;
  private static final double H100_BAND = 0.06;
  private static final List<String> TABLES =
      List.of(
          "megatron-table/sc21_table1_a100.csv",
          "megatron-table/seqsel_table5_a100.csv",
          "megatron-table/mcore_h100.csv");

  @Override
  public String id() {
    return "training-steps";
  }

  @Override
  public String description() {
    return "Step times of GPT models of 1.7 to 1008 billion parameters on A100 and H100.";
  }

  @Override
  public String fittedOn() {
    return "rows 1, 3, 5 ... of each of the three published tables";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    Catalog catalog = TrainingModels.catalog();
    List<ValidationReport.Point> a100 = new ArrayList<>();
    List<ValidationReport.Point> h100 = new ArrayList<>();
    for (Path file : files(context)) {
      TrainingTables.Rows table = TrainingTables.read(file);
      TrainingMachine machine = TrainingModels.machine(catalog, table.kind());
      boolean hopper = table.kind() == TrainingTables.Kind.MEGATRON_CORE;
      TrainingModels.judged(context, table)
          .forEach(row -> (hopper ? h100 : a100).add(TrainingModels.point(row, machine)));
    }
    List<ValidationReport.Point> points = new ArrayList<>(a100);
    points.addAll(h100);
    double a100Mean = TrainingModels.meanError(a100);
    double h100Mean = TrainingModels.meanError(h100);
    String metric =
        String.format(
            Locale.ROOT,
            "%s; passes if the mean is within 8 %% on A100 (%s) and 6 %% on H100 (%s)",
            ValidationReport.RELATIVE_ERROR,
            mean(a100),
            mean(h100));
    boolean pass = a100Mean <= A100_BAND && h100Mean <= H100_BAND;
    double band = a100.isEmpty() ? H100_BAND : A100_BAND;
    return ValidationReport.of(id(), metric, band, pass, List.of(fittedOn()), points);
  }

  private static String mean(List<ValidationReport.Point> points) {
    return points.isEmpty()
        ? "no row"
        : String.format(
            Locale.ROOT, "%.2f %%, %d rows", 100 * TrainingModels.meanError(points), points.size());
  }

  private static List<Path> files(ValidationContext context) {
    return context
        .table()
        .map(List::of)
        .orElseGet(
            () -> TABLES.stream().map(file -> TrainingModels.published(context, file)).toList());
  }
}
