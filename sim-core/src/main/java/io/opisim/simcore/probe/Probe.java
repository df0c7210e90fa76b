package io.opisim.simcore.probe;

/** Receives what happens in a run, in the order in which it happens. */
@FunctionalInterface
public interface Probe {
  /**
   * Something changed. Called often: an implementation stores or counts, and returns.
   *
   * @param timeNanos simulated time, never less than in the call before
   * @param kind what happened; a constant of the model that reports it
   * @param subject which job, task, link or station it is about
   * @param value its amount or new state, as the kind defines it
   */
  void event(long timeNanos, int kind, int subject, long value);

  /** A probe that looks away. */
  static Probe none() {
    return NoProbe.INSTANCE;
  }

  /** One probe that passes every event to each of several, in their order. */
  static Probe all(Probe... probes) {
    return switch (probes.length) {
      case 0 -> none();
      case 1 -> probes[0];
      default -> new FanOutProbe(probes.clone());
    };
  }
}
