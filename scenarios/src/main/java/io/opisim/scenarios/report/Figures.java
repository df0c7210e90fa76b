package io.opisim.scenarios.report;

import io.opisim.simcore.stat.ConfidenceInterval;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** Numbers for people: as many digits as they can use, thousands apart. */
public final class Figures {
  private static final MathContext FOUR_DIGITS = new MathContext(4);

  private static final double WHOLE_FROM = 1000;
  private static final double LEAST_DIFFERENCE = 1e-5;

  private Figures() {}

  /** Whole from a thousand up, four significant digits below; no exponent. */
  public static String of(double value) {
    if (Double.isNaN(value) || Double.isInfinite(value)) {
      return "-";
    }
    double nearest = StrictMath.rint(value);
    if (value == nearest || StrictMath.abs(value) >= WHOLE_FROM) {
      return String.format(Locale.ROOT, "%,d", (long) nearest);
    }
    BigDecimal rounded = new BigDecimal(value).round(FOUR_DIGITS);
    return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
  }

  /** A mean with half its 95 % interval, if there is one. */
  public static String of(ConfidenceInterval interval) {
    boolean bounded = interval.count() > 1 && interval.halfWidth() > 0;
    return of(interval.mean()) + (bounded ? " ±" + twoDigits(interval.halfWidth()) : "");
  }

  private static String twoDigits(double value) {
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(2));
    return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
  }

  /** A difference of figures of tables, with its sign; 0 below what six decimals tell. */
  static String signed(double difference) {
    if (Math.abs(difference) < LEAST_DIFFERENCE) {
      return "0";
    }
    return (difference > 0 ? "+" : "") + of(difference);
  }

  /** A share as a signed percentage. */
  public static String signedPercent(double ratio) {
    return String.format(Locale.ROOT, "%+.1f %%", ratio * 100);
  }

  /** So many of a thing whose plural ends in an s: "1 run", "3,000 runs". */
  public static String counted(long count, String thing) {
    return of(count) + " " + thing + (count == 1 ? "" : "s");
  }
}
