package io.opisim.simcore.stat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.simcore.random.Distribution;
import io.opisim.simcore.random.Exponential;
import io.opisim.simcore.random.Normal;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class StatisticsTest {
  private static final long MASTER_SEED = 4_711;

  @Test
  void theVarianceOfLargeCloseValuesIsNotLost() {
    // 1e9 + {4, 7, 13, 16}: mean 1e9 + 10, variance 30; sums of squares in double give 0 or less.
    Tally tally = new Tally();
    for (double value : new double[] {4, 7, 13, 16}) {
      tally.add(1e9 + value);
    }
    assertThat(tally.mean()).isEqualTo(1e9 + 10);
    assertThat(tally.variance()).isEqualTo(30, within(1e-6));
    assertThat(tally.min()).isEqualTo(1e9 + 4);
    assertThat(tally.max()).isEqualTo(1e9 + 16);
    assertThat(tally.sum()).isEqualTo(4e9 + 40);
  }

  @Test
  void talliesOfPartsAddUpToTheTallyOfTheWhole() {
    RandomStream stream = new RandomStreams(MASTER_SEED).stream("parts");
    Tally whole = new Tally();
    Tally parts = new Tally();
    for (int part = 0; part < 10; part++) {
      Tally tally = new Tally();
      for (int i = stream.nextInt(5); i >= 0; i--) {
        double value = stream.nextUniform();
        whole.add(value);
        tally.add(value);
      }
      parts.add(tally);
      parts.add(new Tally());
    }
    assertThat(parts.count()).isEqualTo(whole.count());
    assertThat(parts.mean()).isEqualTo(whole.mean(), within(1e-14));
    assertThat(parts.variance()).isEqualTo(whole.variance(), within(1e-14));
    assertThat(parts.min()).isEqualTo(whole.min());
    assertThat(parts.max()).isEqualTo(whole.max());
  }

  @Test
  void withoutObservationsThereIsNoMean() {
    assertThat(new Tally().mean()).isNaN();
    assertThat(new Tally().variance()).isNaN();
    assertThat(new Samples().quantile(0.5)).isNaN();
    assertThatThrownBy(() -> new Tally().add(Double.NaN)).hasMessageContaining("not a number");
    assertThatThrownBy(() -> new Tally().interval(0.95)).hasMessageContaining("at least one");
  }

  @Test
  void quantilesInterpolateAsNumpyDoes() {
    // numpy.quantile([1, 2, 4, 8], [0, 0.25, 0.5, 0.9, 1]) = [1, 1.75, 3, 6.8, 8]
    double[] values = {8, 1, 4, 2};
    assertThat(Quantiles.of(values, 0)).isEqualTo(1);
    assertThat(Quantiles.of(values, 0.25)).isEqualTo(1.75);
    assertThat(Quantiles.of(values, 0.5)).isEqualTo(3);
    assertThat(Quantiles.of(values, 0.9)).isEqualTo(6.8, within(1e-12));
    assertThat(Quantiles.of(values, 1)).isEqualTo(8);
    assertThat(values).as("left as it was").containsExactly(8, 1, 4, 2);
    assertThatThrownBy(() -> Quantiles.of(values, 1.01)).hasMessageContaining("1.01");
  }

  @Test
  void keptSamplesGiveTheQuantilesOfTheirArray() {
    RandomStream stream = new RandomStreams(MASTER_SEED).stream("samples");
    Samples samples = new Samples();
    for (int round = 0; round < 200; round++) {
      samples.add(stream.nextUniform());
      double probability = stream.nextUniform();
      assertThat(samples.quantile(probability))
          .as("seed %s, round %s", MASTER_SEED, round)
          .isEqualTo(Quantiles.of(samples.toArray(), probability));
    }
    assertThat(samples.count()).isEqualTo(200);
    assertThat(samples.tally().max()).isEqualTo(samples.quantile(1));
  }

  @Test
  void studentsIntervalIsTheOneOfTheTables() {
    // t(0.975; 4) = 2.776445; mean 3, standard deviation sqrt(2.5), n = 5.
    ConfidenceInterval interval = ConfidenceInterval.of(new double[] {1, 2, 3, 4, 5}, 0.95);
    assertThat(interval.mean()).isEqualTo(3);
    assertThat(interval.halfWidth()).isEqualTo(2.776445 * Math.sqrt(2.5 / 5), within(1e-6));
    assertThat(interval.contains(interval.low())).isTrue();
    assertThat(interval.contains(interval.high() + 1e-9)).isFalse();
    assertThat(ConfidenceInterval.of(new double[] {1}, 0.95).halfWidth()).isInfinite();
  }

  @Test
  void ninetyFivePercentIntervalsCoverTheTruthThatOften() {
    RandomStream stream = new RandomStreams(MASTER_SEED).stream("coverage");
    Distribution law = new Normal(10, 3);
    int covered = 0;
    for (int trial = 0; trial < 2000; trial++) {
      double[] values = new double[8];
      Arrays.setAll(values, i -> law.sample(stream));
      covered += ConfidenceInterval.of(values, 0.95).contains(10) ? 1 : 0;
    }
    // Binomial: 1900 with standard deviation 9.7; five of them on either side.
    assertThat(covered).as("seed %s", MASTER_SEED).isBetween(1851, 1949);
  }

  @Test
  void pairingSeesTheDifferenceThatTheNoiseHides() {
    // Hand-made: b = a − 1 ± 0.1, while a spreads over 100.
    double[] a = {10, 50, 90, 30, 70};
    double[] b = {8.9, 49.1, 88.9, 29.1, 69};
    ConfidenceInterval difference = ConfidenceInterval.ofPairedDifferences(a, b, 0.95);
    assertThat(difference.mean()).isEqualTo(1, within(1e-12));
    assertThat(difference.halfWidth()).isEqualTo(2.776445 * 0.1 / Math.sqrt(5), within(1e-6));
    assertThat(difference.contains(0)).isFalse();
    assertThat(ConfidenceInterval.of(a, 0.95).contains(ConfidenceInterval.of(b, 0.95).mean()))
        .isTrue();
    assertThatThrownBy(() -> ConfidenceInterval.ofPairedDifferences(a, new double[2], 0.95))
        .hasMessageContaining("5 and 2");
  }

  @Test
  void aStepFunctionHasItsIntegralAsMean() {
    // 2 over 3 s, 5 over 1 s, 0 over 6 s: integral 11, mean 1.1.
    TimeWeightedMean mean = new TimeWeightedMean(1_000_000_000L, 2);
    mean.set(4_000_000_000L, 5);
    mean.change(5_000_000_000L, -5);
    assertThat(mean.integralSeconds(11_000_000_000L)).isEqualTo(11);
    assertThat(mean.mean(11_000_000_000L)).isEqualTo(1.1);
    assertThat(mean.max()).isEqualTo(5);
    mean.restart(11_000_000_000L);
    assertThat(mean.mean(11_000_000_000L)).as("no time has passed").isZero();
    assertThat(mean.max()).isZero();
    assertThatThrownBy(() -> mean.set(1, 1)).hasMessageContaining("went back");
  }

  @Test
  void theWarmUpOfAKnownTransientIsCut() {
    RandomStream stream = new RandomStreams(MASTER_SEED).stream("transient");
    double[] run = new double[2000];
    Arrays.setAll(run, i -> stream.nextUniform() + (i < 300 ? 10 : 0));

    assertThat(WarmUp.mser5(run)).as("seed %s", MASTER_SEED).isBetween(300, 330);
  }

  @Test
  void theWarmUpCutIsTheLeastStandardErrorByDefinition() {
    RandomStream stream = new RandomStreams(MASTER_SEED).stream("definition");
    double[] run = new double[203];
    Arrays.setAll(run, i -> stream.nextUniform() + 3 * Math.exp(-i / 20.0));
    double best = Double.POSITIVE_INFINITY;
    int bestCut = -1;
    for (int cut = 0; cut <= 20; cut++) {
      int count = 40 - cut;
      double[] means = new double[count];
      for (int j = 0; j < count; j++) {
        means[j] = Arrays.stream(run, (cut + j) * 5, (cut + j + 1) * 5).average().orElseThrow();
      }
      double mean = Arrays.stream(means).average().orElseThrow();
      double error = Arrays.stream(means).map(m -> (m - mean) * (m - mean)).sum() / count / count;
      if (error < best) {
        best = error;
        bestCut = cut * 5;
      }
    }
    assertThat(WarmUp.mser5(run)).as("seed %s", MASTER_SEED).isEqualTo(bestCut).isPositive();
    assertThat(WarmUp.mser5(new double[3])).as("too short to cut").isZero();
    assertThat(WarmUp.mser5(new double[100])).as("nothing to gain").isZero();
  }

  @Test
  void partsOfARunAverageToTheRun() {
    double[] run = {99, 1, 3, 5, 7, 9, 11};
    assertThat(BatchMeans.of(run, 0, 3)).containsExactly(2, 6, 10);
    assertThat(BatchMeans.of(run, 2, 2)).containsExactly(6, 10);
    assertThat(BatchMeans.interval(run, 1, 3, 0.95).mean()).isEqualTo(6);
    assertThatThrownBy(() -> BatchMeans.of(run, 5, 3)).hasMessageContaining("do not fill 3");
  }

  @Test
  void exponentialSamplesHaveTheQuantilesOfTheirLaw() {
    RandomStream stream = new RandomStreams(MASTER_SEED).stream("quantiles");
    Exponential law = new Exponential(1);
    Samples samples = new Samples();
    for (int i = 0; i < 100_000; i++) {
      samples.add(law.sample(stream));
    }
    // Standard error of the p-quantile: sqrt(p (1 − p) / n) / density = sqrt(p / (1 − p) / n).
    for (double probability : new double[] {0.1, 0.5, 0.9, 0.99}) {
      double error = Math.sqrt(probability / (1 - probability) / 100_000);
      assertThat(samples.quantile(probability))
          .as("seed %s", MASTER_SEED)
          .isEqualTo(law.quantile(probability), within(5 * error));
    }
  }
}
