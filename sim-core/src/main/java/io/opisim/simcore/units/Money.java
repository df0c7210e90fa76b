package io.opisim.simcore.units;

import java.math.BigDecimal;
import java.util.List;

/**
 * An amount of money, in US dollars.
 *
 * @param exactUsDollars 0 or more, exactly as written
 */
public record Money(BigDecimal exactUsDollars) implements Comparable<Money> {
  private static final UnitTable UNITS =
      UnitTable.of("an amount of money", "USD")
          .unit("USD", 1)
          .meant("USD", "$", "dollar", "dollars", "us$")
          .build();

  /**
   * Checks that the amount is not negative, and drops trailing zeros so that equals means equal.
   */
  public Money {
    if (exactUsDollars.signum() < 0) {
      throw new IllegalArgumentException("an amount of money is 0 or more, not " + exactUsDollars);
    }
    exactUsDollars = exactUsDollars.stripTrailingZeros();
  }

  /** An amount of so many US dollars, to 12 significant digits. */
  public static Money ofUsDollars(double usDollars) {
    if (!(usDollars >= 0) || Double.isInfinite(usDollars)) {
      throw new IllegalArgumentException(
          "an amount of money is finite and 0 or more, not " + usDollars);
    }
    return new Money(Numbers.exact(usDollars));
  }

  /**
   * Reads an amount of money such as {@code 2.5 USD}.
   *
   * @throws QuantityException if it is not one
   */
  public static Money parse(String text) {
    return new Money(UNITS.parse(text));
  }

  /** The unit symbols understood. */
  public static List<String> units() {
    return UNITS.symbols();
  }

  /** US dollars. */
  public double usDollars() {
    return exactUsDollars.doubleValue();
  }

  @Override
  public int compareTo(Money other) {
    return exactUsDollars.compareTo(other.exactUsDollars);
  }

  /** The shortest exact text, which {@link #parse} reads back to the same amount. */
  @Override
  public String toString() {
    return UNITS.print(exactUsDollars);
  }
}
