package io.opisim.simcore.random;

/**
 * Equally likely between two bounds.
 *
 * @param low lower bound
 * @param high upper bound, above {@code low}
 */
public record Uniform(double low, double high) implements Distribution {
  /** Checks the bounds. */
  public Uniform {
    Parameters.finite("low", low);
    Parameters.positive("high - low", high - low);
  }

  @Override
  public double mean() {
    return low + (high - low) / 2;
  }

  @Override
  public double variance() {
    return (high - low) * (high - low) / 12;
  }

  @Override
  public double cdf(double x) {
    return StrictMath.max(0, StrictMath.min(1, (x - low) / (high - low)));
  }

  @Override
  public double quantile(double probability) {
    Parameters.probability(probability);
    return low + probability * (high - low);
  }
}
