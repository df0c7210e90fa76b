package io.opisim.simcore.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class RankCorrelationTest {
  @Test
  void theSameOrderIsOneAndTheOtherWayRoundIsMinusOne() {
    double[] values = {3, 1, 4, 15, 9};
    assertThat(RankCorrelation.spearman(values, new double[] {30, 10, 40, 1000, 50})).isEqualTo(1);
    assertThat(RankCorrelation.spearman(values, new double[] {-3, -1, -4, -15, -9})).isEqualTo(-1);
  }

  /** 1 - 6 sum(d^2) / (n (n^2 - 1)) with d = 1, 1, 0, 0. */
  @Test
  void withoutTiesItIsTheFormulaOfSquaredDifferences() {
    assertThat(RankCorrelation.spearman(new double[] {1, 2, 3, 4}, new double[] {2, 1, 3, 4}))
        .isCloseTo(1 - 6 * 2 / 60.0, within(1e-12));
  }

  /** Ranks 1.5, 1.5, 3 against 1, 2, 3: 1.5 / sqrt(1.5 x 2). */
  @Test
  void equalValuesShareTheirRanks() {
    assertThat(RankCorrelation.spearman(new double[] {5, 5, 7}, new double[] {1, 2, 3}))
        .isCloseTo(1.5 / StrictMath.sqrt(3), within(1e-12));
  }

  @Test
  void whatHasNoOrderIsRefused() {
    assertThatThrownBy(() -> RankCorrelation.spearman(new double[] {5, 5}, new double[] {1, 2}))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
