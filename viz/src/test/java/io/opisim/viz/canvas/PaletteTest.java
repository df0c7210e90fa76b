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

  @Test
  void anyTwoConditionsCanBeToldApartWithEveryCommonColourVision() {
    for (JobCondition one : JobCondition.values()) {
      for (JobCondition other : JobCondition.values()) {
        for (double[][] sight : SIGHTS) {
          if (one != other) {
            double[] seen = lab(sight, Palette.of(one));
            double[] others = lab(sight, Palette.of(other));
            double distance =
                Math.hypot(
                    Math.hypot(seen[0] - others[0], seen[1] - others[1]), seen[2] - others[2]);
            // About 2 is just noticed side by side; the nearest pair here has 10.
            assertThat(distance).as("%s and %s", one, other).isGreaterThan(10);
          }
        }
      }
    }
  }

  @Test
  void reasonsOfQuotasAndRoundsStandOutFromPaperThreeToOne() {
    for (JobCondition condition :
        new JobCondition[] {JobCondition.OVER_QUOTA, JobCondition.UNTIL_NEXT_ROUND}) {
      assertThat(1.05 / (luminance(linear(Palette.of(condition))) + 0.05)).isGreaterThan(3);
    }
  }

  /** Normal, without red, without green, without blue: Machado et al. (2009), severity 1. */
  private static final double[][][] SIGHTS = {
    {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
    {
      {0.152286, 1.052583, -0.204868},
      {0.114503, 0.786281, 0.099216},
      {-0.003882, -0.048116, 1.051998}
    },
    {
      {0.367322, 0.860646, -0.227968},
      {0.280085, 0.672501, 0.047413},
      {-0.011820, 0.042940, 0.968881}
    },
    {
      {1.255528, -0.076749, -0.178779},
      {-0.078411, 0.930809, 0.147602},
      {0.004733, 0.691367, 0.303900}
    }
  };

  private static double[] linear(Color color) {
    double[] rgb = {color.getRed(), color.getGreen(), color.getBlue()};
    for (int channel = 0; channel < 3; channel++) {
      rgb[channel] =
          rgb[channel] <= 0.04045
              ? rgb[channel] / 12.92
              : Math.pow((rgb[channel] + 0.055) / 1.055, 2.4);
    }
    return rgb;
  }

  private static double luminance(double[] linear) {
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2];
  }

  /** CIE L*a*b* of a colour as somebody sees it. */
  private static double[] lab(double[][] sight, Color color) {
    double[] linear = linear(color);
    double[] seen = new double[3];
    for (int row = 0; row < 3; row++) {
      double sum = 0;
      for (int column = 0; column < 3; column++) {
        sum += sight[row][column] * linear[column];
      }
      seen[row] = Math.min(1, Math.max(0, sum));
    }
    double x = root(0.4124 * seen[0] + 0.3576 * seen[1] + 0.1805 * seen[2], 0.95047);
    double y = root(luminance(seen), 1);
    double z = root(0.0193 * seen[0] + 0.1192 * seen[1] + 0.9505 * seen[2], 1.08883);
    return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
  }

  private static double root(double value, double white) {
    double share = value / white;
    return share > 0.008856 ? Math.cbrt(share) : 7.787 * share + 16.0 / 116;
  }

  private static double distance(Color one, Color other) {
    return Math.sqrt(
        Math.pow(one.getRed() - other.getRed(), 2)
            + Math.pow(one.getGreen() - other.getGreen(), 2)
            + Math.pow(one.getBlue() - other.getBlue(), 2));
  }
}
