package io.opisim.simcore.probe;

/** Passes every event to several probes. */
final class FanOutProbe implements Probe {
  private final Probe[] probes;

  FanOutProbe(Probe[] probes) {
    this.probes = probes;
  }

  @Override
  public void event(long timeNanos, int kind, int subject, long value) {
    for (Probe probe : probes) {
      probe.event(timeNanos, kind, subject, value);
    }
  }
}
