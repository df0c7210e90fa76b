package io.opisim.simcore.stat;

import java.util.Arrays;

/**
 * Quantiles of a sample by linear interpolation: for n sorted values and probability p, the value
 * at position (n − 1)·p counted from 0, interpolated between its two neighbours. This is definition
 * 7 of Hyndman and Fan (The American Statistician 50(4), 1996) and the default of NumPy and R.
 */
public final class Quantiles {
  private Quantiles() {}

  /** The quantile of values in any order; the array is left as it is. */
  public static double of(double[] values, double probability) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return ofSorted(sorted, sorted.length, probability);
  }

  /** The quantile of values that are sorted already. */
  public static double ofSorted(double[] sorted, double probability) {
    return ofSorted(sorted, sorted.length, probability);
  }

  /** The quantile of the first {@code count} values, which are sorted already. */
  static double ofSorted(double[] sorted, int count, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException("a probability from 0 to 1 is needed, not " + probability);
    }
    if (count == 0) {
      return Double.NaN;
    }
    double position = (count - 1) * probability;
    int below = (int) position;
    double part = position - below;
    // Without the test, an infinite neighbour of weight 0 would make the result NaN.
    return part == 0 ? sorted[below] : sorted[below] + part * (sorted[below + 1] - sorted[below]);
  }
}
