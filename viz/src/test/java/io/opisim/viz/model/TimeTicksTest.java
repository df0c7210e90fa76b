package io.opisim.viz.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeTicksTest {
  @ParameterizedTest
  @CsvSource({
    "0.05, 0.005",
    "10, 1",
    "100, 10",
    "700, 120",
    "20000, 3600",
    "86400, 10800",
    "8000000, 864000",
    "100000000, 17280000"
  })
  void stepsAreRoundInTheUnitThatFits(double spanSeconds, double stepSeconds) {
    assertThat(TimeTicks.of(0, spanSeconds, 10).stepSeconds())
        .isCloseTo(stepSeconds, org.assertj.core.data.Percentage.withPercentage(1e-6));
  }

  @Test
  void ticksAreInsideTheRangeAndNotMoreThanAskedFor() {
    for (double span = 0.01; span < 1e9; span *= 1.7) {
      TimeTicks ticks = TimeTicks.of(span / 3, span / 3 + span, 12);
      assertThat(ticks.atSeconds()).hasSizeBetween(3, 13);
      assertThat(ticks.atSeconds()).isSorted();
      assertThat(ticks.atSeconds().get(0)).isGreaterThanOrEqualTo(span / 3 * (1 - 1e-9));
    }
  }

  @Test
  void labelsOfOneAxisDiffer() {
    for (double span = 0.01; span < 1e9; span *= 1.7) {
      TimeTicks ticks = TimeTicks.of(0, span, 12);
      assertThat(ticks.atSeconds().stream().map(ticks::label)).doesNotHaveDuplicates();
    }
  }
}
