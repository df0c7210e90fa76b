package io.opisim.tracereplay.format;

import java.io.IOException;

/** A trace file that cannot be read as its format, with the place and what to do about it. */
public final class TraceProblemException extends IOException {
  private static final long serialVersionUID = 1L;

  private final String file;
  private final long line;
  private final String hint;

  /**
   * Says what is wrong where.
   *
   * @param file the file as the user named it
   * @param line 1-based line, or 0 for the file as a whole
   * @param message what is wrong
   * @param hint what would be right, or empty
   */
  public TraceProblemException(String file, long line, String message, String hint) {
    super(message);
    this.file = file;
    this.line = line;
    this.hint = hint;
  }

  /** The file as the user named it. */
  public String file() {
    return file;
  }

  /** The 1-based line, or 0 for the file as a whole. */
  public long line() {
    return line;
  }

  /** What would be right, or empty. */
  public String hint() {
    return hint;
  }
}
