package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.calibrate.CollectiveCurve;
import io.opisim.hwvalidate.calibrate.CorrectedCurve;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.scenarios.scenario.Problem;
import java.util.ArrayList;
import java.util.List;

/**
 * Measured collective times, one curve at a time: closed forms fitted to every second size with a
 * correction that meets those, judged on the sizes between.
 */
public final class CollectivesValidation implements ValidationCase {
  private static final double MEDIAN_BAND = 0.02;
  private static final double P90_BAND = 0.15;

  @Override
  public String id() {
    return "collectives";
  }

  @Override
  public String description() {
    return "Measured times of collectives by size, each curve fitted on every second size and"
        + " judged on the others.";
  }

  @Override
  public String fittedOn() {
    return "every second size of each curve, from 1 MiB on";
  }

  @Override
  public ValidationReport run(ValidationContext context) {
    List<ValidationReport.Point> points = new ArrayList<>();
    List<String> fittedOn = new ArrayList<>();
    for (List<CollectiveCurve> system : CollectiveTables.curves(context)) {
      for (CollectiveCurve curve : system) {
        CollectiveCurve judged = curve.everySecond(1);
        if (judged.points().isEmpty()) {
          continue;
        }
        CollectiveCurve fitted = curve.everySecond(0);
        CorrectedCurve model = new CorrectedCurve(fitted);
        fittedOn.add(CollectiveTables.rows(fitted));
        for (CollectiveCurve.Point point : judged.points()) {
          points.add(
              ValidationReport.Point.relative(
                  CollectiveTables.key(curve, point),
                  point.seconds(),
                  model.seconds(point.sizeBytes())));
        }
      }
    }
    if (points.isEmpty()) {
      String message = "no curve has two sizes from 1 MiB on, one to fit and one to judge";
      throw new InvalidTableException(
          List.of(new Problem(CollectiveTables.CURVES, 0, "size_bytes", message, "more sizes")));
    }
    String metric = ValidationReport.RELATIVE_ERROR + " of time in s; passes if the median is";
    ValidationReport report =
        ValidationReport.of(
            id(),
            metric + " at most 2 % and p90 at most 15 %",
            MEDIAN_BAND,
            true,
            fittedOn,
            points);
    boolean pass = report.medianError() <= MEDIAN_BAND && report.p90Error() <= P90_BAND;
    return ValidationReport.of(id(), report.metric(), MEDIAN_BAND, pass, fittedOn, points);
  }
}
