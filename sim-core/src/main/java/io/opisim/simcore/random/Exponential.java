package io.opisim.simcore.random;

/**
 * The exponential law: times between independent arrivals.
 *
 * @param mean expected value, the inverse of the rate
 */
public record Exponential(double mean) implements Distribution {
  /** Checks the mean. */
  public Exponential {
    Parameters.positive("mean", mean);
  }

  @Override
  public double variance() {
    return mean * mean;
  }

  @Override
  public double cdf(double x) {
    return x <= 0 ? 0 : -StrictMath.expm1(-x / mean);
  }

  @Override
  public double quantile(double probability) {
    Parameters.probability(probability);
    return -mean * StrictMath.log1p(-probability);
  }
}
