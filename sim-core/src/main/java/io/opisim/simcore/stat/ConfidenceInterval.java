package io.opisim.simcore.stat;

import org.apache.commons.math3.distribution.TDistribution;

/**
 * A mean with the range in which the true mean lies with probability {@code level}, by Student's t.
 * It holds for independent observations that are close to normal: replications, or the means of
 * long batches.
 *
 * @param mean the mean of the observations
 * @param halfWidth half the width of the range; infinite for a single observation
 * @param level for instance 0.95
 * @param count how many observations
 */
public record ConfidenceInterval(double mean, double halfWidth, double level, long count) {
  /** Checks the level. */
  public ConfidenceInterval {
    if (!(level > 0 && level < 1)) {
      throw new IllegalArgumentException("a level between 0 and 1 is needed, not " + level);
    }
    if (count < 1) {
      throw new IllegalArgumentException("an interval needs at least one observation");
    }
  }

  /** The interval for the mean of observations, one a replication. */
  public static ConfidenceInterval of(double[] observations, double level) {
    Tally tally = new Tally();
    for (double observation : observations) {
      tally.add(observation);
    }
    return tally.interval(level);
  }

  /**
   * The interval for the mean of {@code a[i] - b[i]}: two variants that saw the same luck in each
   * replication. If it excludes 0, the variants differ.
   */
  public static ConfidenceInterval ofPairedDifferences(double[] a, double[] b, double level) {
    if (a.length != b.length) {
      throw new IllegalArgumentException(
          "paired differences need equally many observations, not "
              + a.length
              + " and "
              + b.length);
    }
    double[] differences = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      differences[i] = a[i] - b[i];
    }
    return of(differences, level);
  }

  static ConfidenceInterval of(double mean, double variance, long count, double level) {
    double halfWidth =
        count < 2
            ? Double.POSITIVE_INFINITY
            : studentQuantile(count - 1, level) * StrictMath.sqrt(variance / count);
    return new ConfidenceInterval(mean, halfWidth, level, count);
  }

  /** The lower end. */
  public double low() {
    return mean - halfWidth;
  }

  /** The upper end. */
  public double high() {
    return mean + halfWidth;
  }

  /** Whether a value lies in the range, its ends included. */
  public boolean contains(double value) {
    return low() <= value && value <= high();
  }

  private static double studentQuantile(long degreesOfFreedom, double level) {
    // No generator: the law is asked for its inverse only.
    return new TDistribution(null, degreesOfFreedom).inverseCumulativeProbability((1 + level) / 2);
  }
}
