package io.opisim.scheduler.optimizer.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.PlacedRun;
import io.opisim.scheduler.RunModel;
import io.opisim.scheduler.optimizer.SearchLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TimelineTest {
  private static final long SECOND = 1_000_000_000L;

  /** Two racks of two nodes of 8 GPUs, 16 cores and 1 MiB. */
  static final Cluster CLUSTER =
      new Cluster(
          List.of(
              new Node("a", 0, "A", 8, 0, 16_000, 1 << 20),
              new Node("b", 0, "A", 8, 0, 16_000, 1 << 20),
              new Node("c", 1, "B", 8, 0, 16_000, 1 << 20),
              new Node("d", 1, "B", 8, 0, 16_000, 1 << 20)));

  private static Job job(
      int number, long arrivalSeconds, long seconds, int tasks, TaskDemand each) {
    return new Job(
        "job-" + number, "", arrivalSeconds * SECOND, seconds * SECOND, tasks, each, each);
  }

  private static JointProblem problem(RunModel model, Job... jobs) {
    List<PlannedJob> planned = new ArrayList<>();
    for (Job job : jobs) {
      planned.add(PlannedJob.waiting(job, 1));
    }
    return JointProblem.of(CLUSTER, planned, model, Objective.JCT);
  }

  private static RunModel fixed(Job... jobs) {
    List<Double> seconds = new ArrayList<>();
    for (Job job : jobs) {
      seconds.add(job.durationNanos() / 1e9);
    }
    return new FixedRuns(seconds);
  }

  private record Steps(int job, double steps, double stepSeconds, double exchangeSeconds)
      implements PlacedRun {}

  /** Steps of 1 s, half of it exchanging; job 0 is held up by others, they are not by it. */
  private static RunModel firstIsHeldUp(double addedSeconds, boolean both) {
    return new RunModel() {
      @Override
      public PlacedRun place(int job, int way, int[] nodes) {
        return new Steps(job, 10, 1, 0.5);
      }

      @Override
      public Added added(PlacedRun to, PlacedRun by) {
        return both || ((Steps) to).job() == 0 ? new Added(addedSeconds, addedSeconds) : null;
      }
    };
  }

  private static final TaskDemand NODE = TaskDemand.wholeGpus(8);

  @Test
  void a_job_held_up_by_another_is_slower_for_as_long_as_that_one_runs() {
    JointProblem problem =
        problem(firstIsHeldUp(0.4, false), job(0, 0, 10, 2, NODE), job(1, 0, 10, 2, NODE));
    Schedule plan =
        new Timeline(problem).schedule(List.of(JobChoice.on(0, 0, 0, 2), JobChoice.on(1, 0, 1, 3)));
    // The other exchanges half of the time: 0.2 s a step are added, 10 s hold 8 1/3 such steps.
    assertThat(plan.byJob().get(1).finishSeconds()).isCloseTo(10, within(1e-9));
    assertThat(plan.byJob().get(0).finishSeconds()).isCloseTo(10 + 10 - 10 / 1.2, within(1e-6));
    assertThat(plan.score().jctSumSeconds()).isCloseTo(30 - 10 / 1.2, within(1e-6));
    assertThat(plan.score().rackCrossings()).isEqualTo(2);
  }

  @Test
  void two_jobs_that_hold_each_other_up_go_at_the_speed_at_which_both_shares_agree() {
    JointProblem problem =
        problem(firstIsHeldUp(0.4, true), job(0, 0, 10, 2, NODE), job(1, 0, 10, 2, NODE));
    Schedule plan =
        new Timeline(problem).schedule(List.of(JobChoice.on(0, 0, 0, 2), JobChoice.on(1, 0, 1, 3)));
    // d = (0.5 + 0.4 d) / (1 + 0.4 d), so 0.4 d^2 + 0.6 d - 0.5 = 0.
    double share = (-0.6 + StrictMath.sqrt(0.36 + 0.8)) / 0.8;
    double expected = 10 * (1 + 0.4 * share);
    assertThat(plan.score().makespanSeconds()).isCloseTo(expected, within(1e-5));
    assertThat(plan.score().jctSumSeconds()).isCloseTo(2 * expected, within(1e-5));
  }

  @Test
  void a_job_waits_for_its_nodes_and_for_those_before_it_on_them() {
    Job[] jobs = {
      job(0, 0, 10, 2, NODE), job(1, 0, 5, 1, NODE), job(2, 1, 3, 1, NODE), job(3, 2, 1, 1, NODE)
    };
    Schedule plan =
        new Timeline(problem(fixed(jobs), jobs))
            .schedule(
                List.of(
                    JobChoice.on(0, 0, 0, 1),
                    JobChoice.on(1, 0, 1),
                    JobChoice.on(2, 0, 2),
                    JobChoice.on(3, 0, 1)));
    assertThat(plan.byJob().stream().map(Schedule.Run::startSeconds))
        .containsExactly(0.0, 10.0, 1.0, 15.0);
    assertThat(plan.score().jctSumSeconds()).isEqualTo(10 + 15 + 3 + 14);
    assertThat(plan.score().makespanSeconds()).isEqualTo(16);
  }

  @Test
  void a_job_that_holds_keeps_its_turn_and_one_that_does_not_is_jumped() {
    Job[] jobs = {job(0, 0, 10, 3, NODE), job(1, 1, 10, 2, NODE), job(2, 2, 30, 1, NODE)};
    JointProblem problem = problem(fixed(jobs), jobs);
    List<JobChoice> jumped =
        List.of(JobChoice.at(0), new JobChoice(1, Spot.ANYWHERE, false, 0), JobChoice.at(2));
    List<JobChoice> held =
        List.of(JobChoice.at(0), new JobChoice(1, Spot.ANYWHERE, true, 0), JobChoice.at(2));
    assertThat(new Timeline(problem).schedule(jumped).byJob().get(2).startSeconds()).isEqualTo(2);
    assertThat(new Timeline(problem).schedule(held).byJob().get(2).startSeconds()).isEqualTo(10);
  }

  @Test
  void few_racks_are_waited_for_where_that_is_asked() {
    Job[] jobs = {job(0, 0, 10, 1, NODE), job(1, 0, 7, 1, NODE), job(2, 0, 5, 2, NODE)};
    JointProblem problem = problem(fixed(jobs), jobs);
    List<JobChoice> choices = new ArrayList<>();
    choices.add(new JobChoice(0, new Spot.InRack(0), false, 0));
    choices.add(new JobChoice(1, new Spot.InRack(1), false, 0));
    choices.add(new JobChoice(2, Spot.FEWEST_RACKS, false, 0));
    Schedule waiting = new Timeline(problem).schedule(choices);
    assertThat(waiting.byJob().get(2).startSeconds()).isEqualTo(7);
    assertThat(waiting.score().rackCrossings()).isZero();
    choices.set(2, JobChoice.at(2));
    Schedule apart = new Timeline(problem).schedule(choices);
    assertThat(apart.byJob().get(2).startSeconds()).isZero();
    assertThat(apart.score().rackCrossings()).isEqualTo(1);
  }

  private static JointScore bound(TaskDemand demand, int tasks, int... nodes) {
    Job[] jobs = {job(0, 0, 10, tasks, demand)};
    return new Timeline(problem(fixed(jobs), jobs)).score(List.of(JobChoice.on(0, 0, nodes)));
  }

  @Test
  void gpus_beyond_those_of_a_node_break_a_plan_and_those_it_has_do_not() {
    assertThat(bound(TaskDemand.wholeGpus(5), 2, 0, 0).gpuOverload()).isEqualTo(2);
    assertThat(bound(TaskDemand.wholeGpus(4), 2, 0, 0).broken()).isZero();
  }

  @Test
  void cores_beyond_those_of_a_node_break_a_plan_and_those_it_has_do_not() {
    assertThat(bound(TaskDemand.cpuCores(9), 2, 0, 0).cpuOverloadMilli()).isEqualTo(2000);
    assertThat(bound(TaskDemand.cpuCores(8), 2, 0, 0).broken()).isZero();
  }

  @Test
  void memory_beyond_that_of_a_node_breaks_a_plan_and_what_it_has_does_not() {
    TaskDemand more = new TaskDemand(1, 1000, 0, (1 << 19) + 1, List.of());
    TaskDemand half = new TaskDemand(1, 1000, 0, 1 << 19, List.of());
    assertThat(bound(more, 2, 0, 0).memoryOverloadMebibytes()).isEqualTo(1);
    assertThat(bound(half, 2, 0, 0).broken()).isZero();
  }

  @Test
  void a_gpu_model_that_a_job_does_not_accept_breaks_a_plan_and_its_own_does_not() {
    TaskDemand onlyB = new TaskDemand(1, 1000, 0, 0, List.of("B"));
    assertThat(bound(onlyB, 1, 0).wrongModels()).isEqualTo(1);
    assertThat(bound(onlyB, 1, 2).broken()).isZero();
  }

  @Test
  void a_job_that_no_rule_can_place_never_starts_and_one_that_fits_does() {
    Job[] jobs = {job(0, 0, 10, 5, NODE)};
    assertThat(
            new Timeline(problem(fixed(jobs), jobs)).score(List.of(JobChoice.at(0))).neverStarted())
        .isEqualTo(1);
    Job[] fitting = {job(0, 0, 10, 4, NODE)};
    assertThat(
            new Timeline(problem(fixed(fitting), fitting))
                .score(List.of(JobChoice.at(0)))
                .neverStarted())
        .isZero();
  }

  static JointProblem random(long seed, Objective objective) {
    SplittableRandom random = new SplittableRandom(seed);
    List<PlannedJob> planned = new ArrayList<>();
    List<Double> seconds = new ArrayList<>();
    long arrival = 0;
    for (int number = 0; number < 12; number++) {
      arrival += random.nextInt(4);
      long length = 1 + random.nextInt(20);
      int gpus = 1 << random.nextInt(4);
      int tasks = gpus == 8 ? 1 + random.nextInt(4) : 1;
      planned.add(
          PlannedJob.waiting(job(number, arrival, length, tasks, TaskDemand.wholeGpus(gpus)), 1));
      seconds.add((double) length);
    }
    return JointProblem.of(CLUSTER, planned, new FixedRuns(seconds), objective);
  }

  @Test
  void equal_seeds_and_steps_give_equal_plans_and_no_plan_is_worse_than_its_start() {
    for (long seed = 1; seed <= 5; seed++) {
      for (Objective objective : Objective.values()) {
        JointProblem problem = random(seed, objective);
        SearchLimits limits = SearchLimits.steps(seed, 200);
        List<Schedule> first = JointPlanner.plans(problem, limits, 2);
        List<Schedule> again = JointPlanner.plans(problem, limits, 2);
        assertThat(text(again)).as("seed %d", seed).isEqualTo(text(first));
        assertThat(first.get(0).score().broken()).isZero();
        assertThat(first.get(0).score().objectiveMicros(objective))
            .as("seed %d", seed)
            .isLessThanOrEqualTo(JointPlanner.start(problem).score().objectiveMicros(objective));
      }
    }
  }

  private static List<String> text(List<Schedule> plans) {
    return plans.stream()
        .map(
            plan ->
                plan.score()
                    + plan.runs().stream()
                        .map(run -> run.job() + java.util.Arrays.toString(run.nodes()))
                        .toList()
                        .toString())
        .toList();
  }

  @Test
  void the_bound_of_jobs_that_need_the_whole_cluster_is_the_shortest_first_schedule() {
    List<Job> jobs = List.of(job(0, 0, 4, 4, NODE), job(1, 0, 2, 4, NODE), job(2, 0, 6, 4, NODE));
    double[] alone = {4, 2, 6};
    assertThat(JointBounds.jctMeanSeconds(jobs, alone, 32)).isCloseTo(20 / 3.0, within(1e-12));
    assertThat(JointBounds.makespanSeconds(jobs, alone, 32)).isCloseTo(12, within(1e-12));
  }

  @Test
  void what_jobs_add_to_a_score_adds_up_to_it() {
    for (long seed = 1; seed <= 50; seed++) {
      JointProblem problem = random(seed, Objective.JCT);
      for (Schedule plan : List.of(JointPlanner.start(problem), JointPlanner.baseline(problem))) {
        JointScore score = plan.score();
        List<JobScore> parts = JobScore.of(problem, plan);
        double sum = 0;
        long racks = 0;
        long over = 0;
        for (JobScore part : parts) {
          sum += part.waitedSeconds() + part.aloneSeconds() + part.heldUpSeconds();
          racks += part.rackCrossings();
          over += part.gpuOverload() + part.cpuOverloadMilli() + part.memoryOverloadMebibytes();
        }
        assertThat(sum).as("seed %d", seed).isCloseTo(score.jctSumSeconds(), within(1e-6));
        assertThat(racks).as("seed %d", seed).isEqualTo(score.rackCrossings());
        assertThat(over).isZero();
      }
    }
    Job[] jobs = {job(0, 0, 10, 1, TaskDemand.wholeGpus(12))};
    JointProblem tight = problem(fixed(jobs), jobs);
    Schedule none = new Timeline(tight).schedule(List.of(JobChoice.on(0, 0, 1)));
    assertThat(JobScore.of(tight, none).get(0).starts()).isFalse();
    assertThat(none.score().gpuOverload()).isEqualTo(4);
  }

  @Test
  void a_job_around_a_node_takes_it_first_then_its_rack_then_the_others() {
    Job[] jobs = {job(0, 0, 10, 3, NODE), job(1, 0, 10, 1, NODE)};
    Schedule plan =
        new Timeline(problem(fixed(jobs), jobs))
            .schedule(
                List.of(
                    new JobChoice(0, new Spot.Around(3), false, 0),
                    new JobChoice(1, new Spot.Around(3), false, 0)));
    assertThat(plan.byJob().get(0).nodes()).containsExactly(3, 2, 1);
    assertThat(plan.byJob().get(1).nodes()).containsExactly(0);
  }

  @Test
  void a_model_may_tell_the_speeds_of_all_that_run_at_once() {
    Job[] jobs = {job(0, 0, 1, 1, NODE), job(1, 0, 1, 1, NODE), job(2, 0, 1, 1, NODE)};
    RunModel shared =
        new RunModel() {
          @Override
          public PlacedRun place(int job, int way, int[] nodes) {
            return new Steps(job, 10, 1, 0);
          }

          @Override
          public Added added(PlacedRun to, PlacedRun by) {
            return null;
          }

          @Override
          public double[] stepsTogether(List<PlacedRun> running, double[] byPairs) {
            double[] steps = new double[running.size()];
            java.util.Arrays.fill(steps, running.size());
            return steps;
          }
        };
    List<JobChoice> choices = List.of(JobChoice.at(0), JobChoice.at(1), JobChoice.at(2));
    Schedule plan = new Timeline(problem(shared, jobs)).schedule(choices);
    assertThat(plan.score().makespanSeconds()).isCloseTo(30, within(1e-9));
  }
}
