package io.opisim.simcore.sim;

/** Thrown when a run goes on handling events without simulated time ever moving. */
public final class NoProgressException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NoProgressException(long timeNanos, long events, String lastHandler) {
    super(
        "no progress: "
            + events
            + " events in a row at "
            + SimulatedTime.secondsFromNanos(timeNanos)
            + " s, the last one handled by "
            + lastHandler);
  }
}
