package io.opisim.scheduler.optimizer;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The construction heuristic: a plan in one pass, for the search to start from.
 *
 * <p>Required tasks without a GPU go first, each to the node with the most CPU per free GPU, so
 * that GPUs keep the CPU they need. The others follow, largest first; each goes to the node whose
 * free CPU per free GPU is nearest to its own, a share of a GPU onto the fullest device there.
 * Tasks that run or are pinned stay. What does not fit is left out.
 */
final class GreedyStart {
  private static final Comparator<TaskPlan> LARGEST_FIRST =
      Comparator.<TaskPlan>comparingInt(plan -> plan.needs().gpuMilli() == 0 ? 0 : 1)
          .thenComparing(plan -> plan.needs().gpuMilli(), Comparator.reverseOrder())
          .thenComparing(plan -> plan.needs().cpuMilli(), Comparator.reverseOrder())
          .thenComparing(plan -> plan.needs().memoryBytes(), Comparator.reverseOrder())
          .thenComparing(TaskPlan::index);

  private GreedyStart() {}

  /** Places what waits and fits. */
  static void fill(PackingPlan plan) {
    NodeLoads loads = plan.loads();
    List<TaskPlan> waiting = new ArrayList<>();
    long[] groupMilli = new long[plan.rules().groups()];
    for (TaskPlan task : plan.tasks()) {
      if (task.site() == null && !task.pinned()) {
        waiting.add(task);
      } else if (task.site() != null && task.group() >= 0) {
        groupMilli[task.group()] += task.needs().gpuMilli();
      }
    }
    waiting.sort(LARGEST_FIRST);
    for (TaskPlan task : waiting) {
      int group = task.group();
      boolean allowed =
          group < 0
              || groupMilli[group] + task.needs().gpuMilli() <= plan.rules().quotaMilli(group);
      Site site = allowed ? best(loads, task.needs()) : null;
      if (site != null) {
        task.place(site);
        loads.hold(task.needs(), site);
        if (group >= 0) {
          groupMilli[group] += task.needs().gpuMilli();
        }
      }
    }
  }

  private static Site best(NodeLoads loads, TaskNeeds needs) {
    int bestNode = -1;
    int bestDevice = 0;
    double best = Double.POSITIVE_INFINITY;
    for (int node = 0; node < loads.nodes; node++) {
      if (!loads.fitsNode(needs, node)) {
        continue;
      }
      int device = 0;
      if (needs.shareMilli() > 0) {
        device = loads.tightestDevice(needs.shareMilli(), node);
        if (device < 0) {
          continue;
        }
      }
      double cost = imbalance(loads, needs, node);
      if (cost < best) {
        best = cost;
        bestNode = node;
        bestDevice = device;
      }
    }
    return bestNode < 0 ? null : new Site(bestNode, bestDevice);
  }

  /** How far a node's free CPU per free GPU is from what the task asks for. */
  private static double imbalance(NodeLoads loads, TaskNeeds needs, int node) {
    double cpuPerGpu = loads.freeCpuMilli[node] / (double) Math.max(1, loads.freeGpuMilli(node));
    if (needs.gpuMilli() == 0) {
      return -cpuPerGpu;
    }
    return Math.abs(cpuPerGpu - needs.cpuMilli() / (double) needs.gpuMilli());
  }
}
