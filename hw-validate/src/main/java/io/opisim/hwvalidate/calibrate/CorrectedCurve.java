package io.opisim.hwvalidate.calibrate;

import java.util.List;

/**
 * One curve: the closed forms fitted to its rows, times a correction that meets those rows.
 *
 * <p>Models: between two fitted sizes the logarithm of the correction is linear in that of the
 * size; beyond the ends it stays. Ignores: protocol switches between two fitted sizes. Valid for:
 * the operation, system and ranks of the curve. Source: its rows.
 */
public final class CorrectedCurve {
  private final CollectiveCurve curve;
  private final FittedCollectives fit;
  private final double[] logSize;
  private final double[] logCorrection;

  /** Fits a curve of at least one row. */
  public CorrectedCurve(CollectiveCurve curve) {
    this.curve = curve;
    fit = CollectiveFit.fit(List.of(curve), SystemFacts.of(List.of(curve)));
    int rows = curve.points().size();
    logSize = new double[rows];
    logCorrection = new double[rows];
    for (int i = 0; i < rows; i++) {
      CollectiveCurve.Point point = curve.points().get(i);
      logSize[i] = StrictMath.log(point.sizeBytes());
      logCorrection[i] = StrictMath.log(point.seconds() / fit.seconds(curve, point.sizeBytes()));
    }
  }

  /** Time at a size. */
  public double seconds(long sizeBytes) {
    return fit.seconds(curve, sizeBytes) * StrictMath.exp(correction(StrictMath.log(sizeBytes)));
  }

  private double correction(double at) {
    int last = logSize.length - 1;
    if (at <= logSize[0]) {
      return logCorrection[0];
    }
    for (int i = 1; i <= last; i++) {
      if (at <= logSize[i]) {
        double share = (at - logSize[i - 1]) / (logSize[i] - logSize[i - 1]);
        return logCorrection[i - 1] + share * (logCorrection[i] - logCorrection[i - 1]);
      }
    }
    return logCorrection[last];
  }
}
