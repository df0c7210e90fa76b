package io.opisim.simcore.random;

/**
 * The law of a positive value whose natural logarithm is normal.
 *
 * @param logMean mean of the logarithm; its exponential is the median
 * @param logStandardDeviation standard deviation of the logarithm
 */
public record LogNormal(double logMean, double logStandardDeviation) implements Distribution {
  /** Checks the parameters. */
  public LogNormal {
    Parameters.finite("logMean", logMean);
    Parameters.positive("logStandardDeviation", logStandardDeviation);
  }

  /**
   * The law of the given mean and coefficient of variation (standard deviation ÷ mean).
   *
   * @param mean positive
   * @param variation positive
   */
  public static LogNormal withMean(double mean, double variation) {
    Parameters.positive("mean", mean);
    Parameters.positive("variation", variation);
    double logVariance = StrictMath.log1p(variation * variation);
    return new LogNormal(StrictMath.log(mean) - logVariance / 2, StrictMath.sqrt(logVariance));
  }

  @Override
  public double mean() {
    return StrictMath.exp(logMean + logStandardDeviation * logStandardDeviation / 2);
  }

  @Override
  public double variance() {
    double mean = mean();
    return StrictMath.expm1(logStandardDeviation * logStandardDeviation) * mean * mean;
  }

  @Override
  public double cdf(double x) {
    return x <= 0 ? 0 : Normal.standardCdf((StrictMath.log(x) - logMean) / logStandardDeviation);
  }

  @Override
  public double quantile(double probability) {
    Parameters.probability(probability);
    return StrictMath.exp(logMean + logStandardDeviation * Normal.standardQuantile(probability));
  }
}
