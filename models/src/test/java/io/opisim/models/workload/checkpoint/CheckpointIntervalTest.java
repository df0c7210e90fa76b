package io.opisim.models.workload.checkpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CheckpointIntervalTest {
  /** 54 days of 419 interruptions: 3.09 h. */
  private static final double BETWEEN = 11_124;

  @Test
  void youngsIntervalAndItsWasteAreThoseOfTheFormulas() {
    double synchronous = CheckpointInterval.youngSeconds(40, BETWEEN);
    assertThat(synchronous).isEqualTo(943.4, within(0.1));
    assertThat(CheckpointInterval.waste(40, synchronous, BETWEEN, 300))
        .isEqualTo(0.0424 + 0.0424 + 0.02697, within(1e-4));
    double asynchronous = CheckpointInterval.youngSeconds(5, BETWEEN);
    assertThat(asynchronous).isEqualTo(333.5, within(0.1));
    assertThat(CheckpointInterval.waste(5, asynchronous, BETWEEN, 300))
        .isEqualTo(0.015 + 0.015 + 0.02697, within(1e-4));
  }

  @Test
  void dalysIntervalIsYoungsToFirstOrderAndTheTimeBetweenFailuresForLongCheckpoints() {
    // sqrt(2 C M) (1 + sqrt(C / (2 M)) / 3 + C / (18 M)) - C
    double ratio = 40 / (2 * BETWEEN);
    assertThat(CheckpointInterval.dalySeconds(40, BETWEEN))
        .isEqualTo(
            943.36 * (1 + StrictMath.sqrt(ratio) / 3 + 40 / (18 * BETWEEN)) - 40, within(0.05));
    assertThat(CheckpointInterval.dalySeconds(1e-6, BETWEEN))
        .isEqualTo(CheckpointInterval.youngSeconds(1e-6, BETWEEN), within(1e-4));
    assertThat(CheckpointInterval.dalySeconds(2 * BETWEEN, BETWEEN)).isEqualTo(BETWEEN);
  }

  @Test
  void dalysIntervalLosesLeast() {
    for (double stall : new double[] {5, 40, 300}) {
      double best = CheckpointInterval.dalySeconds(stall, BETWEEN);
      double least = CheckpointInterval.expectedWaste(stall, best, BETWEEN, 300);
      for (double factor : new double[] {0.7, 0.85, 1.2, 1.5}) {
        assertThat(CheckpointInterval.expectedWaste(stall, best * factor, BETWEEN, 300))
            .isGreaterThan(least);
      }
    }
  }

  @Test
  void theExactWasteMeetsTheFirstOrderWhereAllIsShortAgainstTheTimeBetweenFailures() {
    double rare = 1e7;
    double interval = CheckpointInterval.youngSeconds(10, rare);
    double exact = CheckpointInterval.expectedWaste(10, interval, rare, 60);
    assertThat(exact / CheckpointInterval.waste(10, interval, rare, 60)).isEqualTo(1, within(2e-3));
    // Where it is not short, the first order promises too little of the time.
    assertThat(CheckpointInterval.expectedWaste(60, 657, 3600, 300))
        .isEqualTo(0.238, within(1e-3))
        .isLessThan(CheckpointInterval.waste(60, 657, 3600, 300));
  }

  @Test
  void aTimeBetweenFailuresOfNothingIsRefused() {
    assertThatThrownBy(() -> CheckpointInterval.youngSeconds(40, 0))
        .hasMessage("a checkpoint of 40.0 s and 0.0 s between failures");
  }
}
