package io.opisim.scenarios.optimize;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.RunRecorder;
import io.opisim.scenarios.world.World;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.optimizer.joint.FixedRuns;
import io.opisim.scheduler.optimizer.joint.JointProblem;
import io.opisim.scheduler.optimizer.joint.Objective;
import io.opisim.scheduler.optimizer.joint.PlanNeighbours;
import io.opisim.scheduler.optimizer.joint.PlanPolicy;
import io.opisim.scheduler.optimizer.joint.PlannedJob;
import io.opisim.scheduler.optimizer.joint.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What pairs did, done again as plans. */
class RecordedPlansTest {
  private static final long SECOND = 1_000_000_000L;

  private static Cluster cluster() {
    List<Node> nodes = new ArrayList<>();
    for (int node = 0; node < 6; node++) {
      nodes.add(new Node("n" + node, node / 3, "A", 4, 0, 64_000, 1L << 30));
    }
    return new Cluster(nodes);
  }

  private static List<Job> jobs(SplittableRandom random) {
    List<Job> jobs = new ArrayList<>();
    long arrival = 0;
    for (int number = 0; number < 12; number++) {
      arrival += random.nextInt(5) * SECOND;
      TaskDemand each = TaskDemand.wholeGpus(1 + random.nextInt(4));
      int tasks = 1 + random.nextInt(3);
      // No two of equal length, so that no two end at the same time by design.
      long length = (1 + random.nextInt(30)) * SECOND + number * 1000L;
      jobs.add(new Job("job-" + number, "", arrival, length, tasks, each, each));
    }
    return jobs;
  }

  private static RunOutcome run(List<Job> jobs, SchedulingPolicy policy, RunRecorder recorder) {
    return new World(
            cluster(),
            jobs,
            policy,
            SchedulerServices.placements().get("spread"),
            bound -> 0,
            recorder,
            false,
            false)
        .run();
  }

  private static PlanNeighbours neighbours(List<Job> jobs) {
    List<PlannedJob> planned = jobs.stream().map(job -> PlannedJob.waiting(job, 1)).toList();
    FixedRuns model = new FixedRuns(jobs.stream().map(job -> job.durationNanos() / 1e9).toList());
    return new PlanNeighbours(
        JointProblem.of(cluster(), planned, model, Objective.JCT), bound -> 0);
  }

  @Test
  void thePlanInStrictOrderDoesWhatThePairDid() {
    for (long seed = 1; seed <= 50; seed++) {
      List<Job> jobs = jobs(new SplittableRandom(seed));
      for (String id : List.of("fifo", "fifo-jump", "easy-backfill", "shortest-job-first")) {
        SchedulingPolicy policy = SchedulerServices.policies().get(id).with(PolicyOptions.DEFAULTS);
        RunRecorder recorder = new RunRecorder(jobs.size(), true, false);
        RunOutcome did = run(jobs, policy, recorder);
        List<RunRecorder.Segment> segments = new ArrayList<>();
        recorder.segments(segments::add);
        FixedPairs.Tried tried =
            new FixedPairs.Tried(
                new FixedPairs.Pair(id, "spread", ""),
                1,
                new int[jobs.size()],
                segments,
                Optional.empty());
        List<Schedule> plans = RecordedPlans.of(List.of(tried), neighbours(jobs));
        assertThat(plans).as("seed %d, %s", seed, id).hasSize(2);
        RunOutcome again =
            run(
                jobs,
                new PlanPolicy(plans.get(0).runs()),
                new RunRecorder(jobs.size(), false, false));
        assertThat(again.startNanos()).as("seed %d, %s", seed, id).isEqualTo(did.startNanos());
        // Nobody starts later if nobody is held back and nobody slows down anybody.
        RunOutcome free =
            run(
                jobs,
                new PlanPolicy(plans.get(1).runs()),
                new RunRecorder(jobs.size(), false, false));
        for (int job = 0; job < jobs.size(); job++) {
          assertThat(free.startNanos()[job])
              .as("seed %d, %s, job %d", seed, id, job)
              .isLessThanOrEqualTo(did.startNanos()[job]);
        }
      }
    }
  }

  @Test
  void pairsThatCouldNotGoOnOrDidTheSameGiveNoPlanOfTheirOwn() {
    List<Job> jobs = jobs(new SplittableRandom(3));
    RunRecorder recorder = new RunRecorder(jobs.size(), true, false);
    run(jobs, SchedulerServices.policies().get("fifo"), recorder);
    List<RunRecorder.Segment> segments = new ArrayList<>();
    recorder.segments(segments::add);
    FixedPairs.Pair pair = new FixedPairs.Pair("fifo", "spread", "");
    int[] ways = new int[jobs.size()];
    FixedPairs.Tried good = new FixedPairs.Tried(pair, 5, ways, segments, Optional.empty());
    FixedPairs.Tried same = new FixedPairs.Tried(pair, 5, ways, segments, Optional.empty());
    FixedPairs.Tried stuck =
        new FixedPairs.Tried(pair, Double.POSITIVE_INFINITY, ways, List.of(), Optional.of("no"));
    FixedPairs.Tried partial =
        new FixedPairs.Tried(pair, 4, ways, segments.subList(0, 3), Optional.empty());
    assertThat(RecordedPlans.of(List.of(stuck, partial, good, same), neighbours(jobs))).hasSize(2);
  }
}
