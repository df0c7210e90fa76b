package io.opisim.scheduler.rounds;

import io.opisim.scheduler.RoundSettings;
import io.opisim.scheduler.allocation.MaxMinHeterogeneous;

/** {@link MaxMinHeterogeneous} as a policy of a run. */
public final class MaxMinRounds extends RoundPolicy {
  /** Rounds as in the Gavel study. */
  public MaxMinRounds() {
    this(RoundSettings.GAVEL);
  }

  private MaxMinRounds(RoundSettings settings) {
    super(new MaxMinHeterogeneous(), settings);
  }

  @Override
  RoundPolicy in(RoundSettings rounds) {
    return new MaxMinRounds(rounds);
  }
}
