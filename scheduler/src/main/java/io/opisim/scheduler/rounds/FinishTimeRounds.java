package io.opisim.scheduler.rounds;

import io.opisim.scheduler.RoundSettings;
import io.opisim.scheduler.allocation.FinishTimeFairness;

/** {@link FinishTimeFairness} as a policy of a run. */
public final class FinishTimeRounds extends RoundPolicy {
  /** Rounds as in the Gavel study. */
  public FinishTimeRounds() {
    this(RoundSettings.GAVEL);
  }

  private FinishTimeRounds(RoundSettings settings) {
    super(new FinishTimeFairness(), settings);
  }

  @Override
  RoundPolicy in(RoundSettings rounds) {
    return new FinishTimeRounds(rounds);
  }
}
