package io.opisim.hwvalidate.compare;

import io.opisim.simcore.stat.Quantiles;
import java.util.List;

/**
 * What came out of a case.
 *
 * @param caseId which case
 * @param metric how an error is defined, and what makes the case pass
 * @param medianError median of the points' errors
 * @param p90Error their 90th percentile
 * @param maxError the greatest of them
 * @param band the error that is accepted
 * @param pass whether the case passed
 * @param fittedOn keys of the points that the model was fitted on; empty if it was not fitted
 * @param points one for each number compared, at least one
 */
public record ValidationReport(
    String caseId,
    String metric,
    double medianError,
    double p90Error,
    double maxError,
    double band,
    boolean pass,
    List<String> fittedOn,
    List<Point> points) {
  /** The usual error: the share by which the prediction misses the published value. */
  public static final String RELATIVE_ERROR = "|predicted / published - 1|";

  /** Copies the lists. */
  public ValidationReport {
    fittedOn = List.copyOf(fittedOn);
    points = List.copyOf(points);
  }

  /** A report whose quantiles of error are those of the points. */
  public static ValidationReport of(
      String caseId,
      String metric,
      double band,
      boolean pass,
      List<String> fittedOn,
      List<Point> points) {
    if (points.isEmpty()) {
      throw new IllegalArgumentException("case " + caseId + " compared nothing");
    }
    double[] errors = points.stream().mapToDouble(Point::error).sorted().toArray();
    return new ValidationReport(
        caseId,
        metric,
        Quantiles.ofSorted(errors, 0.5),
        Quantiles.ofSorted(errors, 0.9),
        Quantiles.ofSorted(errors, 1),
        band,
        pass,
        fittedOn,
        points);
  }

  /**
   * One number compared.
   *
   * @param key which row and quantity
   * @param published the value it is compared with
   * @param predicted the value of the model
   * @param error as the report's metric defines it
   */
  public record Point(String key, double published, double predicted, double error) {
    /** Refuses numbers that no table can hold. */
    public Point {
      if (!Double.isFinite(published) || !Double.isFinite(predicted) || !Double.isFinite(error)) {
        throw new IllegalArgumentException(
            key + ": published " + published + ", predicted " + predicted + ", error " + error);
      }
    }

    /** A point with the usual relative error; {@code published} is not 0. */
    public static Point relative(String key, double published, double predicted) {
      return new Point(key, published, predicted, StrictMath.abs(predicted / published - 1));
    }
  }
}
