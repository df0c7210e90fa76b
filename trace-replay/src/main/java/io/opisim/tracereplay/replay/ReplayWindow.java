package io.opisim.tracereplay.replay;

/**
 * Which jobs of a trace are replayed: those that arrive in a span of the trace's time, then, in the
 * order of arrival, all but the first few, then at most so many.
 *
 * @param fromNanos the earliest arrival, in the trace's own time
 * @param toNanos arrivals from here on are left out
 * @param skip how many of the jobs in the span are left out first
 * @param limit how many of the rest are kept at most
 */
public record ReplayWindow(long fromNanos, long toNanos, long skip, long limit) {
  /** Everything. */
  public static final ReplayWindow ALL = new ReplayWindow(0, Long.MAX_VALUE, 0, Long.MAX_VALUE);

  /** Checks the ranges. */
  public ReplayWindow {
    if (fromNanos < 0 || toNanos <= fromNanos || skip < 0 || limit < 1) {
      throw new IllegalArgumentException(
          "a replay window from "
              + fromNanos
              + " ns to "
              + toNanos
              + " ns, skipping "
              + skip
              + " and keeping "
              + limit
              + " jobs");
    }
  }

  /** The arrivals from {@code fromNanos} up to but not including {@code toNanos}. */
  public ReplayWindow between(long fromNanos, long toNanos) {
    return new ReplayWindow(fromNanos, toNanos, skip, limit);
  }

  /** Leaves out the first {@code skip} jobs. */
  public ReplayWindow skipping(long skip) {
    return new ReplayWindow(fromNanos, toNanos, skip, limit);
  }

  /** Keeps at most {@code limit} jobs. */
  public ReplayWindow limitedTo(long limit) {
    return new ReplayWindow(fromNanos, toNanos, skip, limit);
  }
}
