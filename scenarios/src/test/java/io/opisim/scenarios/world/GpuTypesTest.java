package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.GpuSpeeds;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.RoundSettings;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.WaitReason;
import io.opisim.scheduler.allocation.AllocationPolicy;
import io.opisim.scheduler.allocation.FifoHeterogeneous;
import io.opisim.scheduler.allocation.FinishTimeFairness;
import io.opisim.scheduler.allocation.MaxMinHeterogeneous;
import io.opisim.scheduler.rounds.RoundJob;
import io.opisim.scheduler.rounds.RoundSimulation;
import io.opisim.simcore.probe.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Jobs whose speed depends on the GPU model: followed by hand, and against rounds on their own. */
class GpuTypesTest {
  private static final long SECOND = 1_000_000_000L;
  private static final List<String> MODELS = List.of("fast", "middle", "slow");

  private final List<Node> nodes = new ArrayList<>();
  private final List<Job> jobs = new ArrayList<>();

  private void nodes(String model, int count, int gpus) {
    for (int i = 0; i < count; i++) {
      nodes.add(new Node(model + "-" + i, 0, model, gpus, 0, 64_000, 1L << 40));
    }
  }

  private void job(double arrival, double seconds, int gpus, Map<String, Double> speeds) {
    long arrivalNanos = (long) (arrival * SECOND);
    long durationNanos = (long) (seconds * SECOND);
    TaskDemand demand = new TaskDemand(gpus, 1000, 0, 0, List.copyOf(speeds.keySet()));
    jobs.add(
        new Job(
            "job-" + jobs.size(),
            "",
            arrivalNanos,
            durationNanos,
            1,
            demand,
            demand,
            GpuSpeeds.of(speeds)));
  }

  private RunOutcome under(String policy) {
    return new World(
            new Cluster(nodes),
            jobs,
            SchedulerServices.policies().get(policy),
            SchedulerServices.placements().get("first-fit"),
            bound -> 0,
            Probe.none(),
            false,
            false)
        .run();
  }

  @Test
  void aJobTakesItsWorkDividedByItsSpeed() {
    nodes("slow", 1, 1);
    nodes("fast", 1, 1);
    job(0, 100, 1, Map.of("fast", 4.0, "slow", 0.5));
    job(0, 100, 1, Map.of("fast", 4.0, "slow", 0.5));

    // First fit: job 0 on the slow GPU, 100 / 0.5; job 1 on the fast one, 100 / 4.
    assertThat(under("fifo").finishNanos()).containsExactly(200 * SECOND, 25 * SECOND);
  }

  @Test
  void aPreemptedJobTakesWhatItHasDoneToAnotherModel() {
    nodes("slow", 1, 1);
    nodes("fast", 1, 2);
    job(0, 100, 1, Map.of("slow", 0.5, "fast", 2.0));
    job(40, 1000, 2, Map.of("fast", 1.0, "slow", 1.0));
    job(40, 10, 1, Map.of("slow", 0.5));

    // Job 0 has done 40 * 0.5 = 20 when the shorter job 2, which runs on the slow model only, has
    // its place: 80 are left, on a fast GPU 40 s. Job 1 has to wait for both of them.
    RunOutcome outcome = under("shortest-remaining-first");
    assertThat(outcome.finishNanos()).containsExactly(80 * SECOND, 1080 * SECOND, 60 * SECOND);
  }

  @Test
  void theFastestFreeModelIsTakenAndTheJobMovesWhenAFasterOneIsFree() {
    nodes("fast", 1, 1);
    nodes("slow", 1, 1);
    job(0, 720, 1, Map.of("fast", 1.0, "slow", 0.5));
    job(0, 3600, 1, Map.of("fast", 1.0, "slow", 0.5));

    // Shares stand for 1920 s, so that job 1 moves in the round of 2160 s: 1080 done, 2520 left.
    RunOutcome outcome = under("fifo-heterogeneous");
    assertThat(outcome.finishNanos()).containsExactly(720 * SECOND, (2160 + 2520) * SECOND);
    assertThat(outcome.preemptions()).containsExactly(0, 1);
  }

  @Test
  void whoComesWhileARoundLastsWaitsForTheNextOne() {
    nodes("fast", 1, 2);
    job(0, 4000, 1, Map.of("fast", 1.0));
    job(10, 100, 1, Map.of("fast", 1.0));

    RunOutcome outcome = under("max-min-heterogeneous");
    assertThat(outcome.startNanos()).containsExactly(0, 2160 * SECOND);
    assertThat(outcome.reasonOf(1)).isEqualTo(WaitReason.UNTIL_NEXT_ROUND);
  }

  @Test
  void aJobWithoutGpuStartsBetweenRounds() {
    nodes("fast", 1, 1);
    job(0, 1000, 1, Map.of("fast", 1.0));
    jobs.add(Job.single("cpu", "", 10 * SECOND, 5 * SECOND, TaskDemand.cpuCores(4)));

    assertThat(under("max-min-heterogeneous").finishNanos())
        .containsExactly(1000 * SECOND, 15 * SECOND);
  }

  @Test
  void aGangThatNoSingleModelHoldsIsSetAside() {
    nodes("fast", 1, 2);
    nodes("slow", 1, 2);
    TaskDemand two = TaskDemand.wholeGpus(2);
    jobs.add(new Job("gang", "", 0, SECOND, 2, two, two));
    job(0, 10, 2, Map.of("fast", 1.0, "slow", 1.0));

    assertThat(under("fifo").finished(0)).isTrue();
    RunOutcome rounds = under("max-min-heterogeneous");
    assertThat(rounds.finished(0)).isFalse();
    assertThat(rounds.reasonOf(0)).isEqualTo(WaitReason.UNPLACEABLE);
    assertThat(rounds.finished(1)).isTrue();
  }

  @Test
  void aLargeJobThatTheAccountHoldsFindsRoomBecauseItsTypeIsPlacedAnew() {
    // Three jobs of one GPU leave two nodes half full; the account sees two GPUs free.
    nodes("fast", 2, 2);
    job(0, 300, 1, Map.of("fast", 1.0));
    job(0, 300, 1, Map.of("fast", 1.0));
    job(0, 5000, 1, Map.of("fast", 1.0));
    job(0, 5000, 1, Map.of("fast", 1.0));
    job(1, 500, 2, Map.of("fast", 1.0));

    RunOutcome outcome = under("max-min-heterogeneous");
    for (int job = 0; job < 5; job++) {
      assertThat(outcome.finished(job)).as("job %d", job).isTrue();
    }
  }

  @Test
  void theAverageJctIsThatOfRoundsOnTheirOwn() {
    for (int seed = 0; seed < 20; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      nodes.clear();
      jobs.clear();
      int[] gpus = {3, random.nextInt(1, 4), random.nextInt(1, 6)};
      List<RoundJob> list = new ArrayList<>();
      for (int type = 0; type < 3; type++) {
        nodes(MODELS.get(type), gpus[type], 1);
      }
      double now = 0;
      for (int i = 0; i < 40; i++) {
        double seconds = random.nextInt(100, 9000);
        double[] speeds = {random.nextDouble(1, 4), random.nextDouble(1, 2), random.nextDouble()};
        job(now, seconds, 1, Map.of("fast", speeds[0], "middle", speeds[1], "slow", speeds[2]));
        list.add(new RoundJob((long) (now * SECOND), 1, seconds, speeds));
        now += random.nextInt(2000);
      }
      for (AllocationPolicy policy :
          List.of(new FifoHeterogeneous(), new MaxMinHeterogeneous(), new FinishTimeFairness())) {
        long[] alone =
            RoundSimulation.finishNanos(gpus, list, policy, RoundSettings.GAVEL, 0, list.size());
        long[] inRun = under(policy.id()).finishNanos();
        double expected = 0;
        double actual = 0;
        for (int i = 0; i < alone.length; i++) {
          expected += (alone[i] - list.get(i).arrivalNanos()) / 1e9 / alone.length;
          actual += (inRun[i] - jobs.get(i).arrivalNanos()) / 1e9 / alone.length;
        }
        assertThat(actual)
            .as("seed %d, %s", seed, policy.id())
            .isCloseTo(expected, within(1e-6 * expected));
      }
    }
  }
}
