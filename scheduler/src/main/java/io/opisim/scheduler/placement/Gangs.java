package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.NodeLimit;
import java.util.Arrays;
import java.util.function.Function;

/** Puts all tasks of a job on nodes that come in some order, or none of them. */
final class Gangs {
  private Gangs() {}

  /**
   * Fills each node as far as it goes before the next.
   *
   * @param order the order of nodes that fit a demand
   */
  static Assignment fill(
      ClusterView cluster, Job job, NodeLimit limit, Function<TaskDemand, IntCursor> order) {
    if (job.tasks() == 1) {
      return single(cluster, job.lastDemand(), limit, order.apply(job.lastDemand()));
    }
    TaskDemand demand = job.demand();
    boolean uniform = demand.equals(job.lastDemand());
    int alike = uniform ? job.tasks() : job.tasks() - 1;
    int[] nodes = new int[job.tasks()];
    int placed = 0;
    IntCursor cursor = order.apply(demand);
    while (placed < alike) {
      int node = cursor.next();
      if (node < 0) {
        return null;
      }
      int fit = Math.min(cluster.slots(node, demand), limit.tasksAllowed(node));
      int end = Math.min(alike, placed + fit);
      Arrays.fill(nodes, placed, Math.max(placed, end), node);
      placed = Math.max(placed, end);
    }
    return uniform ? Assignment.gang(nodes) : addLast(cluster, job, limit, order, nodes);
  }

  /** One task a node as long as there are nodes, then a second one on each, and so on. */
  static Assignment spread(
      ClusterView cluster, Job job, NodeLimit limit, Function<TaskDemand, IntCursor> order) {
    if (job.tasks() == 1) {
      return single(cluster, job.lastDemand(), limit, order.apply(job.lastDemand()));
    }
    TaskDemand demand = job.demand();
    boolean uniform = demand.equals(job.lastDemand());
    int alike = uniform ? job.tasks() : job.tasks() - 1;
    int[] candidates = new int[alike];
    int[] fits = new int[alike];
    int found = 0;
    IntCursor cursor = order.apply(demand);
    for (int node = cursor.next(); node >= 0 && found < alike; node = cursor.next()) {
      candidates[found] = node;
      fits[found] = Math.min(cluster.slots(node, demand), limit.tasksAllowed(node));
      found += fits[found] > 0 ? 1 : 0;
    }
    int[] nodes = new int[job.tasks()];
    int placed = 0;
    for (int round = 1; placed < alike; round++) {
      int before = placed;
      for (int index = 0; index < found && placed < alike; index++) {
        if (fits[index] >= round) {
          nodes[placed++] = candidates[index];
        }
      }
      if (placed == before) {
        return null;
      }
    }
    return uniform ? Assignment.gang(nodes) : addLast(cluster, job, limit, order, nodes);
  }

  private static Assignment single(
      ClusterView cluster, TaskDemand demand, NodeLimit limit, IntCursor cursor) {
    int node = cursor.next();
    while (node >= 0 && limit.tasksAllowed(node) < 1) {
      node = cursor.next();
    }
    if (node < 0) {
      return null;
    }
    return demand.isFractional()
        ? Assignment.single(node, cluster.tightestDevice(node, demand.gpuMilli()))
        : Assignment.single(node);
  }

  private static Assignment addLast(
      ClusterView cluster,
      Job job,
      NodeLimit limit,
      Function<TaskDemand, IntCursor> order,
      int[] nodes) {
    int alike = job.tasks() - 1;
    IntCursor cursor = order.apply(job.lastDemand());
    for (int node = cursor.next(); node >= 0; node = cursor.next()) {
      int here = 0;
      for (int task = 0; task < alike; task++) {
        here += nodes[task] == node ? 1 : 0;
      }
      if (limit.tasksAllowed(node) > here
          && cluster.fitsBeside(node, job.demand(), here, job.lastDemand())) {
        nodes[alike] = node;
        return Assignment.gang(nodes);
      }
    }
    return null;
  }
}
