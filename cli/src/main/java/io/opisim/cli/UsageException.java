package io.opisim.cli;

/** Thrown when what was asked for makes no sense; the message says what would. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageException(String message) {
    super(message);
  }
}
