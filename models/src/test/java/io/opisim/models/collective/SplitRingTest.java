package io.opisim.models.collective;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SplitRingTest {
  private final SplitRing ring = new SplitRing(50, 500, 4, 10, 1600);

  @Test
  void theNanosecondsAreThoseOfTheOtherSimulator() {
    assertThat(ring.allReduceNanos(1 << 20, 8)).isEqualTo(64_440);
    assertThat(ring.allReduceNanos(1 << 20, 64)).isEqualTo(296_896);
    assertThat(ring.allReduceNanos(1 << 20, 256)).isEqualTo(1_079_200);
  }

  @Test
  void eightRanksByHand() {
    // A part is 32,768 bytes: 610 ns on a link of 50 GiB/s, 20 ns in memory of 1,600 GB/s.
    assertThat(ring.allReduceNanos(1 << 20, 8))
        .isEqualTo(4 * (14 * (610 + 500 + 10) + 7 * 3 * 20 + 10));
  }

  @Test
  void aRingWithoutRateIsRefused() {
    assertThatThrownBy(() -> new SplitRing(0, 500, 4, 10, 1600))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
