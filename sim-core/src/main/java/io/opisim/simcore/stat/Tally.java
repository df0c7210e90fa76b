package io.opisim.simcore.stat;

/**
 * Count, mean, variance, least and greatest of observations that are not kept.
 *
 * <p>Mean and variance are updated by Welford's recurrence (Technometrics 4(3), 1962), which does
 * not lose the variance of large values that lie close together.
 */
public final class Tally {
  private long count;
  private double mean;
  private double squaredDeviations;
  private double min = Double.POSITIVE_INFINITY;
  private double max = Double.NEGATIVE_INFINITY;

  /** Takes one observation; NaN is refused. */
  public void add(double value) {
    if (Double.isNaN(value)) {
      throw new IllegalArgumentException("observation " + (count + 1) + " is not a number");
    }
    count++;
    double deviation = value - mean;
    mean += deviation / count;
    squaredDeviations += deviation * (value - mean);
    min = StrictMath.min(min, value);
    max = StrictMath.max(max, value);
  }

  /** Takes all observations of another tally, as if each had been added here. */
  public void add(Tally other) {
    if (other.count == 0) {
      return;
    }
    long total = count + other.count;
    double gap = other.mean - mean;
    double weight = other.count / (double) total;
    squaredDeviations += other.squaredDeviations + gap * gap * weight * count;
    mean += gap * weight;
    count = total;
    min = StrictMath.min(min, other.min);
    max = StrictMath.max(max, other.max);
  }

  /** How many observations were taken. */
  public long count() {
    return count;
  }

  /** The mean; NaN without observations. */
  public double mean() {
    return count == 0 ? Double.NaN : mean;
  }

  /** The sum. */
  public double sum() {
    return mean * count;
  }

  /** The unbiased variance (divided by count − 1); NaN below two observations. */
  public double variance() {
    return count < 2 ? Double.NaN : squaredDeviations / (count - 1);
  }

  /** The square root of {@link #variance()}. */
  public double standardDeviation() {
    return StrictMath.sqrt(variance());
  }

  /** The least observation; infinity without observations. */
  public double min() {
    return min;
  }

  /** The greatest observation; minus infinity without observations. */
  public double max() {
    return max;
  }

  /** Student's interval for the mean; right when the observations are independent. */
  public ConfidenceInterval interval(double level) {
    return ConfidenceInterval.of(mean(), variance(), count, level);
  }
}
