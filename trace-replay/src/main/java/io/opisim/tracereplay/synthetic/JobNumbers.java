package io.opisim.tracereplay.synthetic;

/** Names made of a number, padded so that they sort as numbers. */
final class JobNumbers {
  private JobNumbers() {}

  static String name(long number, int digits) {
    String text = Long.toString(number);
    return text.length() >= digits ? text : "0".repeat(digits - text.length()) + text;
  }
}
