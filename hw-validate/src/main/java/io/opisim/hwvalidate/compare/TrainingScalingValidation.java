package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.hwvalidate.training.SpeedRow;
import io.opisim.models.catalog.MeasuredSpeed;
import io.opisim.models.workload.training.MeasuredStep;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Speed of one accelerator as a batch is spread over more of them, against MLPerf Training. */
public final class TrainingScalingValidation implements ValidationCase {
  private static final double MEAN_BAND = 0.05;
  private static final double WORST_BAND = 0.12;

  @Override
  public String id() {
    return "training-scaling";
  }

  @Override
  public String description() {
    return "Samples per second and accelerator by number of accelerators and batch, MLPerf Training.";
  }

  @Override
  public String fittedOn() {
    return "every second row of each model, accelerator and round, by batch per accelerator, and the"
        + " last";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    Path file =
        context
            .table()
            .orElseGet(() -> TrainingModels.published(context, "mlperf-training/results.csv"));
    SortedMap<String, MeasuredSpeed> speeds = speeds(TrainingModels.catalog());
    List<ValidationReport.Point> points = new ArrayList<>();
    SortedMap<String, Double> groupErrors = new TreeMap<>();
    int uncovered = 0;
    for (Map.Entry<String, List<SpeedRow>> group : SpeedRow.groups(file).entrySet()) {
      MeasuredSpeed speed = speeds.get(group.getKey());
      List<SpeedRow> rows =
          context.table().isPresent() ? group.getValue() : notSetApart(group.getValue());
      if (speed == null) {
        uncovered += group.getValue().size();
        continue;
      }
      List<ValidationReport.Point> errors = rows.stream().map(row -> point(row, speed)).toList();
      points.addAll(errors);
      groupErrors.put(group.getKey(), TrainingModels.meanError(errors));
    }
    if (points.isEmpty()) {
      throw new InvalidTableException(
          List.of(
              new Problem(
                  file.toString(),
                  0,
                  "",
                  "has no row of a model, accelerator and round whose speed was fitted",
                  String.join(", ", speeds.keySet()))));
    }
    return report(points, groupErrors, uncovered);
  }

  private ValidationReport report(
      List<ValidationReport.Point> points, SortedMap<String, Double> groupErrors, int uncovered) {
    double mean = TrainingModels.meanError(points);
    double worst = points.stream().mapToDouble(ValidationReport.Point::error).max().orElse(0);
    long outside = points.stream().filter(point -> point.error() > WORST_BAND).count();
    double worstGroup = groupErrors.values().stream().mapToDouble(e -> e).max().orElse(0);
    String metric =
        String.format(
            Locale.ROOT,
            "%s; mean %.2f %% (band 5 %%), worst row %.2f %% (band 12 %%), %d of %d rows outside it,"
                + " worst mean of a group %.2f %%; %d rows belong to groups too small to fit",
            ValidationReport.RELATIVE_ERROR,
            100 * mean,
            100 * worst,
            outside,
            points.size(),
            100 * worstGroup,
            uncovered);
    boolean pass = mean <= MEAN_BAND && worst <= WORST_BAND;
    return ValidationReport.of(id(), metric, WORST_BAND, pass, List.of(fittedOn()), points);
  }

  private static ValidationReport.Point point(SpeedRow row, MeasuredSpeed speed) {
    double predicted =
        MeasuredStep.samplesPerSecondEach(
            speed, row.accelerators(), row.nodes(), row.globalBatch());
    return ValidationReport.Point.relative(row.key(), row.samplesPerSecondEach(), predicted);
  }

  private static List<SpeedRow> notSetApart(List<SpeedRow> group) {
    List<SpeedRow> rows = new ArrayList<>(group);
    rows.removeAll(SpeedRow.setApart(group));
    return rows;
  }

  private static SortedMap<String, MeasuredSpeed> speeds(Catalog catalog) {
    SortedMap<String, MeasuredSpeed> speeds = new TreeMap<>();
    try {
      for (String id : catalog.measuredModelIds()) {
        for (MeasuredSpeed speed : catalog.measuredSpeeds(id).systems()) {
          String benchmark = id.replace('-', '_');
          speeds.put(SpeedRow.group(benchmark, speed.accelerator(), speed.round()), speed);
        }
      }
    } catch (CatalogException broken) {
      throw new IllegalStateException("the program's own catalog is broken", broken);
    }
    return speeds;
  }
}
