package io.opisim.tracereplay.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

class LognormalMixtureTest {
  private static final LognormalMixture ONE =
      new LognormalMixture(List.of(new LognormalMixture.Component(1, 5, 1.5)), 1e12);

  @Test
  void farFromTheCutTheMeanIsThatOfALognormalLaw() {
    // exp(mu + sigma^2 / 2).
    assertThat(ONE.mean()).isCloseTo(StrictMath.exp(5 + 1.5 * 1.5 / 2), offset(1e-6));
    assertThat(ONE.cdf(StrictMath.exp(5))).isCloseTo(0.5, offset(1e-12));
  }

  @Test
  void aSampleIsTheInverseOfTheDistributionFunction() {
    LognormalMixture cut = ONE.cappedAt(1000);

    for (double place = 0.05; place < 1; place += 0.05) {
      assertThat(cut.cdf(cut.sample(0.5, place))).isCloseTo(place, offset(1e-9));
    }
    assertThat(cut.sample(0.5, 1 - 1e-12)).isLessThanOrEqualTo(1000);
  }

  @Test
  void theMeanOfACutLawIsTheIntegralOfItsSurvival() {
    LognormalMixture cut =
        new LognormalMixture(
            List.of(
                new LognormalMixture.Component(0.3, 2, 0.5),
                new LognormalMixture.Component(0.7, 5, 2)),
            1000);
    double width = 0.05;
    double integral =
        DoubleStream.iterate(width / 2, x -> x < 1000, x -> x + width)
            .map(x -> (1 - cut.cdf(x)) * width)
            .sum();

    assertThat(cut.mean()).isCloseTo(integral, offset(0.01));
  }

  @Test
  void theFitFindsTheLawThatTheValuesWereDrawnFrom() {
    LognormalMixture truth =
        new LognormalMixture(
            List.of(
                new LognormalMixture.Component(0.4, 3, 0.5),
                new LognormalMixture.Component(0.6, 8, 1)),
            1e12);
    UniformSource uniform = TestUniforms.seeded(20_17);
    double[] values =
        DoubleStream.generate(() -> truth.sample(uniform.nextUniform(), uniform.nextUniform()))
            .limit(6_000)
            .toArray();

    LognormalMixture fitted = LognormalMixtureFit.fit(values, 1e12).law();

    assertThat(fitted.components()).hasSize(2);
    assertThat(fitted.components().get(0).weight()).isCloseTo(0.4, offset(0.025));
    assertThat(fitted.components().get(0).logMean()).isCloseTo(3, offset(0.05));
    assertThat(fitted.components().get(0).logDeviation()).isCloseTo(0.5, offset(0.04));
    assertThat(fitted.components().get(1).logMean()).isCloseTo(8, offset(0.07));
    assertThat(fitted.components().get(1).logDeviation()).isCloseTo(1, offset(0.05));
  }

  @Test
  void weightsThatDoNotAddUpAreRefused() {
    assertThatThrownBy(
            () -> new LognormalMixture(List.of(new LognormalMixture.Component(0.9, 1, 1)), 10))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("add up to 0.9");
  }

  @Test
  void theDistanceOfAStepFromAnEvenLawIsKnown() {
    // Values 0.2 and 0.4 against the even law on (0, 1): the largest gap is 1 - 0.4 at 0.4.
    assertThat(Distances.kolmogorovSmirnov(new double[] {0.4, 0.2}, x -> x, 0))
        .isCloseTo(0.6, offset(1e-12));
  }
}
