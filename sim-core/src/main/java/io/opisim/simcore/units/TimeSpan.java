package io.opisim.simcore.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * A length of time, in whole nanoseconds. {@code h} is 3,600 s and {@code d} 24 h; months and years
 * have no fixed length and are not units.
 *
 * @param nanos 0 or more
 */
public record TimeSpan(long nanos) implements Comparable<TimeSpan> {
  private static final long NANOS_PER_SECOND = 1_000_000_000L;
  private static final UnitTable UNITS =
      UnitTable.of("a time", "s")
          .unit("ns", 1)
          .unit("us", 1_000L)
          .unit("ms", 1_000_000L)
          .unit("s", NANOS_PER_SECOND)
          .unit("min", 60 * NANOS_PER_SECOND)
          .unit("h", 3_600 * NANOS_PER_SECOND)
          .unit("d", 86_400 * NANOS_PER_SECOND)
          .meant("ns", "nsec", "nanosecond", "nanoseconds")
          .meant("us", "\u00b5s", "\u03bcs", "usec", "microsecond", "microseconds")
          .meant("ms", "msec", "millis", "millisecond", "milliseconds")
          .meant("s", "sec", "secs", "second", "seconds")
          .meant("min", "m", "mins", "minute", "minutes")
          .meant("h", "hr", "hrs", "hour", "hours")
          .meant("d", "day", "days")
          .build();

  /** Checks that the time is not negative. */
  public TimeSpan {
    if (nanos < 0) {
      throw new IllegalArgumentException("a time is 0 or more, not " + nanos + " ns");
    }
  }

  /**
   * Reads a time such as {@code 1.5 h}; a fraction of a nanosecond is rounded up.
   *
   * @throws QuantityException if it is not one
   */
  public static TimeSpan parse(String text) {
    return new TimeSpan(UNITS.parseWhole(text, RoundingMode.CEILING));
  }

  /** The unit symbols understood. */
  public static List<String> units() {
    return UNITS.symbols();
  }

  /** The time in seconds. */
  public double seconds() {
    return nanos / (double) NANOS_PER_SECOND;
  }

  @Override
  public int compareTo(TimeSpan other) {
    return Long.compare(nanos, other.nanos);
  }

  /** The shortest exact text, which {@link #parse} reads back to the same time. */
  @Override
  public String toString() {
    return UNITS.print(BigDecimal.valueOf(nanos));
  }
}
