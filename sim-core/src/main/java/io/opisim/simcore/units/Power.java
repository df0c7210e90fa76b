package io.opisim.simcore.units;

import java.math.BigDecimal;
import java.util.List;

/**
 * Electrical power.
 *
 * @param exactWatts 0 or more, exactly as written
 */
public record Power(BigDecimal exactWatts) implements Comparable<Power> {
  private static final UnitTable UNITS =
      UnitTable.of("a power", "W")
          .unit("W", 1)
          .unit("mW", new BigDecimal("0.001"))
          .unit("kW", 1_000L)
          .unit("MW", 1_000_000L)
          .meant("W", "watt", "watts")
          .meant("kW", "kwatt", "kilowatt", "kilowatts")
          .build();

  /**
   * Checks that the amount is not negative, and drops trailing zeros so that equals means equal.
   */
  public Power {
    if (exactWatts.signum() < 0) {
      throw new IllegalArgumentException("a power is 0 or more, not " + exactWatts);
    }
    exactWatts = exactWatts.stripTrailingZeros();
  }

  /** A power of so many watts, to 12 significant digits. */
  public static Power ofWatts(double watts) {
    if (!(watts >= 0) || Double.isInfinite(watts)) {
      throw new IllegalArgumentException("a power is finite and 0 or more, not " + watts);
    }
    return new Power(Numbers.exact(watts));
  }

  /**
   * Reads a power such as {@code 700 W}.
   *
   * @throws QuantityException if it is not one
   */
  public static Power parse(String text) {
    return new Power(UNITS.parse(text));
  }

  /** The unit symbols understood. */
  public static List<String> units() {
    return UNITS.symbols();
  }

  /** Watts. */
  public double watts() {
    return exactWatts.doubleValue();
  }

  @Override
  public int compareTo(Power other) {
    return exactWatts.compareTo(other.exactWatts);
  }

  /** The shortest exact text, which {@link #parse} reads back to the same amount. */
  @Override
  public String toString() {
    return UNITS.print(exactWatts);
  }
}
