package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.NodeScoring;
import java.util.Arrays;
import java.util.function.Function;

/** Puts all tasks of a job on nodes that come in some order, or none of them. */
final class Gangs {
  private static final DeviceChoice TIGHTEST = (node, demand) -> -1;

  private Gangs() {}

  /** The device of a node that a fractional task gets, or -1 for the tightest. */
  @FunctionalInterface
  interface DeviceChoice {
    /** A device with room. */
    int of(int node, TaskDemand demand);
  }

  /**
   * Fills the nodes with the highest scores first; the scores are those before the first task is
   * placed. The scoring chooses the device of a job's only task; fractional gangs get the tightest.
   */
  static Assignment fillBest(ClusterView cluster, Job job, NodeLimit limit, NodeScoring scoring) {
    return fill(
        cluster,
        job,
        limit,
        demand -> cluster.bestScoredFirst(scoring, demand),
        (node, demand) -> cluster.scorer(scoring).device(node, demand));
  }

  /** Fills each node as far as it goes before the next, on the tightest devices. */
  static Assignment fill(
      ClusterView cluster, Job job, NodeLimit limit, Function<TaskDemand, IntCursor> order) {
    return fill(cluster, job, limit, order, TIGHTEST);
  }

  /**
   * Fills each node as far as it goes before the next.
   *
   * @param order the order of nodes that fit a demand
   */
  static Assignment fill(
      ClusterView cluster,
      Job job,
      NodeLimit limit,
      Function<TaskDemand, IntCursor> order,
      DeviceChoice devices) {
    if (job.tasks() == 1) {
      return single(cluster, job.lastDemand(), limit, order.apply(job.lastDemand()), devices);
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
      return single(cluster, job.lastDemand(), limit, order.apply(job.lastDemand()), TIGHTEST);
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

  /**
   * As few nodes as possible: those with the most free until one could hold the rest, and for the
   * rest the tightest one that can.
   *
   * @param loosest nodes that fit a demand, most free first
   * @param tightest nodes that fit a demand, least free first
   */
  static Assignment fewest(
      ClusterView cluster,
      Job job,
      NodeLimit limit,
      Function<TaskDemand, IntCursor> loosest,
      Function<TaskDemand, IntCursor> tightest) {
    if (job.tasks() == 1) {
      return single(cluster, job.lastDemand(), limit, tightest.apply(job.lastDemand()), TIGHTEST);
    }
    boolean uniform = job.demand().equals(job.lastDemand());
    int[] nodes = new int[job.tasks()];
    int alike = uniform ? nodes.length : nodes.length - 1;
    if (addFewest(cluster, job.demand(), limit, loosest, tightest, nodes, 0, alike) < alike) {
      return null;
    }
    return uniform ? Assignment.gang(nodes) : addLast(cluster, job, limit, tightest, nodes);
  }

  /** Places tasks {@code placed} to {@code end}, as far as they go; returns how many there are. */
  static int addFewest(
      ClusterView cluster,
      TaskDemand demand,
      NodeLimit limit,
      Function<TaskDemand, IntCursor> loosest,
      Function<TaskDemand, IntCursor> tightest,
      int[] nodes,
      int placed,
      int end) {
    int done = placed;
    IntCursor cursor = loosest.apply(demand);
    for (int node = cursor.next(); node >= 0 && done < end; node = cursor.next()) {
      int left = end - done;
      int fit = Math.min(cluster.slots(node, demand), limit.tasksAllowed(node));
      int best = fit < left ? node : tightestFor(left, demand, limit, tightest, nodes, done, node);
      int next = done + Math.max(0, Math.min(fit, left));
      Arrays.fill(nodes, done, next, best);
      done = next;
    }
    return done;
  }

  private static int tightestFor(
      int tasks,
      TaskDemand demand,
      NodeLimit limit,
      Function<TaskDemand, IntCursor> tightest,
      int[] nodes,
      int placed,
      int fallback) {
    if (demand.isFractional() && tasks > 1) {
      return fallback;
    }
    IntCursor cursor = tightest.apply(demand.times(tasks));
    for (int node = cursor.next(); node >= 0; node = cursor.next()) {
      if (limit.tasksAllowed(node) >= tasks && !contains(nodes, placed, node)) {
        return node;
      }
    }
    return fallback;
  }

  private static boolean contains(int[] nodes, int count, int node) {
    for (int index = 0; index < count; index++) {
      if (nodes[index] == node) {
        return true;
      }
    }
    return false;
  }

  private static Assignment single(
      ClusterView cluster,
      TaskDemand demand,
      NodeLimit limit,
      IntCursor cursor,
      DeviceChoice devices) {
    int node = cursor.next();
    while (node >= 0 && limit.tasksAllowed(node) < 1) {
      node = cursor.next();
    }
    if (node < 0) {
      return null;
    }
    if (!demand.isFractional()) {
      return Assignment.single(node);
    }
    int device = devices.of(node, demand);
    return Assignment.single(
        node, device >= 0 ? device : cluster.tightestDevice(node, demand.gpuMilli()));
  }

  /** Puts the last, smaller task on the first node that has room beside the others. */
  static Assignment addLast(
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
