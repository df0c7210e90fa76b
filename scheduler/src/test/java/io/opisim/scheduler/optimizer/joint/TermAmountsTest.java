package io.opisim.scheduler.optimizer.joint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.energy.PowerCurve;
import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.PlacedRun;
import io.opisim.scheduler.RunModel;
import io.opisim.scheduler.optimizer.SearchLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The soft terms of the joint score, by hand. */
class TermAmountsTest {
  private static final long SECOND = 1_000_000_000L;

  /** Two racks of two nodes of 8 GPUs and 16 cores. */
  private static final Cluster CLUSTER = TimelineTest.CLUSTER;

  private static final TaskDemand NODE = TaskDemand.wholeGpus(8);
  private static final TaskDemand ON_A = new TaskDemand(8, 1000, 0, 0, List.of("A"));
  private static final TaskDemand ON_B = new TaskDemand(8, 1000, 0, 0, List.of("B"));

  private static Job job(int number, long seconds, int tasks, TaskDemand each) {
    return new Job("job-" + number, "", 0, seconds * SECOND, tasks, each, each);
  }

  private static JointProblem fixed(Job... jobs) {
    List<PlannedJob> planned = Arrays.stream(jobs).map(one -> PlannedJob.waiting(one, 1)).toList();
    List<Double> seconds = Arrays.stream(jobs).map(one -> one.durationNanos() / 1e9).toList();
    return JointProblem.of(CLUSTER, planned, new FixedRuns(seconds), Objective.JCT);
  }

  private static JointRules rules(NodeCosts costs, EarlierPlan earlier) {
    return new JointRules(
        NodeDistances.byRack(CLUSTER),
        Optional.ofNullable(costs),
        Optional.ofNullable(earlier),
        Optional.empty(),
        new TreeMap<>());
  }

  private static JointRules weighing(JointRules rules, SoftTerm term, double seconds) {
    return rules.with(new TreeMap<>(Map.of(term, seconds)));
  }

  private static SoftTerms terms(JointProblem problem, JobChoice... choices) {
    return new Timeline(problem).schedule(List.of(choices)).score().terms();
  }

  @Test
  void idle_gpus_count_on_nodes_in_use_and_go_to_jobs_by_what_they_hold() {
    JointProblem problem =
        fixed(
            job(0, 10, 1, TaskDemand.wholeGpus(6)),
            job(1, 4, 1, TaskDemand.wholeGpus(1)),
            job(2, 3, 1, TaskDemand.cpuCores(2)));
    Schedule plan =
        new Timeline(problem)
            .schedule(List.of(JobChoice.on(0, 0, 0), JobChoice.on(1, 0, 0), JobChoice.on(2, 0, 1)));
    // Node a: 1 idle for 4 s, then 2 for 6 s. Node b: all 8 for 3 s beside a job without GPU.
    List<JobScore> scores = JobScore.of(problem, plan);
    assertThat(scores.get(0).terms().idleGpuSeconds()).isCloseTo(24 / 7.0 + 12, within(1e-9));
    assertThat(scores.get(1).terms().idleGpuSeconds()).isCloseTo(4 / 7.0, within(1e-9));
    assertThat(scores.get(2).terms().idleGpuSeconds()).isCloseTo(24, within(1e-9));
    assertThat(plan.score().terms().idleGpuSeconds()).isCloseTo(40, within(1e-9));
  }

  @Test
  void distance_is_two_hops_in_a_rack_and_four_between_racks_task_after_task() {
    JointProblem problem = fixed(job(0, 10, 3, NODE), job(1, 10, 2, TaskDemand.wholeGpus(4)));
    // a to b 2, b to c 4; the second job has both tasks on d.
    assertThat(terms(problem, JobChoice.on(0, 0, 0, 1, 2), JobChoice.on(1, 0, 3, 3)).networkHops())
        .isEqualTo(6);
    assertThat(terms(problem, JobChoice.on(0, 0, 0, 2, 1), JobChoice.on(1, 0, 3, 3)).networkHops())
        .isEqualTo(8);
  }

  private record Steps(double seconds, double compute, double cores, double card)
      implements PlacedRun {
    @Override
    public double steps() {
      return 10;
    }

    @Override
    public double stepSeconds() {
      return seconds;
    }

    @Override
    public double exchangeSeconds() {
      return 0;
    }

    @Override
    public double computeSeconds() {
      return compute;
    }

    @Override
    public double coreSeconds() {
      return cores;
    }

    @Override
    public double cardSeconds() {
      return card;
    }
  }

  private static final NodeCosts COSTS =
      new NodeCosts(
          new PowerCurve(100, 500, 1),
          new PowerCurve(300, 1200, 1),
          new PowerCurve(10, 30, 1),
          16,
          1.5,
          Optional.of(new NodeCosts.Prices(3.6, 0.36, 0.2)));

  @Test
  void energy_and_cost_are_those_of_the_node_while_a_job_is_on_it() {
    RunModel model =
        new RunModel() {
          @Override
          public PlacedRun place(int job, int way, int[] nodes) {
            return new Steps(1, 0.5, 2, 0.25);
          }

          @Override
          public Added added(PlacedRun to, PlacedRun by) {
            return null;
          }
        };
    JointProblem problem =
        JointProblem.of(
                CLUSTER,
                List.of(PlannedJob.waiting(job(0, 10, 1, TaskDemand.wholeGpus(4)), 1)),
                model,
                Objective.JCT)
            .with(rules(COSTS, null));
    // 10 s: 4 x (100 + 400 / 2) + 4 x 100 idle + 300 + 900 x 2 / 16 + 10 + 20 / 4 = 2027.5 W, x
    // 1.5.
    double kilowattHours = 2027.5 * 10 * 1.5 / 3.6e6;
    SoftTerms terms = terms(problem, JobChoice.on(0, 0, 0));
    assertThat(terms.energyKilowattHours()).isCloseTo(kilowattHours, within(1e-12));
    // 8 accelerators at 3.6 and a card at 0.36 an hour for 10 s.
    assertThat(terms.costUsDollars()).isCloseTo(0.08 + 0.001 + 0.2 * kilowattHours, within(1e-12));
  }

  @Test
  void two_jobs_on_a_node_share_its_rest_and_together_draw_it_once() {
    JointProblem problem =
        fixed(job(0, 10, 1, TaskDemand.wholeGpus(6)), job(1, 10, 1, TaskDemand.wholeGpus(2)))
            .with(rules(COSTS, null));
    Schedule plan =
        new Timeline(problem).schedule(List.of(JobChoice.on(0, 0, 0), JobChoice.on(1, 0, 0)));
    // 8 x 500 busy + 300 + 10 at rest; three quarters of the rest are the first job's.
    List<JobScore> scores = JobScore.of(problem, plan);
    double joule = 10 * 1.5 / 3.6e6;
    assertThat(scores.get(0).terms().energyKilowattHours())
        .isCloseTo((3000 + 232.5) * joule, within(1e-12));
    assertThat(plan.score().terms().energyKilowattHours()).isCloseTo(4310 * joule, within(1e-12));
  }

  private static EarlierPlan.Place earlier(double start, int... nodes) {
    return new EarlierPlan.Place(nodes, 0, start);
  }

  @Test
  void jobs_elsewhere_are_moved_and_new_or_running_ones_or_tasks_that_change_places_are_not() {
    List<EarlierPlan.Place> places =
        new ArrayList<>(List.of(earlier(0, 0, 1), earlier(0, 2), earlier(0, 3)));
    places.add(null);
    places.set(2, new EarlierPlan.Place(null, 0, 0));
    JointProblem problem =
        fixed(job(0, 1, 2, NODE), job(1, 1, 1, NODE), job(2, 2, 1, NODE), job(3, 2, 1, NODE))
            .with(rules(null, new EarlierPlan(places)));
    // Job 0 changes the order of its nodes, job 1 goes from c to d, job 2's node is gone, 3 is new.
    Schedule plan =
        new Timeline(problem)
            .schedule(
                List.of(
                    JobChoice.on(0, 0, 1, 0),
                    JobChoice.on(1, 0, 3),
                    JobChoice.on(2, 0, 2),
                    JobChoice.on(3, 0, 0)));
    assertThat(JobScore.of(problem, plan).stream().map(one -> one.terms().movedJobs()))
        .containsExactly(0L, 1L, 1L, 0L);
    assertThat(plan.score().terms().movedJobs()).isEqualTo(2);
    PlannedJob running = new PlannedJob(job(0, 1, 1, NODE), 1, new int[] {1}, 0.5);
    JointProblem pinned =
        JointProblem.of(CLUSTER, List.of(running), new FixedRuns(List.of(1.0)), Objective.JCT)
            .with(rules(null, new EarlierPlan(List.of(earlier(0, 0)))));
    assertThat(terms(pinned, JobChoice.at(0)).movedJobs()).isZero();
  }

  private static Schedule planned(JointProblem problem, JointRules rules) {
    return JointPlanner.plans(problem.with(rules), SearchLimits.steps(1, 3000), 1).get(0);
  }

  @Test
  void a_weight_on_distance_keeps_a_job_in_one_rack_once_that_is_worth_the_wait() {
    // Rack 0 holds a job of 10 s on one of its nodes, rack 1 one of 7 s. Across racks the third
    // starts at once, with 4 hops, and the mean is (10 + 7 + 5) / 3. In one rack it has 2 hops, and
    // one of the others waits its 5 s: (10 + 7 + 5 + 5) / 3. So a hop is worth it from 5/6 s on.
    JointProblem problem = fixed(job(0, 10, 1, ON_A), job(1, 7, 1, ON_B), job(2, 5, 2, NODE));
    JointRules plain = rules(null, null);
    Schedule alone = planned(problem, plain);
    assertThat(alone.score().terms().networkHops()).isEqualTo(4);
    assertThat(alone.score().jctSumSeconds()).isEqualTo(22);
    Schedule below = planned(problem, weighing(plain, SoftTerm.NETWORK_DISTANCE, 0.8));
    assertThat(below.score().terms().networkHops()).isEqualTo(4);
    Schedule above = planned(problem, weighing(plain, SoftTerm.NETWORK_DISTANCE, 0.9));
    assertThat(above.score().terms().networkHops()).isEqualTo(2);
    assertThat(above.score().jctSumSeconds()).isEqualTo(27);
    // Three jobs at a mean of 9 s, and two hops of 0.9 s each.
    assertThat(above.score().weighedMicros(Objective.JCT)).isEqualTo(Math.round(27e6 + 3 * 1.8e6));
  }

  /** Two jobs of half a node each that take 10 s apart and 12 s on one node. */
  private static JointProblem neighbours() {
    RunModel model =
        new RunModel() {
          @Override
          public PlacedRun place(int job, int way, int[] nodes) {
            return new OnNode(nodes[0]);
          }

          @Override
          public Added added(PlacedRun to, PlacedRun by) {
            return ((OnNode) to).node() == ((OnNode) by).node() ? new Added(0.2, 0.2) : null;
          }
        };
    List<PlannedJob> jobs = new ArrayList<>();
    for (int number = 0; number < 2; number++) {
      jobs.add(PlannedJob.waiting(job(number, 10, 1, TaskDemand.wholeGpus(4)), 1));
    }
    return JointProblem.of(CLUSTER, jobs, model, Objective.JCT);
  }

  private record OnNode(int node) implements PlacedRun {
    @Override
    public double steps() {
      return 10;
    }

    @Override
    public double stepSeconds() {
      return 1;
    }

    @Override
    public double exchangeSeconds() {
      return 1;
    }
  }

  private static boolean together(Schedule plan) {
    return plan.runs().get(0).nodes()[0] == plan.runs().get(1).nodes()[0];
  }

  @Test
  void weights_on_energy_cost_and_fragmentation_put_jobs_together_that_the_aim_keeps_apart() {
    // A host draws 3600 W: 0.02 kWh on two nodes for 10 s, 0.012 on one for 12 s. 2 s more of the
    // mean JCT are worth 0.008 kWh from 250 s a kWh on.
    PowerCurve none = new PowerCurve(0, 0, 1);
    NodeCosts costs =
        new NodeCosts(
            none,
            new PowerCurve(3600, 3600, 1),
            none,
            16,
            1,
            Optional.of(new NodeCosts.Prices(0, 36, 0)));
    JointRules rules = rules(costs, null);
    assertThat(together(planned(neighbours(), rules))).isFalse();
    assertThat(together(planned(neighbours(), weighing(rules, SoftTerm.ENERGY, 240)))).isFalse();
    Schedule one = planned(neighbours(), weighing(rules, SoftTerm.ENERGY, 260));
    assertThat(together(one)).isTrue();
    assertThat(one.score().terms().energyKilowattHours()).isCloseTo(0.012, within(1e-9));
    // A card at 36 USD an hour: 0.2 USD apart, 0.12 together; 25 s a dollar.
    assertThat(together(planned(neighbours(), weighing(rules, SoftTerm.COST, 24)))).isFalse();
    assertThat(together(planned(neighbours(), weighing(rules, SoftTerm.COST, 26)))).isTrue();
    // 80 idle GPU seconds apart, none together; 0.025 s each.
    SoftTerm idle = SoftTerm.FRAGMENTATION;
    assertThat(together(planned(neighbours(), weighing(rules, idle, 0.024)))).isFalse();
    assertThat(together(planned(neighbours(), weighing(rules, idle, 0.026)))).isTrue();
  }

  @Test
  void a_weight_on_moves_leaves_jobs_where_they_were_as_long_as_that_is_worth_it() {
    // The third comes after 1 s and stood behind the first, which ends at 10 s. Behind the second
    // it starts at 4 s: 10 + 4 + 7. Where it was, it starts at 10 s: 10 + 4 + 13. So from 6/3 s of
    // the mean a move on, it stays.
    Job late = new Job("job-2", "", SECOND, 4 * SECOND, 2, NODE, NODE);
    JointProblem problem = fixed(job(0, 10, 2, NODE), job(1, 4, 2, NODE), late);
    JointRules rules =
        rules(
            null, new EarlierPlan(List.of(earlier(0, 0, 2), earlier(0, 1, 3), earlier(10, 0, 2))));
    Schedule moved = planned(problem, weighing(rules, SoftTerm.MOVES, 1.9));
    assertThat(moved.score().terms().movedJobs()).isEqualTo(1);
    assertThat(moved.score().jctSumSeconds()).isEqualTo(21);
    Schedule kept = planned(problem, weighing(rules, SoftTerm.MOVES, 2.1));
    assertThat(kept.score().terms().movedJobs()).isZero();
    assertThat(kept.score().jctSumSeconds()).isEqualTo(27);
  }

  @Test
  void what_jobs_add_to_the_soft_terms_adds_up_to_those_of_the_plan() {
    for (long seed = 1; seed <= 50; seed++) {
      JointProblem problem = TimelineTest.random(seed, Objective.MAKESPAN);
      SplittableRandom random = new SplittableRandom(seed);
      List<EarlierPlan.Place> places = new ArrayList<>();
      for (int job = 0; job < problem.jobs().size(); job++) {
        places.add(random.nextInt(3) == 0 ? null : earlier(job, random.nextInt(4)));
      }
      JointProblem judged = problem.with(rules(COSTS, new EarlierPlan(places)));
      Schedule plan = JointPlanner.start(judged);
      SoftTerms sum = SoftTerms.NONE;
      for (JobScore one : JobScore.of(judged, plan)) {
        sum = sum.plus(one.terms());
      }
      SoftTerms all = plan.score().terms();
      for (SoftTerm term : SoftTerm.values()) {
        assertThat(term.of(sum))
            .as("seed %d, %s", seed, term.id())
            .isCloseTo(term.of(all), within(1e-9 + 1e-12 * term.of(all)));
      }
      assertThat(all.idleGpuSeconds())
          .as("seed %d", seed)
          .isCloseTo(idle(plan, problem), within(1e-6));
    }
  }

  /** Idle GPUs of nodes in use, second by second: run times are whole seconds. */
  private static double idle(Schedule plan, JointProblem problem) {
    double idle = 0;
    int end =
        (int)
            Math.round(
                plan.runs().stream().mapToDouble(Schedule.Run::finishSeconds).max().orElse(0));
    for (int second = 0; second < end; second++) {
      int[] held = new int[CLUSTER.nodes().size()];
      for (Schedule.Run run : plan.runs()) {
        boolean runs = run.startSeconds() <= second + 0.5 && second + 0.5 < run.finishSeconds();
        for (int task = 0; runs && task < run.nodes().length; task++) {
          held[run.nodes()[task]] += problem.jobs().get(run.job()).job().demandOf(task).gpus();
        }
      }
      idle += Arrays.stream(held).filter(gpus -> gpus > 0).map(gpus -> 8 - gpus).sum();
    }
    return idle;
  }

  @Test
  void terms_that_are_not_known_cannot_be_weighed_and_weights_are_more_than_nothing() {
    JointRules plain = rules(null, null);
    for (SoftTerm unknown : List.of(SoftTerm.ENERGY, SoftTerm.COST, SoftTerm.MOVES)) {
      assertThatThrownBy(() -> weighing(plain, unknown, 1)).hasMessageContaining(unknown.id());
    }
    assertThatThrownBy(() -> weighing(plain, SoftTerm.FRAGMENTATION, 0))
        .hasMessageContaining("cannot be worth 0.0 s");
  }

  @Test
  void a_plan_without_weights_is_the_same_whatever_is_known_of_the_terms() {
    for (long seed = 1; seed <= 10; seed++) {
      JointProblem problem = TimelineTest.random(seed, Objective.JCT);
      SearchLimits limits = SearchLimits.steps(seed, 100);
      Schedule plain = JointPlanner.plans(problem, limits, 1).get(0);
      Schedule judged = JointPlanner.plans(problem.with(rules(COSTS, null)), limits, 1).get(0);
      for (int at = 0; at < plain.runs().size(); at++) {
        assertThat(judged.runs().get(at).nodes())
            .as("seed %d", seed)
            .isEqualTo(plain.runs().get(at).nodes());
      }
    }
  }
}
