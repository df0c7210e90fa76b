package io.opisim.simcore.probe;

/** Looks away. */
enum NoProbe implements Probe {
  INSTANCE;

  @Override
  public void event(long timeNanos, int kind, int subject, long value) {
    // Nobody is looking.
  }
}
