package io.opisim.models.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.storage.build.BackEndSpec;
import io.opisim.models.storage.build.CacheSpec;
import io.opisim.models.storage.build.ClientSpec;
import io.opisim.models.storage.build.FrontEndSpec;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.models.storage.cache.LruCache;
import io.opisim.models.storage.cache.NeverEvictCache;
import io.opisim.models.storage.cache.ObjectCache;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CacheTest {
  private static final int OBJECTS = 20_000;

  private static double hitShare(ObjectCache cache, int epochs, boolean shuffle) {
    RandomStream chance = new RandomStreams(7).stream("order");
    int[] order = new int[OBJECTS];
    for (int i = 0; i < OBJECTS; i++) {
      order[i] = i;
    }
    long hits = 0;
    for (int epoch = 0; epoch <= epochs; epoch++) {
      for (int i = OBJECTS - 1; shuffle && i > 0; i--) {
        int other = chance.nextInt(i + 1);
        int swapped = order[i];
        order[i] = order[other];
        order[other] = swapped;
      }
      for (int object : order) {
        if (cache.look(object)) {
          hits += epoch == 0 ? 0 : 1;
        } else {
          cache.offer(object, 10);
        }
      }
    }
    return hits / (double) OBJECTS / epochs;
  }

  @Test
  void readInAFixedOrderAnLruCacheHelpsOnlyIfAllFits() {
    assertThat(hitShare(new LruCache(10L * OBJECTS - 1), 2, false)).isZero();
    assertThat(hitShare(new LruCache(10L * OBJECTS), 2, false)).isEqualTo(1);
  }

  @Test
  void readInNewOrdersAnLruCacheHitsFarLessThanItsShare() {
    for (double share : new double[] {0.1, 0.2, 0.5, 0.8}) {
      double law = share + (1 - share) * StrictMath.log(1 - share);
      double found = hitShare(new LruCache((long) (10 * share * OBJECTS)), 5, true);
      // Five epochs of 20,000 reads: three standard deviations of a share are below 0.005.
      assertThat(found).as("share " + share + ", law " + law).isCloseTo(law, within(0.005));
      assertThat(found).isLessThan(share);
    }
  }

  @Test
  void aCacheThatNeverEvictsHitsItsShareInAnyOrder() {
    for (boolean shuffle : new boolean[] {false, true}) {
      for (int percent : new int[] {10, 50, 100}) {
        ObjectCache cache = new NeverEvictCache(10L * OBJECTS * percent / 100);
        assertThat(hitShare(cache, 3, shuffle)).isCloseTo(percent / 100.0, within(1e-12));
      }
    }
  }

  @Test
  void nothingIsKeptBeyondTheCapacity() {
    for (ObjectCache cache : List.of(new LruCache(100), new NeverEvictCache(100))) {
      for (int i = 0; i < 1000; i++) {
        cache.offer(i % 17, 1 + i * 13 % 60);
        assertThat(cache.bytes()).isBetween(0L, 100L);
      }
      cache.offer(99, 101);
      assertThat(cache.look(99)).isFalse();
    }
  }

  @Test
  void aHitEndsTheWayAtTheCacheAndTheBooksSaySo() {
    StorageDescription local =
        new StorageDescription(
            "volume",
            new ClientSpec(2, Descriptions.host(), Optional.empty()),
            new FrontEndSpec.Nvme(1, 128, 131_072, Descriptions.FREE),
            List.of(),
            List.of(
                new CacheSpec(
                    CacheSpec.Place.HOST,
                    CacheSpec.Policy.NEVER_EVICT,
                    5 * 1_000_000,
                    Descriptions.FREE.moving(2, 0))),
            List.of(),
            Optional.empty(),
            Optional.empty(),
            new BackEndSpec.Local(Descriptions.drives(2), Optional.empty()),
            Optional.empty());
    TestRun run = TestRun.of(local);
    readAll(run, 0);
    double cold = run.finish();
    readAll(run, 0);
    double warm = run.finish() - cold;
    // 2 GB/s and 100 us of drives; a hit takes two passes over 100 GB/s of memory.
    double hit = 1_000_000 * 2 / 100e9;
    double miss = 100e-6 + 1_003_520 / 2e9;
    assertThat(cold).isCloseTo(10 * miss, within(1e-3 * cold));
    assertThat(warm).isCloseTo(5 * hit + 5 * miss, within(1e-3 * warm));
    List<StageBooks> stages = run.chain.report().stages();
    assertThat(stages.get(0).answered()).isEqualTo(5_000_000);
    assertThat(stages.get(0).below()).isEqualTo(15_000_000);
    readAll(run, 1);
    run.finish();
    assertThat(stages.get(0).answered()).as("each client has its own").isEqualTo(5_000_000);
  }

  private static void readAll(TestRun run, int client) {
    readNext(run, client, 0);
    run.simulation.run();
  }

  private static void readNext(TestRun run, int client, int object) {
    if (object < 10) {
      run.chain.readObject(
          client, 0, object, 1_000_000, unused -> readNext(run, client, object + 1), 0);
    }
  }
}
