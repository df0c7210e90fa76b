package io.opisim.simcore.random;

import org.apache.commons.math3.distribution.GammaDistribution;

/**
 * The gamma law: sums of exponential times. The inverse is found by root search, so a sample costs
 * some microseconds.
 *
 * @param shape 1 is exponential
 * @param scale mean ÷ shape
 */
public record GammaLaw(double shape, double scale) implements Distribution {
  // Absolute, in units of the scale; commons-math's default of 1e-9 spoils the lower tail.
  private static final double INVERSE_ACCURACY = 1e-18;

  /** Checks the parameters. */
  public GammaLaw {
    Parameters.positive("shape", shape);
    Parameters.positive("scale", scale);
  }

  @Override
  public double mean() {
    return shape * scale;
  }

  @Override
  public double variance() {
    return shape * scale * scale;
  }

  @Override
  public double cdf(double x) {
    return law().cumulativeProbability(x);
  }

  @Override
  public double quantile(double probability) {
    Parameters.probability(probability);
    return law().inverseCumulativeProbability(probability);
  }

  private GammaDistribution law() {
    // No generator: the law is asked for functions only.
    return new GammaDistribution(null, shape, scale, INVERSE_ACCURACY * scale);
  }
}
