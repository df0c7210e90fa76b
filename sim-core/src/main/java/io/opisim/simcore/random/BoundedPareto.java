package io.opisim.simcore.random;

/**
 * The Pareto law cut at an upper bound: heavy-tailed sizes of which the largest is known.
 *
 * @param shape tail index; smaller is heavier
 * @param low smallest value
 * @param high largest value, above {@code low}
 */
public record BoundedPareto(double shape, double low, double high) implements Distribution {
  /** Checks the parameters. */
  public BoundedPareto {
    Parameters.positive("shape", shape);
    Parameters.positive("low", low);
    Parameters.positive("high - low", high - low);
  }

  @Override
  public double mean() {
    return moment(1);
  }

  @Override
  public double variance() {
    double mean = mean();
    return StrictMath.max(0, moment(2) - mean * mean);
  }

  @Override
  public double cdf(double x) {
    if (x <= low) {
      return 0;
    }
    return x >= high ? 1 : (1 - StrictMath.pow(low / x, shape)) / mass();
  }

  @Override
  public double quantile(double probability) {
    Parameters.probability(probability);
    double value = low * StrictMath.pow(1 - probability * mass(), -1 / shape);
    return StrictMath.min(high, value);
  }

  /** The share of the uncut law that lies below the bound. */
  private double mass() {
    return 1 - StrictMath.pow(low / high, shape);
  }

  private double moment(int order) {
    double span = StrictMath.log(high / low);
    double exponent = (order - shape) * span;
    // (e^x − 1) / x, whose limit at 0 covers a shape equal to the order.
    double ratio = exponent == 0 ? 1 : StrictMath.expm1(exponent) / exponent;
    return shape * StrictMath.pow(low, order) * span * ratio / mass();
  }
}
