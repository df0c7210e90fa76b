package io.opisim.models.workload.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.simcore.random.RandomStreams;
import org.junit.jupiter.api.Test;

class LoaderPartsTest {
  @Test
  void aWorkerReadsAheadItsPartOfThePrefetchRoundedUp() {
    assertThat(new LoaderWorkers(4, 2).batchesEach()).isEqualTo(1);
    assertThat(new LoaderWorkers(4, 5).batchesEach()).isEqualTo(2);
    assertThat(new LoaderWorkers(1, 0).batchesEach()).isEqualTo(2);
    assertThat(new LoaderWorkers(8, 2, true).batchesEach()).isEqualTo(2);
    assertThat(new LoaderWorkers(0, 2).overlap()).isFalse();
    assertThatThrownBy(() -> new LoaderWorkers(-1, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sizesFollowTheNormalLawCutOffAboveZero() {
    // A normal law cut off at a: mean = mu + sigma phi(a) / (1 - Phi(a)), a = -0.99 mu / sigma.
    double mu = 146_600_628;
    double sigma = 68_341_808;
    double a = -0.99 * mu / sigma;
    double density = Math.exp(-a * a / 2) / Math.sqrt(2 * Math.PI);
    double tail = 0.016852;
    RecordSizes sizes = RecordSizes.normal(mu, sigma, 200_000, new RandomStreams(5));
    double mean = mu + sigma * density / (1 - tail);
    assertThat(sizes.meanBytes()).isEqualTo(mean, within(4 * sigma / Math.sqrt(200_000)));
    for (int place = 0; place < sizes.files(); place++) {
      assertThat(sizes.bytesAt(place)).isGreaterThanOrEqualTo((long) (0.0099 * mu));
    }
  }

  @Test
  void everyEpochTakesAllFilesInAnotherOrder() {
    RecordSizes sizes = RecordSizes.normal(1e6, 3e5, 1000, new RandomStreams(2));
    sizes.shuffle(0);
    long first = sum(sizes);
    long head = sizes.bytesAt(0);
    sizes.shuffle(1);
    assertThat(sum(sizes)).isEqualTo(first);
    assertThat(sizes.bytesAt(0)).isNotEqualTo(head);
  }

  private static long sum(RecordSizes sizes) {
    long sum = 0;
    for (int place = 0; place < sizes.files(); place++) {
      sum += sizes.bytesAt(place);
    }
    return sum;
  }

  @Test
  void booksThatDoNotBalanceAreRefused() {
    assertThatThrownBy(() -> new ReadBooks(10, 6, 3))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("10 bytes read");
  }

  @Test
  void aPlanThatCannotRunIsRefused() {
    TrainerPlan plan = TrainerPlan.of(4, 10, 7, 7, 0.3, new LoaderWorkers(4, 2));
    assertThat(plan.onClientsOf(3).clients()).isEqualTo(2);
    assertThatThrownBy(() -> plan.offering(9))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("10 steps");
    assertThatThrownBy(() -> TrainerPlan.of(0, 10, 7, 7, 0.3, new LoaderWorkers(4, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("ranks");
  }
}
