package io.opisim.scheduler.optimizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.TaskDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PackingBoundTest {

  private static PackingProblem problem(int gpus, int cores, TaskDemand... demands) {
    Node node = new Node("n", 0, "A", gpus, 0, cores * 1000L, 1L << 30);
    List<PackingTask> tasks = new ArrayList<>();
    for (TaskDemand demand : demands) {
      PackingTask task = PackingTask.waiting("t" + tasks.size(), demand);
      tasks.add(demand.gpus() == 0 ? task.asRequired() : task);
    }
    return PackingProblem.of(new Cluster(List.of(node)), tasks, PackingProblem.NO_MIX);
  }

  private static TaskDemand share(int milli, int cores) {
    return new TaskDemand(1, milli, cores * 1000L, 0, List.of());
  }

  @Test
  void a_device_cannot_hold_two_shares_of_600() {
    assertThat(PackingBound.milli(problem(1, 9, share(600, 0), share(600, 0)), 0))
        .isEqualTo(600, within(1e-6));
  }

  @Test
  void no_more_than_is_asked_for() {
    assertThat(PackingBound.milli(problem(4, 9, share(600, 0), share(400, 0)), 0))
        .isEqualTo(1000, within(1e-6));
  }

  /** 10 cores less 5 required leave half of what two GPUs want: the prices must find that. */
  @Test
  void cpu_that_required_tasks_take_is_gone() {
    PackingProblem both = problem(2, 10, TaskDemand.cpuCores(5), whole(5), whole(5));
    assertThat(PackingBound.milli(both, 1000)).isBetween(1000.0, 1020.0);
  }

  private static TaskDemand whole(int cores) {
    return new TaskDemand(1, 1000, cores * 1000L, 0, List.of());
  }

  @Test
  void no_plan_is_better_than_the_bound() {
    for (long seed = 0; seed < 200; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      List<Node> nodes = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        int gpus = random.nextInt(1, 3);
        String model = random.nextBoolean() ? "A" : "B";
        nodes.add(new Node("n" + i, 0, model, gpus, 0, random.nextInt(2, 9) * 1000L, 8));
      }
      List<PackingTask> tasks = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        PackingTask task = PackingTask.waiting("t" + i, demand(random));
        tasks.add(task.demand().gpus() == 0 ? task.asRequired() : task);
      }
      PackingProblem problem = PackingProblem.of(new Cluster(nodes), tasks, PackingProblem.NO_MIX);
      long optimum = optimum(new PackingPlan(problem), new NodeLoads(problem.cluster()), 0);
      if (optimum >= 0) {
        assertThat(PackingBound.milli(problem, 0))
            .as("seed %d", seed)
            .isGreaterThanOrEqualTo(optimum - 1e-6);
      }
    }
  }

  private static TaskDemand demand(SplittableRandom random) {
    List<String> models = random.nextInt(4) == 0 ? List.of("A") : List.of();
    long cpu = random.nextInt(5) * 1000L;
    return switch (random.nextInt(4)) {
      case 0 -> new TaskDemand(0, 0, cpu, random.nextInt(3), List.of());
      case 1 -> new TaskDemand(random.nextInt(1, 3), 1000, cpu, random.nextInt(3), models);
      default -> new TaskDemand(1, random.nextInt(1, 10) * 100, cpu, random.nextInt(3), models);
    };
  }

  /** By trying everything; negative if the required tasks do not fit. */
  private static long optimum(PackingPlan plan, NodeLoads loads, int from) {
    if (from == plan.tasks().size()) {
      return 0;
    }
    TaskPlan task = plan.tasks().get(from);
    long best = task.task().required() ? Long.MIN_VALUE / 2 : optimum(plan, loads, from + 1);
    for (Site site : plan.sites()) {
      if (loads.fits(task.needs(), site.node(), site.device())) {
        loads.hold(task.needs(), site);
        best = Math.max(best, task.needs().gpuMilli() + optimum(plan, loads, from + 1));
        loads.giveBack(task.needs(), site);
      }
    }
    return best;
  }
}
