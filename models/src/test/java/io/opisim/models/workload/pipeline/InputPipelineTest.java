package io.opisim.models.workload.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.util.LinkedHashMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class InputPipelineTest {
  @Test
  void aJobOnCoresGetsTheLesserOfWhatItTrainsAndWhatTheyPrepare() {
    double[] speeds = new double[9];
    for (int cores = 1; cores <= 9; cores++) {
      speeds[cores - 1] = InputPipeline.ofCores(2.4, cores, 0.37).samplesPerSecond();
    }
    assertThat(speeds[0]).isEqualTo(0.37, within(1e-12));
    assertThat(speeds[5]).isEqualTo(2.22, within(1e-12));
    assertThat(speeds[6]).isEqualTo(2.4);
    assertThat(speeds[8]).isEqualTo(2.4);
  }

  @Test
  void theSlowestStageIsNamedAndTheRestIsStall() {
    InputPipeline pipeline = new InputPipeline(1000, 8, 100, 50, 700, 900, true);
    assertThat(pipeline.slowest()).isEqualTo(InputPipeline.Stage.FETCH);
    assertThat(pipeline.samplesPerSecond()).isEqualTo(750);
    assertThat(pipeline.stallShare()).isEqualTo(0.25);
    // One after the other: 1/1000 + 1/750 + 1/850 + 1/900 s a sample.
    InputPipeline serial = new InputPipeline(1000, 8, 100, 50, 700, 900, false);
    assertThat(1 / serial.samplesPerSecond())
        .isEqualTo(1 / 1000.0 + 1 / 750.0 + 1 / 850.0 + 1 / 900.0, within(1e-12));
  }

  @Test
  void remoteWorkersAreAWholeNumber() {
    assertThat(InputPipeline.workersNeeded(1000, 300)).isEqualTo(4);
    assertThat(InputPipeline.workersNeeded(900, 300)).isEqualTo(3);
    assertThatThrownBy(() -> InputPipeline.workersNeeded(900, 0))
        .hasMessageContaining("workers of 0.0");
  }

  @Test
  void fetchingTakesTheMeanOfItsTimes() {
    // A quarter at 4000/s, three quarters at 500/s: 0.0000625 + 0.0015 s.
    assertThat(FetchRate.perSecond(0.25, 4000, 500)).isEqualTo(640, within(1e-9));
    // Four nodes with an eighth each: 1/8 here, 3/8 from others, 1/2 from storage.
    assertThat(1 / FetchRate.partitionedPerSecond(4, 0.125, 4000, 1000, 500))
        .isEqualTo(0.125 / 4000 + 0.375 / 1000 + 0.5 / 500, within(1e-12));
    // With room for all nothing is read from storage.
    assertThat(1 / FetchRate.partitionedPerSecond(4, 0.5, 4000, 1000, 500))
        .isEqualTo(0.25 / 4000 + 0.75 / 1000, within(1e-12));
  }

  @Test
  void aPageCacheUnderRandomOrderHitsFarLessThanItHolds() {
    long seed = 20_261_122;
    for (double share : new double[] {0.2, 0.5, 0.8}) {
      assertThat(simulateLru(share, seed))
          .as("share %s, seed %s", share, seed)
          .isEqualTo(CachePolicy.LRU.hitShare(share), within(0.01));
    }
    assertThat(CachePolicy.LRU.hitShare(0.2)).isEqualTo(0.0215, within(1e-4));
    assertThat(CachePolicy.LRU.hitShare(1)).isEqualTo(1);
    assertThat(CachePolicy.LRU.hitShare(0)).isZero();
    assertThat(CachePolicy.NEVER_EVICT.hitShare(0.2)).isEqualTo(0.2);
    assertThat(CachePolicy.NONE.hitShare(0.2)).isZero();
    assertThatThrownBy(() -> CachePolicy.LRU.hitShare(1.2)).hasMessageContaining("not 1.2");
  }

  /** Share of hits in the last of several epochs over 10,000 samples. */
  private static double simulateLru(double share, long seed) {
    int samples = 10_000;
    int room = (int) (share * samples);
    LinkedHashMap<Integer, Boolean> cache = new LinkedHashMap<>(16, 0.75f, true);
    RandomStream random = new RandomStreams(seed).stream("order");
    int[] order = new int[samples];
    for (int i = 0; i < samples; i++) {
      order[i] = i;
    }
    int hits = 0;
    for (int epoch = 0; epoch < 4; epoch++) {
      hits = 0;
      for (int i = samples - 1; i > 0; i--) {
        int j = random.nextInt(i + 1);
        int swap = order[i];
        order[i] = order[j];
        order[j] = swap;
      }
      for (int sample : order) {
        hits += cache.get(sample) == null ? 0 : 1;
        cache.put(sample, true);
        if (cache.size() > room) {
          cache.remove(cache.keySet().iterator().next());
        }
      }
    }
    return (double) hits / samples;
  }

  @Test
  void preparingEarlierIsNotAlwaysFasterAsTheIntermediateGrows() {
    // 0.1 MB to decode for 10 ms, then 0.15 MB to centre for 1 ms, then 0.6 MB.
    Preparation images =
        new Preparation(
            0.1e6,
            List.of(
                new Preparation.Step("decode", 0.010, 0.15e6),
                new Preparation.Step("centre", 0.001, 0.6e6)));
    assertThat(images.onlineCoreSeconds(0)).isEqualTo(0.011, within(1e-12));
    assertThat(images.perSecond(0, 8, 600e6)).isEqualTo(8 / 0.011, within(1e-9));
    assertThat(images.perSecond(1, 8, 600e6)).isEqualTo(4000, within(1e-9));
    assertThat(images.perSecond(2, 8, 600e6)).isEqualTo(1000, within(1e-9));
    assertThat(images.fastest(8, 600e6)).isEqualTo(1);
    // On storage fast enough all work goes offline.
    assertThat(images.fastest(8, 60e9)).isEqualTo(2);
  }
}
