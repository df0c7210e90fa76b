package io.opisim.models.compute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class MatmulRateTest {
  @Test
  void aMultiplicationOfHalfSizeRunsAtHalfTheRate() {
    // F / (F + half) = 1/2 at F = half; 1e9 FLOP at half of 1e12 FLOP/s take 2 ms.
    MatmulRate rate = new MatmulRate(1e12, 1e9);
    assertThat(rate.efficiency(1e9)).isEqualTo(0.5);
    assertThat(rate.seconds(1e9, 1)).isEqualTo(2e-3, within(1e-15));
  }

  @Test
  void manySmallMultiplicationsTakeLongerThanOneLarge() {
    // (F + n half) / best: 4 of 25 GFLOP against 1 of 100 GFLOP, 104/101.
    MatmulRate rate = new MatmulRate(1e12, 1e9);
    assertThat(rate.seconds(100e9, 4) / rate.seconds(100e9, 1))
        .isEqualTo(104.0 / 101, within(1e-12));
  }

  @Test
  void aRateThatIsNoneIsRefused() {
    assertThatThrownBy(() -> new MatmulRate(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new MatmulRate(1, -1)).isInstanceOf(IllegalArgumentException.class);
  }
}
