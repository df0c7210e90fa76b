package io.opisim.tracereplay.format;

/**
 * One thing wrong with a trace file.
 *
 * @param file the file as the user named it
 * @param line 1-based line, or 0 for the file as a whole
 * @param kind what sort of thing, for counting
 * @param message what is wrong
 * @param hint what would be right, or empty
 */
public record TraceProblem(String file, long line, Kind kind, String message, String hint) {
  /** Sorts of problems. */
  public enum Kind {
    /** The file cannot be opened, unpacked or decoded. */
    FILE,
    /** The header does not have the columns of the format. */
    HEADER,
    /** A row is not as many values as the header has columns, or is not CSV. */
    ROW,
    /** A value is not a number in the range of its column. */
    NUMBER,
    /** A value is not a date and time of the form of its column. */
    DATE,
    /** A row is earlier than the one before it in a format that promises order. */
    ORDER,
    /** A name is used twice. */
    DUPLICATE
  }

  /** The problem on one line, as printed: {@code file:line: message (hint)}. */
  public String render() {
    String place = line > 0 ? file + ":" + line : file;
    return place + ": " + message + (hint.isEmpty() ? "" : " (" + hint + ")");
  }
}
