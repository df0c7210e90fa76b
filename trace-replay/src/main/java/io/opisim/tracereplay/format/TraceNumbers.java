package io.opisim.tracereplay.format;

import io.opisim.simcore.sim.SimulatedTime;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

/** Numbers in trace files, with a message and a hint for each way in which they go wrong. */
final class TraceNumbers {
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]+)?");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("[+-]?[0-9]+,[0-9]+");
  private static final double MAX_SECONDS = SimulatedTime.secondsFromNanos(SimulatedTime.MAX_NANOS);

  private TraceNumbers() {}

  static long nanos(String text, String column, BiConsumer<String, String> problems) {
    if (isShortWhole(text, 7)) {
      return Long.parseLong(text) * SimulatedTime.NANOS_PER_SECOND;
    }
    return SimulatedTime.nanosFromSeconds(
        decimal(text, column, "s", MAX_SECONDS, "a number of seconds, as 12.5", problems));
  }

  static long count(String text, String column, long max, BiConsumer<String, String> problems) {
    double value = decimal(text, column, "", max, "a whole number, as 8", problems);
    if (value != StrictMath.rint(value)) {
      problems.accept(column + " is not whole: " + text, "a whole number, as 8");
      return 0;
    }
    return (long) value;
  }

  static double amount(
      String text, String column, double max, BiConsumer<String, String> problems) {
    return decimal(text, column, "", max, "a number, as 12.5", problems);
  }

  private static boolean isShortWhole(String text, int maxDigits) {
    if (text.isEmpty() || text.length() > maxDigits) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static double decimal(
      String text,
      String column,
      String unit,
      double max,
      String hint,
      BiConsumer<String, String> problems) {
    if (isShortWhole(text, 9) && Integer.parseInt(text) <= max) {
      return Integer.parseInt(text);
    }
    String message = fault(text, max, unit);
    if (message.isEmpty()) {
      return Double.parseDouble(text);
    }
    boolean comma = DECIMAL_COMMA.matcher(text).matches();
    problems.accept(column + " " + message, comma ? "write " + text.replace(',', '.') : hint);
    return 0;
  }

  /** What is wrong with a number that should lie between 0 and {@code max}, or empty. */
  private static String fault(String text, double max, String unit) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (text.isEmpty()) {
      return "is empty";
    }
    if (lower.equals("nan")) {
      return "is NaN";
    }
    if (lower.endsWith("inf") || lower.endsWith("infinity")) {
      return "is not finite: " + text;
    }
    if (DECIMAL_COMMA.matcher(text).matches()) {
      return "has a decimal comma: " + text;
    }
    if (!DECIMAL.matcher(text).matches()) {
      return "is not a number: " + abbreviated(text);
    }
    double value = Double.parseDouble(text);
    if (value < 0) {
      return "is negative: " + text;
    }
    if (value > max) {
      return "is over " + (long) max + (unit.isEmpty() ? "" : " " + unit) + ": " + text;
    }
    return "";
  }

  private static String abbreviated(String text) {
    return "'" + (text.length() <= 40 ? text : text.substring(0, 40) + "…") + "'";
  }
}
