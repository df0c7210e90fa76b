package io.opisim.models.energy;

/**
 * What a device draws by its utilisation.
 *
 * <p>Models: P = idle + (max − idle) u^a, and a limit that slows the device down: dynamic power
 * goes with the clock to the power of {@link #CLOCK_EXPONENT}. Ignores: temperature, sleep states,
 * transients; a clock that cannot go below a floor. Valid for: averages over seconds. Source: Fan
 * et al., ISCA 2007 (utilisation); dynamic power of CMOS, where voltage goes with frequency.
 *
 * @param idleWatts at utilisation 0
 * @param maxWatts at utilisation 1
 * @param exponent a; 1 for a straight line
 */
public record PowerCurve(double idleWatts, double maxWatts, double exponent) {
  /** Dynamic power goes with the clock to this power where voltage goes with the clock. */
  public static final double CLOCK_EXPONENT = 3;

  /** Checks the order. */
  public PowerCurve {
    if (!(idleWatts >= 0 && maxWatts >= idleWatts && exponent > 0)
        || Double.isInfinite(maxWatts + exponent)) {
      throw new IllegalArgumentException(
          "from " + idleWatts + " W to " + maxWatts + " W with exponent " + exponent);
    }
  }

  /** Watts at a utilisation from 0 to 1. */
  public double watts(double utilisation) {
    checkUtilisation(utilisation);
    return idleWatts + (maxWatts - idleWatts) * StrictMath.pow(utilisation, exponent);
  }

  /** The same under a power limit. */
  public double watts(double utilisation, double limitWatts) {
    checkLimit(limitWatts);
    return StrictMath.min(limitWatts, watts(utilisation));
  }

  /** Speed under a power limit as a share of the speed without one. */
  public double speedShare(double utilisation, double limitWatts) {
    checkLimit(limitWatts);
    double free = watts(utilisation);
    return free <= limitWatts
        ? 1
        : StrictMath.pow((limitWatts - idleWatts) / (free - idleWatts), 1 / CLOCK_EXPONENT);
  }

  private void checkLimit(double limitWatts) {
    if (!(limitWatts > idleWatts)) {
      throw new IllegalArgumentException(
          "a limit of " + limitWatts + " W is not above the " + idleWatts + " W at rest");
    }
  }

  private static void checkUtilisation(double utilisation) {
    if (!(utilisation >= 0 && utilisation <= 1)) {
      throw new IllegalArgumentException("a utilisation is 0 to 1, not " + utilisation);
    }
  }
}
