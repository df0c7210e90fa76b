package io.opisim.cli;

/** What the exit code says. */
final class ExitCodes {
  /** Done. */
  static final int DONE = 0;

  /** An expectation or accuracy band was missed. */
  static final int MISSED = 1;

  /** Bad usage or an invalid file. */
  static final int INVALID = 2;

  /** A run failed. */
  static final int FAILED = 3;

  private ExitCodes() {}
}
