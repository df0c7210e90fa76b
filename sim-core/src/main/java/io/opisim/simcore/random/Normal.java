package io.opisim.simcore.random;

import org.apache.commons.math3.special.Erf;

/**
 * The normal law.
 *
 * @param mean expected value
 * @param standardDeviation positive
 */
public record Normal(double mean, double standardDeviation) implements Distribution {
  private static final double SQUARE_ROOT_OF_2 = StrictMath.sqrt(2);

  /** Checks the parameters. */
  public Normal {
    Parameters.finite("mean", mean);
    Parameters.positive("standardDeviation", standardDeviation);
  }

  @Override
  public double variance() {
    return standardDeviation * standardDeviation;
  }

  @Override
  public double cdf(double x) {
    return standardCdf((x - mean) / standardDeviation);
  }

  @Override
  public double quantile(double probability) {
    Parameters.probability(probability);
    return mean + standardDeviation * standardQuantile(probability);
  }

  static double standardCdf(double z) {
    return Erf.erfc(-z / SQUARE_ROOT_OF_2) / 2;
  }

  static double standardQuantile(double probability) {
    return SQUARE_ROOT_OF_2 * Erf.erfInv(2 * probability - 1);
  }
}
