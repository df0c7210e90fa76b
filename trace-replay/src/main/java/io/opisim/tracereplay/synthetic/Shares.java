package io.opisim.tracereplay.synthetic;

/** Shares that add up to 1. */
final class Shares {
  private static final double TOLERANCE = 1e-6;

  private Shares() {}

  static void check(double[] shares) {
    double sum = 0;
    for (double share : shares) {
      if (!(share >= 0)) {
        throw new IllegalArgumentException("a share of " + share);
      }
      sum += share;
    }
    if (!(Math.abs(sum - 1) <= TOLERANCE)) {
      throw new IllegalArgumentException("shares add up to " + sum + ", not to 1");
    }
  }

  /** The index that {@code uniform} falls on; the last one takes what rounding leaves over. */
  static int pick(double[] shares, double uniform) {
    double rest = uniform;
    for (int i = 0; i < shares.length - 1; i++) {
      rest -= shares[i];
      if (rest < 0) {
        return i;
      }
    }
    return shares.length - 1;
  }

  /** Scaled so that they add up to 1. */
  static double[] normalised(double[] amounts) {
    double sum = 0;
    for (double amount : amounts) {
      sum += amount;
    }
    double[] shares = new double[amounts.length];
    for (int i = 0; i < amounts.length; i++) {
      shares[i] = amounts[i] / sum;
    }
    return shares;
  }
}
