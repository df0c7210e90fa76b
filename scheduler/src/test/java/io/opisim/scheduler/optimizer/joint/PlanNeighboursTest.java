package io.opisim.scheduler.optimizer.joint;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PlanNeighboursTest {
  private static final long SECOND = 1_000_000_000L;
  private static final int WAYS = 3;

  private static JointProblem problem(SplittableRandom random) {
    List<Node> nodes = new ArrayList<>();
    int racks = 1 + random.nextInt(2);
    for (int node = 0; node < 3 * racks; node++) {
      nodes.add(new Node("n" + node, node / 3, "A", 4, 0, 64_000, 1L << 30));
    }
    List<PlannedJob> jobs = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    long arrival = 0;
    for (int number = 0; number < 8; number++) {
      arrival += random.nextInt(4) * SECOND;
      TaskDemand each = TaskDemand.wholeGpus(1 + random.nextInt(4));
      seconds.add(1.0 + random.nextInt(20));
      int tasks = 1 + random.nextInt(3);
      jobs.add(
          PlannedJob.waiting(
              new Job("job-" + number, "", arrival, SECOND, tasks, each, each), WAYS));
    }
    return JointProblem.of(new Cluster(nodes), jobs, new FixedRuns(seconds), Objective.JCT);
  }

  private static void check(JointProblem problem, Schedule plan, String what) {
    int jobs = problem.jobs().size();
    assertThat(plan.runs()).as(what).hasSize(jobs);
    assertThat(plan.score().broken()).as(what).isZero();
    for (Schedule.Run run : plan.runs()) {
      assertThat(run.way()).as(what).isBetween(0, WAYS - 1);
      assertThat(run.nodes()).as(what).hasSize(problem.jobs().get(run.job()).job().tasks());
    }
    for (Schedule.Run at : plan.runs()) {
      int[] used = new int[problem.cluster().nodes().size()];
      for (Schedule.Run run : plan.runs()) {
        boolean there =
            run.startSeconds() <= at.startSeconds() && at.startSeconds() < run.finishSeconds();
        for (int node : there ? run.nodes() : new int[0]) {
          used[node] += problem.jobs().get(run.job()).job().demand().gpus();
        }
      }
      assertThat(Arrays.stream(used).max().getAsInt()).as(what).isLessThanOrEqualTo(4);
    }
    // Bound to its nodes and in its order a plan is what it says.
    Schedule again = new Timeline(problem).schedule(plan.holdingChoices(jobs));
    assertThat(again.score()).as(what).isEqualTo(plan.score());
  }

  @Test
  void neighboursOfNeighboursCanBeCarriedOut() {
    for (long seed = 1; seed <= 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      JointProblem problem = problem(random);
      PlanNeighbours neighbours = new PlanNeighbours(problem, random::nextInt);
      Schedule plan = JointPlanner.start(problem);
      int drawn = 0;
      for (int draw = 0; draw < 200; draw++) {
        Optional<Schedule> next = neighbours.draw(plan);
        if (next.isPresent()) {
          check(problem, next.get(), "seed " + seed + ", draw " + draw);
          plan = next.get();
          drawn++;
        }
      }
      assertThat(drawn).as("seed %d", seed).isGreaterThan(100);
    }
  }

  @Test
  void everyDecisionIsChangedAndMostNeighboursDifferInFewJobs() {
    SplittableRandom random = new SplittableRandom(5);
    JointProblem problem = problem(random);
    PlanNeighbours neighbours = new PlanNeighbours(problem, random::nextInt);
    Schedule plan = JointPlanner.start(problem);
    int[] changed = new int[4];
    for (int draw = 0; draw < 2000; draw++) {
      Schedule next = neighbours.draw(plan).orElse(plan);
      List<Schedule.Run> before = plan.byJob();
      List<Schedule.Run> after = next.byJob();
      boolean[] kinds = new boolean[4];
      for (int job = 0; job < before.size(); job++) {
        kinds[0] |= before.get(job).way() != after.get(job).way();
        kinds[1] |= before.get(job).holds() != after.get(job).holds();
        kinds[2] |= !Arrays.equals(before.get(job).nodes(), after.get(job).nodes());
        kinds[3] |= plan.runs().get(job).job() != next.runs().get(job).job();
      }
      for (int kind = 0; kind < kinds.length; kind++) {
        changed[kind] += kinds[kind] ? 1 : 0;
      }
    }
    // One change in five or so is of a way, one in twenty of holding back.
    assertThat(changed[0]).isBetween(200, 1000);
    assertThat(changed[1]).isBetween(40, 400);
    assertThat(changed[2]).isGreaterThan(200);
    assertThat(changed[3]).isGreaterThan(200);
  }

  @Test
  void jobsWithOneWayKeepIt() {
    SplittableRandom random = new SplittableRandom(9);
    JointProblem several = problem(random);
    List<PlannedJob> alone =
        several.jobs().stream().map(job -> PlannedJob.waiting(job.job(), 1)).toList();
    JointProblem problem =
        JointProblem.of(several.cluster(), alone, several.model(), several.objective());
    PlanNeighbours neighbours = new PlanNeighbours(problem, random::nextInt);
    Schedule plan = JointPlanner.start(problem);
    for (int draw = 0; draw < 500; draw++) {
      neighbours
          .draw(plan)
          .ifPresent(next -> assertThat(next.runs()).allMatch(run -> run.way() == 0));
    }
  }

  @Test
  void decisionsThatLeaveAJobOutGiveNoPlan() {
    JointProblem problem = problem(new SplittableRandom(1));
    PlanNeighbours neighbours = new PlanNeighbours(problem, bound -> 0);
    List<JobChoice> nowhere =
        new ArrayList<>(Collections.nCopies(problem.jobs().size(), JobChoice.at(0)));
    assertThat(neighbours.bound(nowhere)).isPresent();
    int[] sameNode = new int[3 * 4];
    nowhere.set(0, JobChoice.on(0, 0, sameNode));
    assertThat(neighbours.bound(nowhere)).isEmpty();
  }
}
