package io.opisim.scheduler.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.scheduler.state.ClusterState;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OfflinePackingTest {
  private static final SearchLimits LIMITS = SearchLimits.evaluations(3, 20_000);

  /** 20 devices: largest first fills each with 510 + 330, though three of 330 fill it better. */
  private static PackingProblem problem() {
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      nodes.add(new Node("n" + i, 0, "A", 4, 0, 40_000, 1L << 30));
    }
    List<PackingTask> tasks = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      tasks.add(PackingTask.waiting("five" + i, new TaskDemand(1, 510, 1000, 0, List.of())));
    }
    for (int i = 0; i < 60; i++) {
      tasks.add(PackingTask.waiting("three" + i, new TaskDemand(1, 330, 1000, 0, List.of())));
    }
    tasks.add(PackingTask.waiting("cpu", TaskDemand.cpuCores(12)).asRequired());
    return PackingProblem.of(new Cluster(nodes), tasks, PackingProblem.NO_MIX);
  }

  @Test
  void equal_seeds_give_equal_plans_on_one_thread_and_on_two() {
    PackingProblem problem = problem();
    PackingResult first = OfflinePacking.solve(problem, LIMITS, 2, 1);
    assertThat(OfflinePacking.solve(problem, LIMITS, 2, 1)).isEqualTo(first);
    assertThat(OfflinePacking.solve(problem, LIMITS, 2, 2)).isEqualTo(first);
    SearchLimits steps = SearchLimits.steps(3, 500);
    assertThat(OfflinePacking.solve(problem, steps, 3, 2))
        .isEqualTo(OfflinePacking.solve(problem, steps, 3, 1));
  }

  @Test
  void a_plan_betters_the_greedy_one_keeps_the_rules_and_stays_below_the_bound() {
    PackingProblem problem = problem();
    PackingResult greedy = OfflinePacking.greedy(problem);
    PackingResult found = OfflinePacking.solve(problem, LIMITS, 1, 1);
    assertThat(found.brokenRules()).isZero();
    assertThat(found.heldMilli()).isGreaterThan(greedy.heldMilli());
    assertThat((double) found.heldMilli())
        .isLessThanOrEqualTo(OfflinePacking.boundMilli(problem, found.heldMilli()));
    assertThat(found.scores()).containsEntry("gpus-allocated", found.heldMilli());
    assertThat(found.sites().get(problem.tasks().size() - 1)).isNotNull();
    carryOut(problem, found);
  }

  /**
   * The cluster's own books, which refuse what does not fit; shares first, as devices are named.
   */
  private static void carryOut(PackingProblem problem, PackingResult result) {
    int count = problem.tasks().size();
    ClusterState state = new ClusterState(problem.cluster(), count, new FirstFit(), n -> 0);
    for (boolean shares : new boolean[] {true, false}) {
      for (int i = 0; i < count; i++) {
        TaskDemand demand = problem.tasks().get(i).demand();
        Site site = result.sites().get(i);
        if (site != null && demand.isFractional() == shares) {
          Assignment there =
              shares
                  ? Assignment.single(site.node(), site.device())
                  : Assignment.single(site.node());
          state.allocate(i, Job.single("t" + i, "", 0, 1, demand), there);
        }
      }
    }
  }

  @Test
  void random_problems_are_packed_within_the_rules_or_told_to_break_them() {
    for (long seed = 0; seed < 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      PackingProblem problem = RandomPackings.problem(random);
      PackingResult result =
          OfflinePacking.solve(problem, SearchLimits.evaluations(seed, 2000), 1, 1);
      PackingPlan plan = new PackingPlan(problem);
      for (int i = 0; i < plan.tasks().size(); i++) {
        plan.tasks().get(i).place(result.sites().get(i));
      }
      assertThat(result.brokenRules())
          .as("seed %d", seed)
          .isEqualTo(-NaiveScore.of(problem, plan).hardScore());
    }
  }

  @Test
  void a_running_search_takes_new_tasks_and_keeps_those_that_were_started() throws Exception {
    PackingProblem problem = problem();
    LivePacking live = new LivePacking(problem, SearchLimits.evaluations(1, 50_000));
    Site started = new Site(4, 3);
    live.pin(0, started);
    live.arrive(PackingTask.waiting("late", TaskDemand.cpuCores(3)).asRequired());
    PackingResult result = CompletableFuture.supplyAsync(live::solve).get();
    assertThat(result.sites()).hasSize(problem.tasks().size() + 1);
    assertThat(result.sites().get(0)).isEqualTo(started);
    assertThat(result.sites().get(problem.tasks().size())).isNotNull();
    assertThat(result.brokenRules()).isZero();
  }
}
