package io.opisim.simcore.queue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.Simulation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Credit pools and token buckets. */
class AdmissionTest {
  private static final long SECOND = 1_000_000_000L;

  private final Simulation simulation = new Simulation();
  private final List<String> log = new ArrayList<>();

  @Test
  void aQueueDepthOfTwoLetsTwoRunAndTheRestFollowInOrder() {
    CreditPool[] pool = new CreditPool[1];
    pool[0] =
        new CreditPool(
            "queue pair",
            simulation,
            2,
            (subject, credit, requested) -> {
              log.add(subject + "@" + simulation.nowNanos());
              simulation.schedule(10, 0, pool[0]::release, credit);
            });
    for (int request = 0; request < 5; request++) {
      pool[0].request(request);
    }
    assertThat(pool[0].held()).isEqualTo(2);
    assertThat(pool[0].waiting()).isEqualTo(3);
    simulation.run();

    assertThat(log).containsExactly("0@0", "1@0", "2@10", "3@10", "4@20");
    assertThat(pool[0].held()).isZero();
    // Times from request to return: 10, 10, 20, 20, 30; waits 0, 0, 10, 10, 20.
    assertThat(pool[0].books().meanPresent()).isEqualTo(90 / 30.0);
    assertThat(pool[0].waitingBooks().meanSojournSeconds()).isEqualTo(8e-9, within(1e-20));
  }

  @Test
  void throughputOfAQueueDepthIsDepthOverLatency() {
    // Little: 8 outstanding at 100 ns each are 80 requests per microsecond.
    CreditPool[] pool = new CreditPool[1];
    int[] left = {80_000};
    pool[0] =
        new CreditPool(
            "queue pair",
            simulation,
            8,
            (subject, credit, requested) ->
                simulation.schedule(
                    100,
                    0,
                    held -> {
                      pool[0].release(held);
                      if (left[0]-- > 0) {
                        pool[0].request(subject);
                      }
                    },
                    credit));
    for (int request = 0; request < 8; request++) {
      pool[0].request(request);
    }
    simulation.run();

    assertThat(pool[0].books().departures()).isEqualTo(80_008);
    assertThat(simulation.nowNanos()).isEqualTo(80_008 / 8 * 100);
    assertThat(pool[0].books().meanPresent()).isEqualTo(8);
  }

  @Test
  void aMillionGrantsGivenBackAtOnceNeedNoDeepStack() {
    CreditPool[] pool = new CreditPool[1];
    int[] granted = new int[1];
    List<Integer> held = new ArrayList<>();
    pool[0] =
        new CreditPool(
            "pool",
            simulation,
            1,
            (subject, credit, requested) -> {
              if (granted[0]++ == 0) {
                held.add(credit);
              } else {
                pool[0].release(credit);
              }
            });
    for (int request = 0; request < 1_000_000; request++) {
      pool[0].request(request);
    }
    pool[0].release(held.get(0));

    assertThat(granted[0]).isEqualTo(1_000_000);
    assertThat(pool[0].held()).isZero();
  }

  @Test
  void aCreditThatIsNotHeldCannotComeBack() {
    CreditPool pool = new CreditPool("pool", simulation, 1, (subject, credit, requested) -> {});
    pool.request(0);
    pool.release(0);
    assertThatThrownBy(() -> pool.release(0))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("credit 0");
  }

  @Test
  void aBucketPassesItsBurstAndThenItsRate() {
    TokenBucket bucket = bucket(100, 50);
    for (int request = 0; request < 4; request++) {
      bucket.request(request, 25);
    }
    assertThat(bucket.waiting()).isEqualTo(2);
    simulation.run();

    // 50 at once, then 25 every quarter of a second.
    assertThat(log).containsExactly("0@0", "1@0", "2@250000000", "3@500000000");
    assertThat(bucket.tokens()).isEqualTo(0, within(1e-9));
    assertThat(bucket.books().meanSojournSeconds()).isEqualTo(0.75 / 4);
  }

  @Test
  void aRequestLargerThanTheBurstLeavesADebt() {
    TokenBucket bucket = bucket(100, 50);
    bucket.request(0, 150);
    assertThat(bucket.tokens()).isEqualTo(-100);
    bucket.request(1, 50);
    bucket.request(2, 10);
    simulation.run();

    // 100 tokens of debt and 50 for the next take 1.5 s; 10 more 0.1 s.
    assertThat(log).containsExactly("0@0", "1@1500000000", "2@1600000000");
  }

  @Test
  void anIdleBucketSavesNoMoreThanItsBurst() {
    TokenBucket bucket = bucket(100, 50);
    bucket.request(0, 50);
    simulation.schedule(100 * SECOND, 1, number -> bucket.request(number, 50), 1);
    simulation.schedule(100 * SECOND, 1, number -> bucket.request(number, 1), 2);
    simulation.run();

    assertThat(log).containsExactly("0@0", "1@100000000000", "2@100010000000");
  }

  @Test
  void inEveryWindowAtMostBurstAndRateTimesLengthPass() {
    for (long seed = 0; seed < 20; seed++) {
      RandomStream stream = new RandomStreams(seed).stream("bucket");
      Simulation world = new Simulation();
      double rate = 1 + stream.nextInt(1_000_000);
      int burst = 100 + stream.nextInt(1_000);
      int count = 300;
      long[] amounts = new long[count];
      long[] passedNanos = new long[count];
      int[] order = new int[1];
      TokenBucket bucket =
          new TokenBucket(
              "bucket",
              world,
              rate,
              burst,
              0,
              (subject, requested) -> {
                assertThat(subject).isEqualTo(order[0]++);
                passedNanos[subject] = world.nowNanos();
              });
      long time = 0;
      for (int request = 0; request < count; request++) {
        amounts[request] = stream.nextInt(burst + 1);
        long amount = amounts[request];
        time += (long) (stream.nextUniform() * burst / rate * SECOND);
        world.schedule(time, 1, number -> bucket.request(number, amount), request);
      }
      world.run();
      assertThat(order[0]).as("seed %s", seed).isEqualTo(count);
      for (int first = 0; first < count; first++) {
        long sum = 0;
        for (int last = first; last < count; last++) {
          sum += amounts[last];
          double window = (passedNanos[last] - passedNanos[first]) / (double) SECOND;
          assertThat((double) sum)
              .as("seed %s, requests %s to %s", seed, first, last)
              .isLessThanOrEqualTo((burst + rate * window) * (1 + 1e-9));
        }
      }
    }
  }

  @Test
  void impossiblePoolsAndBucketsAreRefused() {
    assertThatThrownBy(() -> new CreditPool("pool", simulation, 0, null))
        .hasMessageContaining("at least one credit");
    assertThatThrownBy(() -> bucket(0, 1)).hasMessageContaining("positive rate");
    assertThatThrownBy(() -> bucket(1, Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> bucket(1, 1).request(0, -3)).hasMessageContaining("-3");
  }

  private TokenBucket bucket(double rate, double burst) {
    return new TokenBucket(
        "bucket",
        simulation,
        rate,
        burst,
        0,
        (subject, requested) -> log.add(subject + "@" + simulation.nowNanos()));
  }
}
