package io.opisim.simcore.units;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The one way numbers become text in result files.
 *
 * <p>{@link Double#toString} is not used: its digits changed between JDK 17 and 19, and result
 * files are compared byte for byte across them.
 */
public final class Numbers {
  /** Significant digits kept: enough for nanoseconds in a day, fewer than a double holds. */
  public static final int SIGNIFICANT_DIGITS = 12;

  private static final MathContext ROUNDING =
      new MathContext(SIGNIFICANT_DIGITS, RoundingMode.HALF_EVEN);
  private static final double WHOLE_BELOW = 1e12;
  private static final int PLAIN_MIN_EXPONENT = -9;
  private static final int PLAIN_MAX_EXPONENT = 20;
  private static final int NANO_DIGITS = 9;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private Numbers() {}

  /**
   * Prints a number with at most {@value #SIGNIFICANT_DIGITS} significant digits, no trailing
   * zeros, and no exponent from 1e-9 up to 1e21; {@code NaN} and {@code Infinity} by these words.
   */
  public static String format(double value) {
    if (value == 0) {
      return "0";
    }
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return Double.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }
    if (value == StrictMath.rint(value) && StrictMath.abs(value) < WHOLE_BELOW) {
      return Long.toString((long) value);
    }
    return format(exact(value));
  }

  /** Prints an exact decimal as {@link #format(double)} does, with all its digits. */
  static String format(BigDecimal value) {
    BigDecimal stripped = value.stripTrailingZeros();
    int exponent = stripped.precision() - stripped.scale() - 1;
    if (exponent >= PLAIN_MIN_EXPONENT && exponent <= PLAIN_MAX_EXPONENT) {
      return stripped.toPlainString();
    }
    BigDecimal mantissa = stripped.scaleByPowerOfTen(-exponent);
    return mantissa.toPlainString() + "e" + exponent;
  }

  /** The decimal that {@link #format(double)} prints. */
  static BigDecimal exact(double value) {
    return new BigDecimal(value).round(ROUNDING).stripTrailingZeros();
  }

  /** Prints nanoseconds as seconds, exactly: {@code 1500000000} is {@code 1.5}. */
  public static String formatSeconds(long nanos) {
    StringBuilder text = new StringBuilder(24);
    appendSeconds(text, nanos);
    return text.toString();
  }

  /** Appends what {@link #formatSeconds} prints. */
  public static void appendSeconds(StringBuilder text, long nanos) {
    long seconds = nanos / NANOS_PER_SECOND;
    long rest = nanos % NANOS_PER_SECOND;
    if (nanos < 0 && seconds == 0) {
      text.append('-');
    }
    text.append(seconds);
    if (rest == 0) {
      return;
    }
    text.append('.');
    rest = Math.abs(rest);
    long digit = NANOS_PER_SECOND / 10;
    for (int i = 0; i < NANO_DIGITS && rest > 0; i++) {
      text.append((char) ('0' + rest / digit));
      rest %= digit;
      digit /= 10;
    }
  }
}
