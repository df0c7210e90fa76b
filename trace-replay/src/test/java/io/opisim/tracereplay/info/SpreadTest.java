package io.opisim.tracereplay.info;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpreadTest {
  @Test
  void quantilesInterpolateAtPositionQTimesNMinusOne() {
    // Position 0.9 * 4 = 3.6 lies between 40 and 50: 40 + 0.6 * 10 = 46; 0.99 * 4 = 3.96: 49.6.
    Spread spread = Spread.of(new double[] {50, 10, 40, 20, 30});

    assertThat(spread.p50()).isEqualTo(30);
    assertThat(spread.p90()).isCloseTo(46, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(spread.p99()).isCloseTo(49.6, org.assertj.core.data.Offset.offset(1e-9));
    assertThat(spread.mean()).isEqualTo(30);
    assertThat(spread.max()).isEqualTo(50);
  }

  @Test
  void aSingleValueIsEveryQuantile() {
    assertThat(Spread.of(new double[] {7})).isEqualTo(new Spread(1, 7, 7, 7, 7, 7));
  }
}
