package io.opisim.scheduler.optimizer;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.DemandMix;
import io.opisim.scheduler.RandomClusters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OnlinePlacerTest {

  @Test
  void nothing_is_overloaded_lost_or_held_back_and_moves_keep_to_their_limit() {
    for (long seed = 0; seed < 60; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      Cluster cluster = RandomClusters.cluster(random);
      List<PackingTask> tasks = new ArrayList<>();
      Map<TaskDemand, Long> counts = new LinkedHashMap<>();
      for (int i = 0; i < 150; i++) {
        TaskDemand demand = RandomClusters.demand(random);
        counts.merge(demand, 1L, Long::sum);
        PackingTask task = PackingTask.waiting("t" + i, demand);
        tasks.add(demand.gpus() == 0 ? task.asRequired() : task);
      }
      double share = random.nextBoolean() ? 0.1 : 0;
      OnlinePlacer placer =
          new OnlinePlacer(
              cluster,
              DemandMix.typical(counts),
              new OnlinePlacer.Settings(seed, random.nextInt(300), share, 200, 2));
      for (int from = 0; from < tasks.size(); from += 16) {
        placer.arrive(tasks.subList(from, Math.min(from + 16, tasks.size())));
        check(seed, cluster, placer);
        assertThat(placer.moved())
            .as("seed %d", seed)
            .isLessThanOrEqualTo((int) (share * placer.running().size()));
      }
      TreeSet<String> names = new TreeSet<>();
      placer.running().forEach(task -> names.add(task.id()));
      placer.waiting().forEach(task -> names.add(task.id()));
      assertThat(names).as("seed %d", seed).hasSize(tasks.size());
      assertThat(placer.running().size() + placer.waiting().size()).isEqualTo(tasks.size());
    }
  }

  private static void check(long seed, Cluster cluster, OnlinePlacer placer) {
    List<PackingTask> all = new ArrayList<>(placer.running());
    all.addAll(placer.waiting());
    PackingPlan plan = new PackingPlan(PackingProblem.of(cluster, all, PackingProblem.NO_MIX));
    NodeLoads loads = plan.loads();
    long held = 0;
    for (int node = 0; node < loads.nodes; node++) {
      assertThat(loads.overload(node)).as("seed %d, node %d", seed, node).isZero();
    }
    for (TaskPlan task : plan.tasks()) {
      if (task.site() != null) {
        held += task.needs().gpuMilli();
        continue;
      }
      for (Site site : plan.sites()) {
        assertThat(loads.fits(task.needs(), site.node(), site.device()))
            .as("seed %d, %s waits though it fits at %s", seed, task, site)
            .isFalse();
      }
    }
    assertThat(placer.heldMilli()).isEqualTo(held);
  }
}
