package io.opisim.simcore.random;

/**
 * A law of chance over the real numbers; immutable.
 *
 * <p>A sample is the inverse of the distribution function at one uniform number, so that every
 * sample consumes exactly one number of the stream, and a larger uniform never gives a smaller
 * sample: two variants of a run that share a stream see the same luck.
 */
public interface Distribution {
  /** The expected value. */
  double mean();

  /** The variance. */
  double variance();

  /** The probability of a value at or below {@code x}. */
  double cdf(double x);

  /**
   * The smallest value that is not exceeded with probability {@code probability}.
   *
   * @param probability in the open interval (0, 1)
   */
  double quantile(double probability);

  /** One value drawn from the law. */
  default double sample(RandomStream stream) {
    return quantile(stream.nextUniform());
  }
}
