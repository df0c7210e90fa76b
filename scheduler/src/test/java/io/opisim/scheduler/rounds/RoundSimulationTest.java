package io.opisim.scheduler.rounds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.scheduler.RoundSettings;
import io.opisim.scheduler.allocation.AllocationPolicy;
import io.opisim.scheduler.allocation.FifoHeterogeneous;
import io.opisim.scheduler.allocation.FinishTimeFairness;
import io.opisim.scheduler.allocation.MaxMinHeterogeneous;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Whole runs, followed by hand: one GPU of each of two types, speeds 2 and 1. */
class RoundSimulationTest {
  private static final int[] GPUS = {1, 1};
  private static final long SECOND = 1_000_000_000L;

  @Test
  void oneJobRunsAtOnceAndThroughRoundsWithoutAPause() {
    // 1000 steps at 2 a second.
    assertThat(fifo(job(7, 1000))).containsExactly(507 * SECOND);
  }

  @Test
  void whoComesDuringARoundJoinsAtItsEndAndWaitsForTheNextComputation() {
    // Job 0: 0 to 2000 s. Job 1 comes at 10 s; the shares of time 0 stand for 1920 s, so the first
    // round that may use others begins at 6 * 360 = 2160 s, but by then job 0 is done: the round of
    // 1800 s ends with it at 2000 s, a new computation is due, and job 1 has the fast GPU.
    assertThat(fifo(job(0, 4000), job(10, 720))).containsExactly(2000 * SECOND, 2360 * SECOND);
  }

  @Test
  void aGpuWhoseJobIsDoneStaysIdleUntilTheRoundIsOver() {
    // Both arrive at 0 and take one type each. Job 0 is done after 100 s; job 1 holds the round
    // until 360 s, on the slow GPU until the shares are computed again: 2160 s in, 2160 steps. Of
    // its last 2000 steps on the fast one it needs 1000 s.
    assertThat(fifo(job(0, 200), job(0, 4160))).containsExactly(100 * SECOND, 3160 * SECOND);
  }

  @Test
  void theFairPoliciesAlternateOnTheFastGpu() {
    // Two equal jobs, shares 1/2 and 1/2 of each type: they swap every round. 1080 steps are 720
    // of a fast round and 360 of a slow one.
    for (AllocationPolicy policy : List.of(new MaxMinHeterogeneous(), new FinishTimeFairness())) {
      assertThat(run(policy, job(0, 1080), job(0, 1080)))
          .containsExactly(720 * SECOND, 720 * SECOND);
    }
  }

  @Test
  void allWorkIsDoneAndNobodyIsFasterThanHisFastestType() {
    for (int seed = 0; seed < 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<RoundJob> jobs = new ArrayList<>();
      long now = 0;
      for (int i = 0; i < 60; i++) {
        now += random.nextLong(2000) * SECOND;
        double[] speeds = {random.nextDouble(1, 4), random.nextDouble(1, 2), random.nextDouble()};
        jobs.add(new RoundJob(now, random.nextInt(1, 4), random.nextDouble(1, 9000), speeds));
      }
      int[] gpus = {3, random.nextInt(1, 4), random.nextInt(1, 6)};
      for (AllocationPolicy policy :
          List.of(new FifoHeterogeneous(), new MaxMinHeterogeneous(), new FinishTimeFairness())) {
        long[] finishes =
            RoundSimulation.finishNanos(gpus, jobs, policy, RoundSettings.GAVEL, 0, jobs.size());
        for (int i = 0; i < finishes.length; i++) {
          double[] speeds = jobs.get(i).stepsPerSecond();
          double fastest = 0;
          for (int type = 0; type < gpus.length; type++) {
            if (jobs.get(i).gpus() <= gpus[type]) {
              fastest = Math.max(fastest, speeds[type]);
            }
          }
          double least = jobs.get(i).steps() / fastest * SECOND;
          assertThat((double) (finishes[i] - jobs.get(i).arrivalNanos()))
              .as("seed %d, %s, job %d", seed, policy.id(), i)
              .isGreaterThanOrEqualTo(least - 1);
        }
        assertThat(finishes)
            .isEqualTo(
                RoundSimulation.finishNanos(
                    gpus, jobs, policy, RoundSettings.GAVEL, 0, jobs.size()));
      }
    }
  }

  @Test
  void aJobThatCanRunNowhereIsRefused() {
    RoundJob wide = new RoundJob(0, 2, 1, new double[] {2, 1});
    assertThatThrownBy(() -> run(new FifoHeterogeneous(), wide))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("job 0 can run on no GPU type");
  }

  private static RoundJob job(long arrivalSeconds, double steps) {
    return new RoundJob(arrivalSeconds * SECOND, 1, steps, new double[] {2, 1});
  }

  private static long[] fifo(RoundJob... jobs) {
    return run(new FifoHeterogeneous(), jobs);
  }

  private static long[] run(AllocationPolicy policy, RoundJob... jobs) {
    return RoundSimulation.finishNanos(
        GPUS, List.of(jobs), policy, RoundSettings.GAVEL, 0, jobs.length);
  }
}
