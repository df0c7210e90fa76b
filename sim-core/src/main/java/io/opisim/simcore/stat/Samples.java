package io.opisim.simcore.stat;

import java.util.Arrays;

/**
 * Observations that are kept, for exact quantiles; 8 bytes each.
 *
 * <p>The order of observation is lost at the first quantile; {@link #toArray()} before it gives the
 * observations as they came.
 */
public final class Samples {
  private double[] values = new double[16];
  private int count;
  private boolean sorted = true;

  /** Takes one observation; NaN is refused. */
  public void add(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("observation " + (count + 1) + " is not a number");
    }
    if (count == values.length) {
      values = Arrays.copyOf(values, count + (count >> 1));
    }
    sorted = count == 0 || (sorted && values[count - 1] <= value);
    values[count++] = value;
  }

  /** How many observations were taken. */
  public int count() {
    return count;
  }

  /** Mean, variance and extremes of the observations. */
  public Tally tally() {
    Tally tally = new Tally();
    for (int i = 0; i < count; i++) {
      tally.add(values[i]);
    }
    return tally;
  }

  /** The quantile as {@link Quantiles} defines it; NaN without observations. */
  public double quantile(double probability) {
    if (!sorted) {
      Arrays.sort(values, 0, count);
      sorted = true;
    }
    return Quantiles.ofSorted(values, count, probability);
  }

  /** A copy of the observations. */
  public double[] toArray() {
    return Arrays.copyOf(values, count);
  }
}
