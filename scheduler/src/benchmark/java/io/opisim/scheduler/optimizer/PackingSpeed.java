package io.opisim.scheduler.optimizer;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.DemandMix;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Score calculations per second of the searching thread's CPU, and a fingerprint of the plan.
 *
 * <p>1,000 tasks on 500 nodes: CPU, memory, device shares, whole devices, two GPU models, fragments
 * for ten shapes. Change and swap moves from the greedy plan, as many evaluations as the first
 * argument says; the second says how often.
 */
public final class PackingSpeed {
  private PackingSpeed() {}

  /** See above. */
  public static void main(String[] arguments) {
    long evaluations = arguments.length > 0 ? Long.parseLong(arguments[0]) : 8_000_000;
    int repeats = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
    PackingProblem problem = problem();
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    for (int i = 0; i < repeats; i++) {
      PackingPlan plan = new PackingPlan(problem);
      GreedyStart.fill(plan);
      PackingSearch search =
          new PackingSearch(
              SearchLimits.evaluations(1, evaluations), PackingSearch.Moves.CHANGE_AND_SWAP);
      long before = threads.getCurrentThreadCpuTime();
      PackingPlan best = search.improve(plan);
      double cpuSeconds = (threads.getCurrentThreadCpuTime() - before) / 1e9;
      List<Site> sites = best.tasks().stream().map(TaskPlan::site).toList();
      System.out.printf(
          Locale.ROOT,
          "%s: %,d evaluations, %.2f CPU s, %,.0f per CPU second, score %s, plan %08x%n",
          Runtime.version(),
          evaluations,
          cpuSeconds,
          evaluations / cpuSeconds,
          best.score(),
          sites.hashCode());
    }
  }

  private static PackingProblem problem() {
    SplittableRandom random = new SplittableRandom(1);
    List<Node> nodes = new ArrayList<>();
    for (int i = 0; i < 500; i++) {
      nodes.add(new Node("n" + i, 0, i % 2 == 0 ? "A" : "B", 4, 0, 48_000, 256L << 30));
    }
    List<TaskDemand> shapes = new ArrayList<>();
    for (int milli : new int[] {200, 300, 500, 800, 1000}) {
      for (List<String> models : List.of(List.<String>of(), List.of("A"))) {
        shapes.add(new TaskDemand(1, milli, 4000L + 8 * milli, 16L << 30, models));
      }
    }
    List<PackingTask> tasks = new ArrayList<>();
    Map<TaskDemand, Long> counts = new LinkedHashMap<>();
    for (int i = 0; i < 1000; i++) {
      TaskDemand demand = shapes.get(random.nextInt(shapes.size()));
      counts.merge(demand, 1L, Long::sum);
      tasks.add(PackingTask.waiting("t" + i, demand));
    }
    return PackingProblem.of(new Cluster(nodes), tasks, DemandMix.typical(counts));
  }
}
