package io.opisim.hwvalidate.calibrate;

import io.opisim.hwvalidate.training.SpeedRow;
import io.opisim.models.catalog.MeasuredSpeed;
import io.opisim.models.catalog.Provenance;
import io.opisim.models.catalog.Sourced;
import io.opisim.models.workload.training.MeasuredStep;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Speed of one accelerator and the fixed parts of a step, from results of several sizes. */
final class SpeedFit {
  private static final int FEWEST_ROWS = 4;
  private static final int FEWEST_SIZES = 2;
  private static final int GRID = 100;
  private static final int RACK = 72;
  private static final double LEAST_FIXED = 1e-3;
  private static final double MOST_FIXED = 30_000;
  private static final double CLEARLY_BETTER = 1 - 1e-6;

  private SpeedFit() {}

  /** Whether rows of one group are enough to fit. */
  static boolean enough(List<SpeedRow> group) {
    return group.size() >= FEWEST_ROWS
        && group.stream().mapToInt(SpeedRow::accelerators).distinct().count() >= FEWEST_SIZES;
  }

  /** The fit, if the group is large enough. */
  static Optional<MeasuredSpeed> fit(List<SpeedRow> group, String source, LocalDate date) {
    if (!enough(group)) {
      return Optional.empty();
    }
    List<SpeedRow> rows = SpeedRow.setApart(group);
    MeasuredSpeed any = speed(rows, 1, 0, 0, source, date);
    boolean acrossNodes =
        rows.stream().anyMatch(row -> any.leavesScaleUpLinks(row.accelerators(), row.nodes()));
    MeasuredSpeed best = null;
    double least = Double.POSITIVE_INFINITY;
    for (double fixed : grid()) {
      for (double across : acrossNodes ? grid() : new double[] {0}) {
        MeasuredSpeed unit = speed(rows, 1, fixed, across, source, date);
        MeasuredSpeed candidate = speed(rows, medianRatio(unit, rows), fixed, across, source, date);
        double miss = miss(candidate, rows);
        if (miss < least * CLEARLY_BETTER) {
          least = miss;
          best = candidate;
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private static double medianRatio(MeasuredSpeed unit, List<SpeedRow> rows) {
    double[] ratios =
        rows.stream()
            .mapToDouble(row -> row.samplesPerSecondEach() / predict(unit, row))
            .sorted()
            .toArray();
    int middle = ratios.length / 2;
    double median =
        ratios.length % 2 == 1 ? ratios[middle] : (ratios[middle - 1] + ratios[middle]) / 2;
    return rounded(median);
  }

  private static double miss(MeasuredSpeed speed, List<SpeedRow> rows) {
    double sum = 0;
    for (SpeedRow row : rows) {
      sum += StrictMath.abs(predict(speed, row) / row.samplesPerSecondEach() - 1);
    }
    return sum;
  }

  private static double predict(MeasuredSpeed speed, SpeedRow row) {
    return MeasuredStep.samplesPerSecondEach(
        speed, row.accelerators(), row.nodes(), row.globalBatch());
  }

  private static MeasuredSpeed speed(
      List<SpeedRow> rows,
      double each,
      double fixed,
      double across,
      String source,
      LocalDate date) {
    SpeedRow first = rows.get(0);
    int[] sizes = rows.stream().mapToInt(SpeedRow::accelerators).sorted().toArray();
    return new MeasuredSpeed(
        first.accelerator(),
        first.round(),
        new Sourced<>(each, Provenance.FITTED, source, date),
        new Sourced<>(fixed, Provenance.FITTED, source, date),
        new Sourced<>(across, Provenance.FITTED, source, date),
        domain(first.accelerator(), date),
        new Sourced<>(sizes[0], Provenance.FITTED, source, date),
        new Sourced<>(sizes[sizes.length - 1], Provenance.FITTED, source, date));
  }

  /** GB200 and GB300 come in racks of 72 that NVLink joins, whatever their nodes. */
  private static Optional<Sourced<Integer>> domain(String accelerator, LocalDate date) {
    return accelerator.contains("GB200") || accelerator.contains("GB300")
        ? Optional.of(
            new Sourced<>(RACK, Provenance.DATASHEET, "NVIDIA GB200 NVL72 and GB300 NVL72", date))
        : Optional.empty();
  }

  private static double[] grid() {
    double[] values = new double[GRID + 1];
    double step = StrictMath.log(MOST_FIXED / LEAST_FIXED) / (GRID - 1);
    for (int i = 1; i <= GRID; i++) {
      values[i] = rounded(LEAST_FIXED * StrictMath.exp((i - 1) * step));
    }
    return values;
  }

  /** To the four digits that the catalog keeps. */
  static double rounded(double value) {
    return new BigDecimal(value).round(new MathContext(4)).doubleValue();
  }
}
