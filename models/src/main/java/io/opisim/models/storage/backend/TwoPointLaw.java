package io.opisim.models.storage.backend;

import io.opisim.simcore.random.Distribution;

/**
 * Two values: the usual one, and in one of a hundred cases the rare one.
 *
 * @param usual in 99 of 100 cases
 * @param rare not below the usual one
 */
public record TwoPointLaw(double usual, double rare) implements Distribution {
  private static final double SHARE_OF_RARE = 0.01;

  /** Checks the order. */
  public TwoPointLaw {
    if (!(usual >= 0 && rare >= usual && rare < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "the rare value is not below the usual one: " + usual + ", " + rare);
    }
  }

  @Override
  public double mean() {
    return usual + SHARE_OF_RARE * (rare - usual);
  }

  @Override
  public double variance() {
    return SHARE_OF_RARE * (1 - SHARE_OF_RARE) * (rare - usual) * (rare - usual);
  }

  @Override
  public double cdf(double x) {
    if (x < usual) {
      return 0;
    }
    return x < rare ? 1 - SHARE_OF_RARE : 1;
  }

  @Override
  public double quantile(double probability) {
    return probability <= 1 - SHARE_OF_RARE ? usual : rare;
  }
}
