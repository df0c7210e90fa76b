package io.opisim.simcore.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;

class SimulatedTimeTest {
  @Test
  void aPartOfANanosecondIsAWholeOne() {
    assertThat(SimulatedTime.nanosFromSeconds(1.0 / 3)).isEqualTo(333_333_334);
    assertThat(SimulatedTime.nanosFromSeconds(1e-12)).as("below the slack").isEqualTo(0);
    assertThat(SimulatedTime.nanosFromSeconds(2e-12)).isEqualTo(1);
    assertThat(SimulatedTime.nanosFromSeconds(0)).isZero();
  }

  @Test
  void aDecimalFractionOfWholeNanosecondsStaysWhatItIs() {
    // 0.3 · 1e9 and 4.35 · 1e9 are not whole in binary.
    for (String seconds :
        new String[] {"0.1", "0.3", "4.35", "1.1", "0.000000007", "86399.999", "1728000.001"}) {
      long exact = new BigDecimal(seconds).movePointRight(9).longValueExact();
      assertThat(SimulatedTime.nanosFromSeconds(Double.parseDouble(seconds)))
          .as(seconds)
          .isEqualTo(exact);
    }
  }

  @Test
  void secondsAreRoundedUpToWithinTheSlack() {
    RandomStream stream = new RandomStreams(6).stream("seconds");
    for (int i = 0; i < 10_000; i++) {
      double seconds = stream.nextUniform() * 1000;
      BigDecimal exact = new BigDecimal(seconds).movePointRight(9);
      BigDecimal nanos = BigDecimal.valueOf(SimulatedTime.nanosFromSeconds(seconds));
      assertThat(nanos.subtract(exact).doubleValue()).as("%s s", seconds).isBetween(-2e-3, 1.0);
      assertThat(exact.setScale(0, RoundingMode.CEILING).subtract(nanos).longValue())
          .as("%s s", seconds)
          .isBetween(0L, 1L);
    }
  }

  @Test
  void wholeNanosecondsSurviveTheWayThereAndBack() {
    RandomStream stream = new RandomStreams(7).stream("nanos");
    for (int i = 0; i < 10_000; i++) {
      long nanos = (long) (stream.nextUniform() * 26 * 86_400e9);
      assertThat(SimulatedTime.nanosFromSeconds(SimulatedTime.secondsFromNanos(nanos)))
          .isEqualTo(nanos);
    }
  }

  @Test
  void impossibleTimesAreRefused() {
    for (double seconds : new double[] {-1e-9, Double.NaN, Double.POSITIVE_INFINITY, 1.9e7}) {
      assertThatThrownBy(() -> SimulatedTime.nanosFromSeconds(seconds))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(seconds + " s");
    }
  }
}
