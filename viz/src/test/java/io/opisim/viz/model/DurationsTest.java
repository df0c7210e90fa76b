package io.opisim.viz.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DurationsTest {
  @ParameterizedTest
  @CsvSource({
    "0, 0.000 s",
    "0.0125, 0.013 s",
    "12, 12 s",
    "119, 119 s",
    "120, 2 min",
    "5400, 90 min",
    "7200, 2 h",
    "36000, 10 h",
    "172800, 2 d",
    "276480, 3.2 d",
    "'100000000', '1,157 d'"
  })
  void aLengthOfTimeIsANumberAndOneUnit(double seconds, String expected) {
    assertThat(Durations.text(seconds)).isEqualTo(expected);
  }

  @Test
  void aTimeThatNeverCameIsADash() {
    assertThat(Durations.text(Double.NaN)).isEqualTo("–");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 3600, 0",
    "1728000, 1728000, 20 d",
    "108000, 21600, 1 d 6 h",
    "90061, 1, 1 d 1 h 1 min 1 s",
    "0.3, 0.1, 0.3 s",
    "61.25, 0.25, 1 min 1.3 s",
    "-3600, 1800, -1 h"
  })
  void aMomentOnAnAxisShowsNoFinerPartThanTheStep(double seconds, double step, String expected) {
    assertThat(Durations.moment(seconds, step)).isEqualTo(expected);
  }
}
