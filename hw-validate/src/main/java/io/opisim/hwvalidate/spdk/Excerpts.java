package io.opisim.hwvalidate.spdk;

import java.nio.charset.StandardCharsets;

/** Makes text from the other side safe to show on one line of a terminal. */
final class Excerpts {
  private static final int LONGEST = 60;

  private Excerpts() {}

  /** The beginning of what came, in quotes. */
  static String quoted(byte[] bytes) {
    int length = Math.min(bytes.length, LONGEST);
    String text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
    StringBuilder shown = new StringBuilder("\"");
    for (int i = 0; i < length; i++) {
      char character = text.charAt(i);
      shown.append(character >= ' ' && character <= '~' ? character : '?');
    }
    return shown.append(bytes.length > LONGEST ? "...\"" : "\"").toString();
  }

  /** The text without line breaks, escape sequences and other control characters. */
  static String oneLine(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(point -> shown.appendCodePoint(Character.isISOControl(point) ? '?' : point));
    return shown.toString();
  }
}
