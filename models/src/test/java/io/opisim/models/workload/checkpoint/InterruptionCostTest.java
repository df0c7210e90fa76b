package io.opisim.models.workload.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.models.workload.checkpoint.InterruptionCost.Stretch;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Stretches worked out by hand: checkpoints of 2 after every 10, restarts of 5. */
class InterruptionCostTest {
  private static final InterruptionCost EVERY_TEN = new InterruptionCost(2, 5, 10, false);

  @Test
  void aJobStandsStillAfterEachIntervalButNotAtItsEnd() {
    // 10 + 2 + 10 + 2 + 5, and 10 + 2 + 10.
    assertThat(EVERY_TEN.holdNanos(0, 25)).isEqualTo(29);
    assertThat(EVERY_TEN.holdNanos(0, 20)).isEqualTo(22);
    assertThat(EVERY_TEN.holdNanos(5, 0)).isEqualTo(5);
  }

  @Test
  void whoIsCutOffLosesWhatCameAfterTheLastWholeCheckpoint() {
    // Restart to 5, work to 15, checkpoint to 17, work to 20: 10 kept, 3 lost.
    assertThat(EVERY_TEN.cutOff(0, 5, 20, false)).isEqualTo(new Stretch(10, 3, 2, 5));
    // In the middle of the first checkpoint: it does not count.
    assertThat(EVERY_TEN.cutOff(0, 5, 16, false)).isEqualTo(new Stretch(0, 10, 1, 5));
    // In the middle of the restart.
    assertThat(EVERY_TEN.cutOff(0, 5, 3, false)).isEqualTo(new Stretch(0, 0, 0, 3));
  }

  @Test
  void whoSavesOnTheWayOutLosesNothing() {
    assertThat(EVERY_TEN.cutOff(0, 5, 20, true)).isEqualTo(new Stretch(13, 0, 2, 5));
  }

  @Test
  void withoutCheckpointsAllIsLostUnlessItIsSaved() {
    InterruptionCost none = new InterruptionCost(2, 5, 0, false);
    assertThat(none.cutOff(0, 0, 20, false)).isEqualTo(new Stretch(0, 20, 0, 0));
    assertThat(none.cutOff(0, 0, 20, true)).isEqualTo(new Stretch(20, 0, 0, 0));
  }

  @Test
  void everyStretchIsTheSumOfItsParts() {
    for (int seed = 0; seed < 2000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      InterruptionCost cost =
          new InterruptionCost(
              random.nextInt(5), random.nextInt(9), random.nextInt(12), random.nextBoolean());
      long owed = random.nextInt(4);
      long restart = random.nextInt(8);
      long run = random.nextInt(1, 60);
      long whole = cost.holdNanos(owed + restart, run);
      assertThat(cost.toTheEnd(owed, restart, run).nanos()).as("seed %d", seed).isEqualTo(whole);
      for (long held = 0; held < whole; held++) {
        Stretch saved = cost.cutOff(owed, restart, held, true);
        Stretch dropped = cost.cutOff(owed, restart, held, false);
        assertThat(saved.nanos()).as("seed %d, %d", seed, held).isEqualTo(held);
        assertThat(dropped.nanos()).as("seed %d, %d", seed, held).isEqualTo(held);
        assertThat(saved.keptNanos()).isLessThanOrEqualTo(run);
        assertThat(dropped.keptNanos()).isLessThanOrEqualTo(saved.keptNanos());
        assertThat(saved.lostNanos()).isZero();
      }
    }
  }

  @Test
  void aNegativeTimeIsRefused() {
    assertThatThrownBy(() -> new InterruptionCost(-1, 0, 0, true))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
