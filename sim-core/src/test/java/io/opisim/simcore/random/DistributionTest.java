package io.opisim.simcore.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class DistributionTest {
  static List<Distribution> continuousLaws() {
    return List.of(
        new Uniform(-2, 5),
        new Exponential(3),
        new Weibull(0.5, 2),
        new Weibull(1.7, 0.5),
        new Normal(-1, 4),
        new LogNormal(1, 0.5),
        new BoundedPareto(1.2, 1, 1000),
        new BoundedPareto(1, 2, 50),
        new BoundedPareto(2, 2, 50),
        new GammaLaw(0.7, 2),
        new GammaLaw(4, 0.5));
  }

  @ParameterizedTest
  @MethodSource("continuousLaws")
  void theQuantileIsTheInverseOfTheDistributionFunction(Distribution law) {
    for (double probability : new double[] {1e-6, 0.01, 0.3, 0.5, 0.9, 0.999, 1 - 1e-6}) {
      assertThat(law.cdf(law.quantile(probability)))
          .as("%s at %s", law, probability)
          .isEqualTo(probability, within(2e-9));
    }
  }

  @ParameterizedTest
  @MethodSource("continuousLaws")
  void meanAndVarianceAreTheIntegralsOfTheQuantileFunction(Distribution law) {
    // Substituting p = 3t² − 2t³ flattens both ends; the midpoint rule then meets heavy tails.
    int steps = law instanceof GammaLaw ? 20_000 : 1_000_000;
    double mean = 0;
    double square = 0;
    for (int i = 0; i < steps; i++) {
      double t = (i + 0.5) / steps;
      double weight = 6 * t * (1 - t) / steps;
      double value = law.quantile(t * t * (3 - 2 * t));
      mean += weight * value;
      square += weight * value * value;
    }
    assertThat(law.mean()).as("%s", law).isEqualTo(mean, within(1e-5 * Math.sqrt(square)));
    assertThat(law.variance()).as("%s", law).isEqualTo(square - mean * mean, within(1e-4 * square));
  }

  @ParameterizedTest
  @MethodSource("continuousLaws")
  void samplesFollowTheLawByKolmogorovAndSmirnov(Distribution law) {
    long masterSeed = 20_231;
    RandomStream stream = new RandomStreams(masterSeed).stream(law.toString());
    int count = 5_000;
    double[] samples = new double[count];
    Arrays.setAll(samples, i -> law.sample(stream));
    Arrays.sort(samples);
    double distance = 0;
    for (int i = 0; i < count; i++) {
      double theory = law.cdf(samples[i]);
      distance =
          Math.max(distance, Math.max(theory - i / (double) count, (i + 1.0) / count - theory));
    }
    // 2 exp(−2 · 2.69²) = 1e-6: the chance that a right sampler fails here.
    assertThat(distance * Math.sqrt(count)).as("%s, seed %s", law, masterSeed).isLessThan(2.69);
  }

  @Test
  void publishedValuesAreMet() {
    // Weibull with shape 1/2: mean 2·scale, variance 20·scale². Normal 97.5 %: 1.959963984540054.
    assertThat(new Weibull(0.5, 3).mean()).isEqualTo(6, within(1e-12));
    assertThat(new Weibull(0.5, 3).variance()).isEqualTo(180, within(1e-9));
    assertThat(Weibull.withMean(0.5, 6).scale()).isEqualTo(3, within(1e-12));
    assertThat(new Normal(0, 1).quantile(0.975)).isEqualTo(1.959963984540054, within(1e-13));
    assertThat(new Normal(0, 1).quantile(1e-9)).isEqualTo(-5.997807015, within(1e-7));
    LogNormal law = LogNormal.withMean(10, 2);
    assertThat(law.mean()).isEqualTo(10, within(1e-12));
    assertThat(law.variance()).isEqualTo(400, within(1e-9));
    assertThat(new Exponential(2).quantile(0.5)).isEqualTo(2 * Math.log(2), within(1e-15));
  }

  @Test
  void theFirstSamplesHaveTheseBitsOnEveryMachine() {
    RandomStreams streams = new RandomStreams(1);
    List<Distribution> laws =
        List.of(
            new Exponential(1),
            new Weibull(0.7, 1),
            new Normal(0, 1),
            new LogNormal(0, 1),
            new BoundedPareto(1.1, 1, 1e6),
            new GammaLaw(0.5, 1));
    String bits =
        String.join(
            " ",
            laws.stream().map(law -> Double.toHexString(law.sample(streams.stream("x")))).toList());

    assertThat(bits)
        .isEqualTo(
            "0x1.d96be16e0f8dfp-5 0x1.1706ce2e1fdd4p-6 -0x1.9681bed1de989p0"
                + " 0x1.a282a94137c84p-3 0x1.0dcf1ce79af2p0 0x1.4521255b9f0acp-9");
  }

  @Test
  void observedValuesComeBackWithTheirWeights() {
    Empirical law = new Empirical(new double[] {5, 1, 3, 9}, new double[] {1, 2, 1, 0});

    assertThat(law.mean()).isEqualTo((5 + 2 * 1 + 3) / 4.0);
    assertThat(law.variance()).isEqualTo((25 + 2 * 1 + 9) / 4.0 - 2.5 * 2.5);
    assertThat(law.cdf(0.9)).isZero();
    assertThat(law.cdf(1)).isEqualTo(0.5);
    assertThat(law.cdf(4)).isEqualTo(0.75);
    assertThat(law.quantile(0.49)).isEqualTo(1);
    assertThat(law.quantile(0.51)).isEqualTo(3);
    assertThat(law.quantile(1 - 1e-16)).as("9 has no weight").isEqualTo(5);
    assertThat(Empirical.of(2, 4).mean()).isEqualTo(3);
    assertThat(new Constant(4).sample(new RandomStreams(1).stream("c"))).isEqualTo(4);
  }

  @Test
  void thingsWithoutWeightAreNeverChosen() {
    WeightedIndex choice = new WeightedIndex(0, 3, 0, 1, 0);
    RandomStream stream = new RandomStreams(2).stream("choice");
    int[] seen = new int[choice.size()];
    for (int i = 0; i < 40_000; i++) {
      seen[choice.sample(stream)]++;
    }
    assertThat(seen[0] + seen[2] + seen[4]).isZero();
    // Binomial with standard deviation 87: 6 of them on either side.
    assertThat(seen[1]).as("master seed 2").isBetween(29_480, 30_520);
  }

  @Test
  void impossibleParametersAreRefusedWithTheirValue() {
    assertThatThrownBy(() -> new Exponential(0))
        .hasMessageContaining("mean")
        .hasMessageContaining("0");
    assertThatThrownBy(() -> new Weibull(Double.NaN, 1)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> new BoundedPareto(1, 5, 5)).hasMessageContaining("high - low");
    assertThatThrownBy(() -> new Normal(0, Double.POSITIVE_INFINITY))
        .hasMessageContaining("finite");
    assertThatThrownBy(() -> new WeightedIndex(0, 0)).hasMessageContaining("sum of weights");
    assertThatThrownBy(() -> new WeightedIndex(1, -2)).hasMessageContaining("-2");
    assertThatThrownBy(() -> new Exponential(1).quantile(1)).hasMessageContaining("probability");
  }
}
