package io.opisim.viz.model;

import java.util.Locale;

/** Lengths of time as people read them: a number and one unit, or exact parts for an axis. */
public final class Durations {
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;
  private static final double DAY = 86_400;

  private Durations() {}

  /** Three significant digits at most, for example {@code 45.1 min}; a dash for NaN. */
  public static String text(double seconds) {
    if (Double.isNaN(seconds)) {
      return "–";
    }
    double size = Math.abs(seconds);
    if (size < 119.95) {
      return number(seconds) + " s";
    }
    if (size < 119.95 * MINUTE) {
      return number(seconds / MINUTE) + " min";
    }
    return size < 47.95 * HOUR ? number(seconds / HOUR) + " h" : number(seconds / DAY) + " d";
  }

  private static String number(double value) {
    double size = Math.abs(value);
    if (size >= 99.95) {
      return String.format(Locale.ROOT, "%,.0f", value);
    }
    String text = String.format(Locale.ROOT, size >= 0.1 ? "%.1f" : "%.3f", value);
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /**
   * A moment on an axis in days, hours, minutes and seconds, leaving out what is zero, for example
   * {@code 1 d 6 h}.
   *
   * @param seconds the moment
   * @param stepSeconds distance of two ticks: finer parts are not shown
   */
  public static String moment(double seconds, double stepSeconds) {
    if (Math.abs(seconds) < stepSeconds / 2) {
      return "0";
    }
    String sign = seconds < 0 ? "-" : "";
    // Ticks are multiples of a step: without the nudge, 3 times 0.1 could read 0.2.
    double left = Math.abs(seconds) + Math.min(stepSeconds, 1) * 1e-6;
    long days = (long) (left / DAY);
    left -= days * DAY;
    long hours = (long) (left / HOUR);
    left -= hours * HOUR;
    long minutes = (long) (left / MINUTE);
    left -= minutes * MINUTE;
    StringBuilder text = new StringBuilder();
    append(text, days, "d");
    append(text, hours, "h");
    append(text, minutes, "min");
    if (stepSeconds >= 1) {
      append(text, (long) left, "s");
    } else {
      int digits = (int) Math.ceil(-Math.log10(stepSeconds) - 1e-9);
      text.append(text.isEmpty() ? "" : " ")
          .append(String.format(Locale.ROOT, "%." + digits + "f s", left));
    }
    return sign + text;
  }

  private static void append(StringBuilder text, long count, String unit) {
    if (count > 0) {
      text.append(text.isEmpty() ? "" : " ").append(count).append(' ').append(unit);
    }
  }
}
