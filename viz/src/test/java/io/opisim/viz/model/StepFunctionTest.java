package io.opisim.viz.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class StepFunctionTest {
  @Test
  void levelsAddUpAndEndAtZero() {
    StepFunction function =
        new StepFunction.Builder().add(0, 10, 4).add(5, 15, 2).add(10, 12, 1).build();
    assertThat(function.at(-1)).isZero();
    assertThat(function.at(0)).isEqualTo(4);
    assertThat(function.at(5)).isEqualTo(6);
    assertThat(function.at(10)).isEqualTo(3);
    assertThat(function.at(15)).isZero();
    assertThat(function.peak()).isEqualTo(6);
    // 4*10 + 2*10 + 1*2
    assertThat(function.integral()).isEqualTo(62);
    assertThat(function.integral(4, 6)).isEqualTo(4 + 6);
  }

  @Test
  void aPeakNarrowerThanAPixelIsNotLost() {
    StepFunction function = new StepFunction.Builder().add(0, 1000, 2).add(500.1, 500.2, 7).build();
    StepFunction.Columns columns = function.reduce(0, 1000, 10);
    assertThat(columns.largest()[5]).isEqualTo(9);
    assertThat(columns.least()[5]).isEqualTo(2);
    assertThat(columns.mean()[5]).isCloseTo(2.007, within(1e-9));
    assertThat(columns.largest()[4]).isEqualTo(2);
  }

  @Test
  void theColumnsHoldTheWholeIntegralWhateverTheZoom() {
    SplittableRandom random = new SplittableRandom(7);
    StepFunction.Builder builder = new StepFunction.Builder();
    double expected = 0;
    for (int i = 0; i < 3000; i++) {
      double from = random.nextDouble() * 1000;
      double length = random.nextDouble() * 50;
      builder.add(from, from + length, i % 8);
      expected += length * (i % 8);
    }
    StepFunction function = builder.build();
    assertThat(function.integral()).isCloseTo(expected, within(1e-6 * expected));
    for (int columns : new int[] {1, 7, 1600}) {
      StepFunction.Columns reduced = function.reduce(-50, 1150, columns);
      double sum = 0;
      for (int i = 0; i < columns; i++) {
        sum += reduced.mean()[i] * 1200 / columns;
        assertThat(reduced.mean()[i])
            .isBetween((double) reduced.least()[i], (double) reduced.largest()[i]);
      }
      assertThat(sum).isCloseTo(expected, within(1e-6 * expected));
    }
  }

  @Test
  void nothingIsZeroEverywhere() {
    StepFunction nothing = new StepFunction.Builder().add(3, 3, 9).build();
    assertThat(nothing.integral()).isZero();
    assertThat(nothing.reduce(0, 10, 4).largest()).containsOnly(0);
  }
}
