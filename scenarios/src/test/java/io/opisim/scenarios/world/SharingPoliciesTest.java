package io.opisim.scenarios.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.QuotaRules;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.WaitReason;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.simcore.probe.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Policies that know groups, promises or histories, on queues worked out by hand; in seconds. */
class SharingPoliciesTest {
  private static final long SECOND = 1_000_000_000L;

  private final List<Job> jobs = new ArrayList<>();

  private SharingPoliciesTest job(String group, long arrival, long duration, int gpus) {
    String id = "job-" + jobs.size();
    TaskDemand demand = TaskDemand.wholeGpus(gpus);
    jobs.add(Job.single(id, group, arrival * SECOND, duration * SECOND, demand));
    return this;
  }

  private RunOutcome run(String policy, int gpus, QuotaRules.Queue... queues) {
    return run(policy, gpus, false, queues);
  }

  private RunOutcome run(String policy, int gpus, boolean fair, QuotaRules.Queue... queues) {
    Optional<QuotaRules> rules =
        queues.length == 0
            ? Optional.empty()
            : Optional.of(
                new QuotaRules(
                    List.of(new QuotaRules.Flavor("any", List.of())), List.of(queues), fair));
    return new World(
            new Cluster(List.of(new Node("n", 0, "A", gpus, 0, 0, 0))),
            jobs,
            SchedulerServices.policies().get(policy).with(new PolicyOptions(List.of(), rules)),
            new FirstFit(),
            bound -> 0,
            Probe.none(),
            false,
            false)
        .run();
  }

  private static long[] starts(RunOutcome outcome) {
    return Arrays.stream(outcome.startNanos()).map(nanos -> nanos / SECOND).toArray();
  }

  private static QuotaRules.Queue queue(
      String name, long nominal, long borrowing, long lending, boolean reclaims) {
    return new QuotaRules.Queue(
        name,
        Optional.of("all"),
        1,
        false,
        true,
        reclaims,
        Map.of(name, 0, name + "-urgent", 5),
        List.of(new QuotaRules.Quota(0, nominal * 1000, borrowing * 1000, lending * 1000)));
  }

  @Test
  void fifoJumpStartsWhateverFits() {
    job("", 0, 10, 3).job("", 1, 10, 2).job("", 2, 5, 1);

    assertThat(starts(run("fifo-jump", 4))).containsExactly(0, 10, 2);
  }

  @Test
  void conservativeBackfillPromisesToAllAndNotToTheHeadAlone() {
    // Under EASY job 3 would start at 3 and job 2 only at 103.
    job("", 0, 10, 3).job("", 1, 10, 3).job("", 2, 10, 4).job("", 3, 100, 1).job("", 4, 5, 1);

    assertThat(starts(run("conservative-backfill", 4))).containsExactly(0, 10, 20, 30, 4);
  }

  @Test
  void theGroupThatHoldsLessStartsNext() {
    // At 10 both a's waiting job and b's fit one after the other; b holds nothing.
    job("a", 0, 10, 2).job("a", 0, 30, 2).job("a", 1, 10, 2).job("b", 2, 10, 2);

    RunOutcome outcome = run("dominant-resource-fairness", 4);

    assertThat(starts(outcome)).containsExactly(0, 0, 20, 10);
  }

  @Test
  void gittinsTrustsAHistoryInWhichTheShortAreSoonDone() {
    // Ten jobs of 2 s and then one that has had 30 s: a newcomer is more likely to be done soon.
    for (int job = 0; job < 10; job++) {
      job("", 0, 2, 1);
    }
    job("", 30, 60, 1).job("", 60, 2, 1);

    RunOutcome outcome = run("gittins", 1);

    assertThat(starts(outcome)[11]).isEqualTo(60);
    assertThat(outcome.preemptions()[10]).isEqualTo(1);
  }

  @Test
  void aQueueBorrowsWhatItsCohortLeavesUpToItsLimit() {
    job("a", 0, 10, 2).job("a", 0, 10, 1).job("a", 0, 10, 1);

    RunOutcome outcome = run("quota", 4, queue("a", 2, 1, 2, false), queue("b", 2, 2, 2, false));

    assertThat(starts(outcome)).containsExactly(0, 0, 10);
    assertThat(outcome.reasonOf(2)).isEqualTo(WaitReason.OVER_QUOTA);
  }

  @Test
  void aQueueKeepsWhatItDoesNotLend() {
    job("a", 0, 10, 2).job("a", 0, 10, 1).job("a", 0, 10, 1);

    // b lends one of its two.
    RunOutcome outcome = run("quota", 4, queue("a", 2, 9, 2, false), queue("b", 2, 9, 1, false));

    assertThat(starts(outcome)).containsExactly(0, 0, 10);
  }

  @Test
  void anOwnerWaitsForBorrowersUnlessItReclaims() {
    job("a", 0, 10, 2).job("a", 0, 10, 2).job("b", 1, 10, 2);

    RunOutcome waits = run("quota", 4, queue("a", 2, 9, 2, false), queue("b", 2, 9, 2, false));
    RunOutcome reclaims = run("quota", 4, queue("a", 2, 9, 2, false), queue("b", 2, 9, 2, true));

    assertThat(starts(waits)).containsExactly(0, 0, 10);
    assertThat(starts(reclaims)).containsExactly(0, 0, 1);
    // The latest of the borrower's jobs goes, and comes back with what is left of it.
    assertThat(reclaims.preemptions()).containsExactly(0, 1, 0);
    assertThat(reclaims.finishNanos()[1]).isEqualTo(19 * SECOND);
  }

  @Test
  void anUrgentJobTakesThePlaceOfOneOfItsOwnQueue() {
    job("a", 0, 10, 2).job("a-urgent", 1, 5, 2);

    RunOutcome outcome = run("quota", 2, queue("a", 2, 0, 0, false));

    assertThat(starts(outcome)).containsExactly(0, 1);
    assertThat(outcome.preemptions()).containsExactly(1, 0);
    assertThat(outcome.finishNanos()[0]).isEqualTo(15 * SECOND);
  }

  @Test
  void ofTwoBorrowersTheEarlierGoesFirstOrWithFairSharingTheOneWithTheSmallerShare() {
    // At 10 one GPU is free: a has borrowed 1, b nothing yet.
    job("c", 0, 10, 1).job("a", 0, 99, 2).job("b", 0, 99, 1).job("a", 1, 9, 1).job("b", 2, 9, 1);
    QuotaRules.Queue[] queues = {
      queue("a", 1, 9, 1, false), queue("b", 1, 9, 1, false), queue("c", 2, 9, 2, false)
    };

    assertThat(starts(run("quota", 4, false, queues))).containsExactly(0, 0, 0, 10, 19);
    assertThat(starts(run("quota", 4, true, queues))).containsExactly(0, 0, 0, 19, 10);
  }

  @Test
  void withFairSharingABorrowerTakesBackUntilSharesWouldTurn() {
    // c lends 4 of which a borrows all; b may borrow 2 (2 <= 4 - 2) and no third (3 > 4 - 3).
    job("a", 0, 99, 1).job("a", 0, 99, 1).job("a", 0, 99, 1).job("a", 0, 99, 1);
    job("b", 1, 9, 1).job("b", 1, 9, 1).job("b", 1, 9, 1);
    QuotaRules.Queue[] queues = {
      queue("a", 0, 9, 0, true), queue("b", 0, 9, 0, true), queue("c", 4, 0, 4, false)
    };

    RunOutcome fair = run("quota", 4, true, queues);
    assertThat(starts(fair)).containsExactly(0, 0, 0, 0, 1, 1, 10);
    assertThat(fair.preemptions()).containsExactly(0, 0, 1, 1, 0, 0, 0);
    assertThat(starts(run("quota", 4, false, queues))).containsExactly(0, 0, 0, 0, 99, 99, 99);
  }

  @Test
  void borrowersGoBeforeJobsOfTheOwnQueueAndTheLastToStartBeforeTheOthers() {
    job("a", 0, 50, 1).job("b", 0, 50, 1).job("b", 1, 50, 1).job("a-urgent", 2, 5, 1);

    RunOutcome outcome = run("quota", 3, queue("a", 3, 0, 3, true), queue("b", 0, 9, 0, false));

    assertThat(outcome.preemptions()).containsExactly(0, 0, 1, 0);
  }
}
