package io.opisim.scheduler;

/**
 * How rounds are held.
 *
 * @param roundNanos length of a round
 * @param allocationNanos least time between two computations of the shares
 */
public record RoundSettings(long roundNanos, long allocationNanos) {
  /** Rounds of 360 s and at least 1,920 s between two computations, as in the Gavel study. */
  public static final RoundSettings GAVEL = new RoundSettings(360_000_000_000L, 1_920_000_000_000L);

  /** Checks that a round takes time. */
  public RoundSettings {
    if (roundNanos <= 0 || allocationNanos < 0) {
      throw new IllegalArgumentException(
          "rounds of " + roundNanos + " ns, computations every " + allocationNanos + " ns");
    }
  }
}
