package io.opisim.simcore.random;

import org.apache.commons.math3.special.Gamma;

/**
 * The Weibull law: lifetimes whose failure rate falls (shape below 1) or grows (above 1) with age.
 *
 * @param shape 1 is exponential
 * @param scale the value not exceeded with probability 1 − 1/e
 */
public record Weibull(double shape, double scale) implements Distribution {
  /** Checks the parameters. */
  public Weibull {
    Parameters.positive("shape", shape);
    Parameters.positive("scale", scale);
  }

  /** The law of the given shape and mean. */
  public static Weibull withMean(double shape, double mean) {
    Parameters.positive("shape", shape);
    return new Weibull(shape, mean / Gamma.gamma(1 + 1 / shape));
  }

  @Override
  public double mean() {
    return scale * Gamma.gamma(1 + 1 / shape);
  }

  @Override
  public double variance() {
    double first = Gamma.gamma(1 + 1 / shape);
    return scale * scale * (Gamma.gamma(1 + 2 / shape) - first * first);
  }

  @Override
  public double cdf(double x) {
    return x <= 0 ? 0 : -StrictMath.expm1(-StrictMath.pow(x / scale, shape));
  }

  @Override
  public double quantile(double probability) {
    Parameters.probability(probability);
    return scale * StrictMath.pow(-StrictMath.log1p(-probability), 1 / shape);
  }
}
