package io.opisim.scheduler.optimizer.joint;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.PlacedRun;
import io.opisim.scheduler.RunModel;
import io.opisim.scheduler.optimizer.QuietMetrics;
import io.opisim.scheduler.optimizer.SearchLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.optaplanner.core.api.solver.SolverFactory;
import org.optaplanner.core.config.solver.EnvironmentMode;

class JointSearchTest {
  private static final long SECOND = 1_000_000_000L;

  private record Steps(double steps, double stepSeconds, double exchangeSeconds)
      implements PlacedRun {}

  /** Steps of 1 s, or 0.9 s in the second way, which others disturb more. */
  private record TwoWays(List<Job> jobs) implements RunModel {
    @Override
    public PlacedRun place(int job, int way, int[] nodes) {
      double seconds = jobs.get(job).durationNanos() / 1e9;
      return new Steps(seconds, way == 0 ? 1 : 0.9, way == 0 ? 0.1 : 0.5);
    }

    @Override
    public Added added(PlacedRun to, PlacedRun by) {
      return new Added(0.2, 0.2);
    }
  }

  /** Two racks of four nodes; the first job runs already. */
  private static JointProblem problem(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Node> nodes = new ArrayList<>();
    for (int node = 0; node < 8; node++) {
      nodes.add(new Node("n" + node, node / 4, "A", 4, 0, 0, 0));
    }
    TaskDemand whole = TaskDemand.wholeGpus(4);
    List<Job> jobs = new ArrayList<>();
    List<PlannedJob> planned = new ArrayList<>();
    for (int number = 0; number < 15; number++) {
      long length = (1 + random.nextInt(40)) * SECOND;
      int tasks = 1 + random.nextInt(5);
      jobs.add(new Job("job-" + number, "", number * SECOND, length, tasks, whole, whole));
      planned.add(PlannedJob.waiting(jobs.get(number), 2));
    }
    int[] first = new int[jobs.get(0).tasks()];
    for (int task = 0; task < first.length; task++) {
      first[task] = task;
    }
    planned.set(0, new PlannedJob(jobs.get(0), 2, first, 0.5));
    return JointProblem.of(new Cluster(nodes), planned, new TwoWays(jobs), Objective.JCT);
  }

  private static List<JobChoice> start(JointProblem problem) {
    return JointStart.best(problem, new Timeline(problem));
  }

  /** The solver calculates every score again from nothing, after the move and after its undoing. */
  @Test
  void no_move_leaves_anything_behind_when_it_is_undone() {
    QuietMetrics.ensure();
    for (long seed = 1; seed <= 3; seed++) {
      JointProblem problem = problem(seed);
      List<JobChoice> start = start(problem);
      JointPlan plan =
          SolverFactory.<JointPlan>create(
                  JointSearch.config(
                      problem, SearchLimits.evaluations(seed, 500), EnvironmentMode.FULL_ASSERT))
              .buildSolver()
              .solve(new JointPlan(problem, start));
      JointScore before = new Timeline(problem).score(start);
      JointScore after = new Timeline(problem).score(plan.choices());
      assertThat(after.jctSumSeconds()).as("seed %d", seed).isLessThan(before.jctSumSeconds());
      assertThat(plan.choices().get(0)).isEqualTo(start.get(0));
    }
  }

  @Test
  void equal_seeds_and_steps_give_equal_decisions_and_other_seeds_others() {
    JointProblem problem = problem(7);
    List<JobChoice> start = start(problem);
    List<JobChoice> found = JointSearch.improve(problem, start, SearchLimits.steps(5, 300));
    assertThat(JointSearch.improve(problem, start, SearchLimits.steps(5, 300))).isEqualTo(found);
    assertThat(JointSearch.improve(problem, start, SearchLimits.steps(6, 300))).isNotEqualTo(found);
  }
}
