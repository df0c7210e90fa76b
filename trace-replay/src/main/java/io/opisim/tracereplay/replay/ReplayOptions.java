package io.opisim.tracereplay.replay;

/**
 * What a replay changes of a trace.
 *
 * <p>With scales of 1 no time is touched: arrivals and durations are the trace's, to the
 * nanosecond.
 *
 * @param window which jobs are kept
 * @param gapScale factor on the gaps between arrivals: 0.5 doubles the load
 * @param durationScale factor on durations
 * @param startAtZero whether arrivals are moved so that the first kept job arrives at 0
 */
public record ReplayOptions(
    ReplayWindow window, double gapScale, double durationScale, boolean startAtZero) {
  /** The whole trace as it is, but starting at 0. */
  public static final ReplayOptions AS_RECORDED = new ReplayOptions(ReplayWindow.ALL, 1, 1, true);

  /** Checks the ranges. */
  public ReplayOptions {
    boolean valid =
        gapScale > 0
            && Double.isFinite(gapScale)
            && durationScale > 0
            && Double.isFinite(durationScale);
    if (!valid) {
      throw new IllegalArgumentException(
          "scales are positive: gaps " + gapScale + ", durations " + durationScale);
    }
  }

  /** The same for other jobs. */
  public ReplayOptions withWindow(ReplayWindow window) {
    return new ReplayOptions(window, gapScale, durationScale, startAtZero);
  }

  /** The same with other scales. */
  public ReplayOptions withScales(double gapScale, double durationScale) {
    return new ReplayOptions(window, gapScale, durationScale, startAtZero);
  }

  /** The same, with the trace's own zero kept or not. */
  public ReplayOptions withStartAtZero(boolean startAtZero) {
    return new ReplayOptions(window, gapScale, durationScale, startAtZero);
  }
}
