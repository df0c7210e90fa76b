package io.opisim.simcore.random;

/**
 * Always the same value; a sample still consumes one number of the stream.
 *
 * @param value the value
 */
public record Constant(double value) implements Distribution {
  /** Checks the value. */
  public Constant {
    Parameters.finite("value", value);
  }

  @Override
  public double mean() {
    return value;
  }

  @Override
  public double variance() {
    return 0;
  }

  @Override
  public double cdf(double x) {
    return x < value ? 0 : 1;
  }

  @Override
  public double quantile(double probability) {
    Parameters.probability(probability);
    return value;
  }
}
