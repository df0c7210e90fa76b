package io.opisim.scenarios.world;

/** Thrown when a run cannot go on or did no work; the message names the part that is stuck. */
public final class StuckRunException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StuckRunException(String message) {
    super(message);
  }
}
