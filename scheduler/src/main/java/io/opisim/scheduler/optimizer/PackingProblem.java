package io.opisim.scheduler.optimizer;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.DemandMix;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which tasks to place on which nodes, and what a plan is judged by.
 *
 * @param cluster the nodes
 * @param tasks what may be placed; running and pinned tasks among them count
 * @param held what others hold, who are not part of the problem; null for nothing
 * @param quotaGpuMilli the most milli-GPUs that a group may hold; groups without an entry are free
 * @param mix what typically comes, for which free capacity is kept whole
 * @param moveCostMilli milli-GPUs that one move of a running task must gain
 * @param mostMoves how many running tasks may be moved
 */
public record PackingProblem(
    Cluster cluster,
    List<PackingTask> tasks,
    NodeLoads held,
    SortedMap<String, Long> quotaGpuMilli,
    DemandMix mix,
    long moveCostMilli,
    int mostMoves) {
  /** Nothing is known to come. */
  public static final DemandMix NO_MIX = new DemandMix(List.of(), List.of());

  private static final int MAX_MODELS = 63;

  /** Copies what can change. */
  public PackingProblem {
    tasks = List.copyOf(tasks);
    held = held == null ? new NodeLoads(cluster) : new NodeLoads(held);
    quotaGpuMilli = new TreeMap<>(quotaGpuMilli);
    if (moveCostMilli < 0 || mostMoves < 0) {
      throw new IllegalArgumentException(
          mostMoves + " moves at " + moveCostMilli + " milli-GPU each");
    }
    if (models(cluster).size() > MAX_MODELS) {
      throw new IllegalArgumentException("more than " + MAX_MODELS + " GPU models in one cluster");
    }
  }

  /** Tasks on an empty cluster, no quotas, moves free and as many as one likes. */
  public static PackingProblem of(Cluster cluster, List<PackingTask> tasks, DemandMix mix) {
    return new PackingProblem(cluster, tasks, null, new TreeMap<>(), mix, 0, Integer.MAX_VALUE);
  }

  /** GPU models of a cluster in alphabetical order: the numbering used below. */
  static List<String> models(Cluster cluster) {
    return cluster.nodes().stream().map(Node::gpuModel).distinct().sorted().toList();
  }

  /** The models that a demand accepts, as bits in the order of {@link #models}. */
  static long modelMask(List<String> models, TaskDemand demand) {
    if (demand.gpus() == 0 || demand.gpuModels().isEmpty()) {
      return -1;
    }
    long mask = 0;
    for (String model : demand.gpuModels()) {
      int number = models.indexOf(model);
      mask |= number < 0 ? 0 : 1L << number;
    }
    return mask;
  }
}
