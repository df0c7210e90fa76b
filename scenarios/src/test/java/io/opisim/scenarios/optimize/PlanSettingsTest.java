package io.opisim.scenarios.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanSettingsTest {
  @ParameterizedTest
  @CsvSource({"1, 2000", "300, 2000", "600, 500", "3000, 20", "100000, 10"})
  void stepsGoDownWithTheSquareOfTheJobsBeyondThreeHundred(int jobs, int steps) {
    assertThat(PlanSettings.usualSteps(jobs)).isEqualTo(steps);
  }
}
