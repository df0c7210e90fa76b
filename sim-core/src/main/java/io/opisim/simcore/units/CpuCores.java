package io.opisim.simcore.units;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/**
 * A number of CPU cores, in whole thousandths; a plain number, since a core is a thing one counts.
 *
 * @param milli thousandths of a core, 0 or more
 */
public record CpuCores(long milli) implements Comparable<CpuCores> {
  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,12}(?:[.][0-9]{1,12})?");

  /** Checks that the number is not negative. */
  public CpuCores {
    if (milli < 0) {
      throw new IllegalArgumentException("a number of cores is 0 or more, not " + milli + " milli");
    }
  }

  /**
   * Reads a number such as {@code 8} or {@code 0.5}.
   *
   * @throws QuantityException if it is not one, or finer than a thousandth
   */
  public static CpuCores parse(String text) {
    if (!NUMBER.matcher(text).matches()) {
      throw new QuantityException(
          "\"" + text + "\" is not a number of cores", "write a number without a unit, as \"8\"");
    }
    BigDecimal milli = new BigDecimal(text).movePointRight(3).stripTrailingZeros();
    if (milli.scale() > 0) {
      throw new QuantityException(
          "\"" + text + "\" is finer than a thousandth of a core", "write at most 3 decimals");
    }
    return new CpuCores(milli.longValueExact());
  }

  @Override
  public int compareTo(CpuCores other) {
    return Long.compare(milli, other.milli);
  }

  @Override
  public String toString() {
    return Numbers.format(BigDecimal.valueOf(milli, 3));
  }
}
