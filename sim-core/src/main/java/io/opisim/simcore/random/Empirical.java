package io.opisim.simcore.random;

import java.util.Arrays;
import java.util.stream.IntStream;

/** Values as observed, each with its weight; nothing between them is ever drawn. Immutable. */
public final class Empirical implements Distribution {
  private final double[] values;
  private final WeightedIndex choice;

  /**
   * A law over the given values.
   *
   * @param values finite, in any order
   * @param weights one for each value; see {@link WeightedIndex}
   */
  public Empirical(double[] values, double[] weights) {
    if (values.length != weights.length) {
      throw new IllegalArgumentException(
          values.length + " values cannot have " + weights.length + " weights");
    }
    for (double value : values) {
      Parameters.finite("value", value);
    }
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted((a, b) -> Double.compare(values[a], values[b]))
            .mapToInt(Integer::intValue)
            .toArray();
    this.values = Arrays.stream(order).mapToDouble(i -> values[i]).toArray();
    choice = new WeightedIndex(Arrays.stream(order).mapToDouble(i -> weights[i]).toArray());
  }

  /** The law of a sample: each observation with the same weight. */
  public static Empirical of(double... observations) {
    double[] weights = new double[observations.length];
    Arrays.fill(weights, 1);
    return new Empirical(observations, weights);
  }

  @Override
  public double mean() {
    double mean = 0;
    for (int i = 0; i < values.length; i++) {
      mean += values[i] * choice.probability(i);
    }
    return mean;
  }

  @Override
  public double variance() {
    double mean = mean();
    double variance = 0;
    for (int i = 0; i < values.length; i++) {
      variance += (values[i] - mean) * (values[i] - mean) * choice.probability(i);
    }
    return variance;
  }

  @Override
  public double cdf(double x) {
    double probability = 0;
    for (int i = 0; i < values.length && values[i] <= x; i++) {
      probability += choice.probability(i);
    }
    return StrictMath.min(1, probability);
  }

  @Override
  public double quantile(double probability) {
    return values[choice.quantile(probability)];
  }
}
