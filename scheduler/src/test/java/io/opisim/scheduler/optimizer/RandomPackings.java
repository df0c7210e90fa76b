package io.opisim.scheduler.optimizer;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.DemandMix;
import io.opisim.scheduler.RandomClusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Small random problems with everything in them: quotas, pinned and running tasks, a mix. */
final class RandomPackings {
  private RandomPackings() {}

  static PackingProblem problem(SplittableRandom random) {
    Cluster cluster = RandomClusters.cluster(random);
    List<PackingTask> tasks = new ArrayList<>();
    Map<TaskDemand, Long> seen = new LinkedHashMap<>();
    int count = random.nextInt(1, 40);
    for (int i = 0; i < count; i++) {
      TaskDemand demand = RandomClusters.demand(random);
      seen.merge(demand, (long) random.nextInt(1, 5), Long::sum);
      String group = List.of("", "red", "blue").get(random.nextInt(3));
      Site current = random.nextInt(3) == 0 ? site(random, cluster) : null;
      tasks.add(
          new PackingTask(
              "t" + i, group, demand, random.nextInt(4) == 0, current, random.nextInt(6) == 0));
    }
    TreeMap<String, Long> quota = new TreeMap<>(Map.of("red", random.nextLong(8000)));
    return new PackingProblem(
        cluster, tasks, null, quota, DemandMix.typical(seen), random.nextLong(300), 3);
  }

  static Site site(SplittableRandom random, Cluster cluster) {
    int node = random.nextInt(cluster.nodes().size());
    Node there = cluster.nodes().get(node);
    return new Site(node, random.nextInt(Math.max(1, there.gpus())));
  }

  /** A plan that may break every rule but the pins. */
  static PackingPlan plan(SplittableRandom random, PackingProblem problem) {
    PackingPlan plan = new PackingPlan(problem);
    for (TaskPlan task : plan.tasks()) {
      if (!task.pinned()) {
        task.place(random.nextInt(3) == 0 ? null : site(random, problem.cluster()));
      }
    }
    return plan;
  }
}
