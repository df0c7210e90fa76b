package io.opisim.tracereplay.format;

import java.io.IOException;
import java.util.List;

/** A trace file that cannot be read as its format, with every place and what to do about it. */
public final class TraceProblemException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient List<TraceProblem> problems;
  private final boolean confinedToRow;

  private TraceProblemException(List<TraceProblem> problems, boolean confinedToRow) {
    super(problems.get(0).message());
    this.problems = List.copyOf(problems);
    this.confinedToRow = confinedToRow;
  }

  /**
   * Says what is wrong where; reading cannot go on.
   *
   * @param file the file as the user named it
   * @param line 1-based line, or 0 for the file as a whole
   * @param message what is wrong
   * @param hint what would be right, or empty
   */
  public TraceProblemException(String file, long line, String message, String hint) {
    this(List.of(new TraceProblem(file, line, TraceProblem.Kind.FILE, message, hint)), false);
  }

  /** Problems, at least one, after which reading cannot go on. */
  public static TraceProblemException of(List<TraceProblem> problems) {
    return new TraceProblemException(problems, false);
  }

  /** Problems of one row, at least one; the reader can go on with the next row. */
  public static TraceProblemException inRow(List<TraceProblem> problems) {
    return new TraceProblemException(problems, true);
  }

  /** All that is wrong, at least one problem. */
  public List<TraceProblem> problems() {
    return problems;
  }

  /** Whether only one row is broken, so that {@link TraceReader#next()} may be called again. */
  public boolean confinedToRow() {
    return confinedToRow;
  }

  /** The file of the first problem, as the user named it. */
  public String file() {
    return problems.get(0).file();
  }

  /** The 1-based line of the first problem, or 0 for the file as a whole. */
  public long line() {
    return problems.get(0).line();
  }

  /** What would be right instead of the first problem, or empty. */
  public String hint() {
    return problems.get(0).hint();
  }
}
