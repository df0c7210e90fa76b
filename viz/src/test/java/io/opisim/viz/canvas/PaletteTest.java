package io.opisim.viz.canvas;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.viz.model.JobCondition;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;

class PaletteTest {
  @Test
  void anyTwoConditionsDifferClearlyEvenWhereTheyAreFaint() {
    for (JobCondition one : JobCondition.values()) {
      for (JobCondition other : JobCondition.values()) {
        for (double share : new double[] {0.05, 1}) {
          if (one != other) {
            assertThat(distance(Palette.of(one, share), Palette.of(other, share)))
                .as("%s and %s at %s", one, other, share)
                .isGreaterThan(0.12);
          }
        }
      }
    }
  }

  @Test
  void fewJobsInACellAreFaintButNeverLost() {
    for (JobCondition condition : JobCondition.values()) {
      assertThat(distance(Palette.of(condition, 0.001), Palette.PAPER)).isGreaterThan(0.12);
    }
  }

  private static double distance(Color one, Color other) {
    return Math.sqrt(
        Math.pow(one.getRed() - other.getRed(), 2)
            + Math.pow(one.getGreen() - other.getGreen(), 2)
            + Math.pow(one.getBlue() - other.getBlue(), 2));
  }
}
