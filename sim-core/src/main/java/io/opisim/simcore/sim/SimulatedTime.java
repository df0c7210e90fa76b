package io.opisim.simcore.sim;

/**
 * The one door between seconds (files, formulas, people) and whole nanoseconds (the calendar).
 *
 * <p>Nanoseconds are carried in SSJ's {@code double}: exact to 104 days, in steps of 2 ns to 208
 * days.
 */
public final class SimulatedTime {
  /** Nanoseconds in a second. */
  public static final long NANOS_PER_SECOND = 1_000_000_000L;

  /** The latest time the calendar accepts: 208 days, where a step is still 2 ns. */
  public static final long MAX_NANOS = 1L << 54;

  private static final double ROUNDING_SLACK_NANOS = 1e-3;

  /** Two to four steps of the double; what a decimal fraction and its scaling lose is one. */
  private static final double ROUNDING_SLACK_SHARE = 0x1p-51;

  private SimulatedTime() {}

  /**
   * Converts seconds to whole nanoseconds, rounding up, so that no work ends before it is done. A
   * value that differs from a whole nanosecond by less than a thousandth of one, or by no more than
   * a decimal fraction loses in a {@code double}, is taken as that whole one: whole nanoseconds
   * survive the way through seconds and back up to 26 days.
   *
   * @param seconds a finite time, not negative
   * @return nanoseconds
   * @throws IllegalArgumentException if {@code seconds} is negative, not finite, or beyond {@link
   *     #MAX_NANOS}
   */
  public static long nanosFromSeconds(double seconds) {
    double nanos = seconds * NANOS_PER_SECOND;
    if (!(nanos >= 0) || nanos > MAX_NANOS) {
      throw new IllegalArgumentException(
          "a simulated time must lie between 0 and "
              + MAX_NANOS / NANOS_PER_SECOND
              + " s, not "
              + seconds
              + " s");
    }
    return wholeNanos(nanos);
  }

  /**
   * Rounds nanoseconds, not negative, up to whole ones as {@link #nanosFromSeconds} does: what is
   * above a whole one by no more than {@link #roundingSlackNanos} is taken as that.
   */
  public static long wholeNanos(double nanos) {
    // Math will do: ceil and rint are exact by definition on every machine.
    double nearest = Math.rint(nanos);
    boolean whole = Math.abs(nanos - nearest) <= roundingSlackNanos(nanos);
    return (long) (whole ? nearest : Math.ceil(nanos));
  }

  /** What a time of this size may differ from a whole nanosecond and still be taken as that. */
  public static double roundingSlackNanos(double nanos) {
    return Math.max(ROUNDING_SLACK_NANOS, nanos * ROUNDING_SLACK_SHARE);
  }

  /** Converts nanoseconds to seconds. */
  public static double secondsFromNanos(long nanos) {
    return nanos / (double) NANOS_PER_SECOND;
  }
}
