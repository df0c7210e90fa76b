package io.opisim.models.workload.checkpoint;

/**
 * How often checkpoints pay, and what failures and checkpoints cost together.
 *
 * <p>Models: independent failures with exponential gaps, a stall for each checkpoint, a restart
 * after each failure. Ignores: failures whose damage is found late; checkpoints that count later
 * than their stall ends. Valid for: {@link #waste} where checkpoint, interval and restart are short
 * against the time between failures; {@link #expectedWaste} always. Source: Young, CACM 17(9),
 * 1974; Daly, Future Generation Computer Systems 22(3), 2006.
 */
public final class CheckpointInterval {
  private CheckpointInterval() {}

  /** Young's interval between checkpoints, √(2 C M). */
  public static double youngSeconds(double stallSeconds, double betweenFailuresSeconds) {
    check(stallSeconds, betweenFailuresSeconds);
    return StrictMath.sqrt(2 * stallSeconds * betweenFailuresSeconds);
  }

  /** Daly's, of higher order; the time between failures itself where C ≥ 2 M. */
  public static double dalySeconds(double stallSeconds, double betweenFailuresSeconds) {
    double young = youngSeconds(stallSeconds, betweenFailuresSeconds);
    double ratio = stallSeconds / (2 * betweenFailuresSeconds);
    return ratio < 1
        ? young * (1 + StrictMath.sqrt(ratio) / 3 + ratio / 9) - stallSeconds
        : betweenFailuresSeconds;
  }

  /** Share of time lost to first order: C/τ + τ/(2 M) + R/M. */
  public static double waste(
      double stallSeconds,
      double intervalSeconds,
      double betweenFailuresSeconds,
      double restartSeconds) {
    check(stallSeconds, betweenFailuresSeconds);
    return stallSeconds / intervalSeconds
        + intervalSeconds / (2 * betweenFailuresSeconds)
        + restartSeconds / betweenFailuresSeconds;
  }

  /**
   * The same without approximation: 1 − τ / (M exp(R/M) (exp((τ + C)/M) − 1)), as failures may
   * strike during checkpoints and restarts too.
   */
  public static double expectedWaste(
      double stallSeconds,
      double intervalSeconds,
      double betweenFailuresSeconds,
      double restartSeconds) {
    check(stallSeconds, betweenFailuresSeconds);
    double segment = (intervalSeconds + stallSeconds) / betweenFailuresSeconds;
    double restarts = StrictMath.exp(restartSeconds / betweenFailuresSeconds);
    double wall = betweenFailuresSeconds * restarts * StrictMath.expm1(segment);
    return 1 - intervalSeconds / wall;
  }

  private static void check(double stallSeconds, double betweenFailuresSeconds) {
    if (!(stallSeconds >= 0 && betweenFailuresSeconds > 0)) {
      throw new IllegalArgumentException(
          "a checkpoint of "
              + stallSeconds
              + " s and "
              + betweenFailuresSeconds
              + " s between failures");
    }
  }
}
