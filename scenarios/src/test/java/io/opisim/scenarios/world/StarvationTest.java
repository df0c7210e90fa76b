package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.QuotaRules;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.simcore.probe.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Four GPUs and a stream that asks for five, from 0 to 1,000 ns: who waits for the end of it. Each
 * promise stands beside a policy that makes none, so that the stream is seen to be hard enough.
 */
class StarvationTest {
  private static final int GPUS = 4;
  private static final long STREAM_END = 1000;
  private static final int LATE = 50;

  private final List<Job> jobs = new ArrayList<>();

  /** A job of one GPU and 10 ns every 2 ns; one of another group and size comes at 50 ns. */
  private int streamWithOneOf(int gpus) {
    int late = -1;
    for (long now = 0; now <= STREAM_END; now += 2) {
      if (now == LATE) {
        late = jobs.size();
        jobs.add(Job.single("late", "b", now, 10, TaskDemand.wholeGpus(gpus)));
      }
      jobs.add(Job.single("job-" + now, "a", now, 10, TaskDemand.wholeGpus(1)));
    }
    return late;
  }

  private long start(String id, PolicyOptions options, int job) {
    SchedulingPolicy policy = SchedulerServices.policies().get(id).with(options);
    Cluster cluster = new Cluster(List.of(new Node("n", 0, "A", GPUS, 0, 0, 0)));
    return new World(cluster, jobs, policy, new FirstFit(), bound -> 0, Probe.none(), false, false)
        .run()
        .startNanos()[job];
  }

  @ParameterizedTest
  @ValueSource(strings = {"fifo", "easy-backfill", "conservative-backfill"})
  void aGangOfAllGpusWaitsForThoseBeforeItAndForNobodyBehind(String policy) {
    int gang = streamWithOneOf(GPUS);

    // All that came before it, at 4 GPUs, and the last of that to end.
    assertThat(start(policy, PolicyOptions.DEFAULTS, gang))
        .isLessThanOrEqualTo(gang * 10 / GPUS + 10);
  }

  @Test
  void whereNothingIsPromisedTheGangWaitsForTheEndOfTheStream() {
    int gang = streamWithOneOf(GPUS);

    assertThat(start("fifo-jump", PolicyOptions.DEFAULTS, gang)).isGreaterThan(STREAM_END);
    assertThat(start("shortest-remaining-first", PolicyOptions.DEFAULTS, gang))
        .isGreaterThan(STREAM_END);
  }

  @Test
  void theGroupThatHoldsNothingGetsTheNextGpuThatIsFree() {
    int late = streamWithOneOf(1);

    assertThat(start("dominant-resource-fairness", PolicyOptions.DEFAULTS, late))
        .isLessThanOrEqualTo(LATE + 10);
    // In order of arrival those of the other group go first.
    assertThat(start("fifo", PolicyOptions.DEFAULTS, late)).isGreaterThan(LATE + 10);
  }

  @Test
  void anOwnerThatReclaimsHasItsQuotaAtOnceAndOneThatDoesNotIsPassedByBorrowers() {
    int late = streamWithOneOf(2);

    assertThat(start("quota", quota(true), late)).isEqualTo(LATE);
    // Never are two GPUs free at once: who has less to ask for borrows the first.
    assertThat(start("quota", quota(false), late)).isGreaterThan(STREAM_END);
  }

  private static PolicyOptions quota(boolean reclaims) {
    List<QuotaRules.Queue> queues = new ArrayList<>();
    for (String group : List.of("a", "b")) {
      queues.add(
          new QuotaRules.Queue(
              group,
              Optional.of("all"),
              1,
              false,
              false,
              reclaims,
              Map.of(group, 0),
              List.of(new QuotaRules.Quota(0, 2000, QuotaRules.UNLIMITED, QuotaRules.UNLIMITED))));
    }
    return new PolicyOptions(
        List.of(),
        Optional.of(new QuotaRules(List.of(new QuotaRules.Flavor("any", List.of())), queues)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"max-min-heterogeneous", "finish-time-fairness"})
  void whoeverIsThereHasAShareOfTheRoundsHoweverLongTheOthersAre(String policy) {
    twelveLongJobs();

    for (int job = 0; job < jobs.size(); job++) {
      assertThat(start(policy, RandomWorlds.SHORT_TIMES, job)).as("job %d", job).isLessThan(1000);
    }
  }

  @Test
  void inRoundsInOrderOfArrivalTheLastWaitForTheFirst() {
    twelveLongJobs();

    assertThat(start("fifo-heterogeneous", RandomWorlds.SHORT_TIMES, 11)).isGreaterThan(10_000);
  }

  private void twelveLongJobs() {
    for (int job = 0; job < 12; job++) {
      jobs.add(Job.single("job-" + job, "", job, 10_000, TaskDemand.wholeGpus(1)));
    }
  }
}
