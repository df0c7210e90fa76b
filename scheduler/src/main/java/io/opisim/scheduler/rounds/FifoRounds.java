package io.opisim.scheduler.rounds;

import io.opisim.scheduler.RoundSettings;
import io.opisim.scheduler.allocation.FifoHeterogeneous;

/** {@link FifoHeterogeneous} as a policy of a run. */
public final class FifoRounds extends RoundPolicy {
  /** Rounds as in the Gavel study. */
  public FifoRounds() {
    this(RoundSettings.GAVEL);
  }

  private FifoRounds(RoundSettings settings) {
    super(new FifoHeterogeneous(), settings);
  }

  @Override
  RoundPolicy in(RoundSettings rounds) {
    return new FifoRounds(rounds);
  }
}
