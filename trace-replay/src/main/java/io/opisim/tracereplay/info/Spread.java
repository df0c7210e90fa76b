package io.opisim.tracereplay.info;

import java.util.Arrays;
import java.util.DoubleSummaryStatistics;

/**
 * How the values of one quantity are spread.
 *
 * <p>Quantiles interpolate linearly between the order statistics around position {@code q (n - 1)}
 * (type 7 of Hyndman and Fan, the default of NumPy and R), which is how the statistics of the data
 * sets read here were computed.
 *
 * @param count number of values
 * @param p50 median
 * @param p90 0.9 quantile
 * @param p99 0.99 quantile
 * @param mean arithmetic mean
 * @param max largest value
 */
public record Spread(long count, double p50, double p90, double p99, double mean, double max) {
  /** The spread of {@code values}, at least one; sorts them in place. */
  static Spread of(double[] values) {
    DoubleSummaryStatistics sum = Arrays.stream(values).summaryStatistics();
    Arrays.sort(values);
    return new Spread(
        values.length,
        quantile(values, 0.5),
        quantile(values, 0.9),
        quantile(values, 0.99),
        sum.getAverage(),
        sum.getMax());
  }

  private static double quantile(double[] sorted, double q) {
    double position = q * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
  }
}
