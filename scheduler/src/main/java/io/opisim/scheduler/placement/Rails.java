package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.DeviceBits;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.NodeLimit;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Devices of equal local rank for the tasks of a gang on whole GPUs.
 *
 * <p>Nodes that all have the same devices free are looked for greedily, from each node of the rack
 * in turn: the next is the one that leaves the most devices in common. So a pair is found whenever
 * there is one; of three and more nodes a set can be missed.
 */
final class Rails {
  private Rails() {}

  /** Whether rails make a difference to a job. */
  static boolean matter(ClusterView cluster, Job job) {
    return cluster.cluster().rails() > 0
        && job.tasks() > 1
        && job.demand().gpus() > 0
        && !job.demand().isFractional();
  }

  /**
   * A place in the same rack, with as many tasks on as many nodes, where all nodes give the same
   * devices if such a one is found; else the same nodes with as many equal devices as can be.
   */
  static Assignment inRack(
      ClusterView cluster, Job job, NodeLimit limit, int rack, Assignment placed) {
    Assignment same = onEqualRanks(cluster, job, placed);
    SortedMap<Integer, Integer> tasksOf = tasksOf(placed.nodes());
    int tasks = tasksOf.get(tasksOf.firstKey());
    boolean alike =
        job.demand().equals(job.lastDemand())
            && tasksOf.values().stream().allMatch(count -> count == tasks);
    if (!alike || missed(cluster, job, same) == 0) {
      return same;
    }
    int[] nodes = new Search(cluster, job, limit, rack, tasks).nodes(tasksOf.size());
    return nodes == null
        ? same
        : onEqualRanks(cluster, job, Assignment.gang(eachTimes(nodes, tasks)));
  }

  /** How many tasks are on each node, in the order of nodes. */
  private static SortedMap<Integer, Integer> tasksOf(int[] nodes) {
    SortedMap<Integer, Integer> tasks = new TreeMap<>();
    for (int node : nodes) {
      tasks.merge(node, 1, Integer::sum);
    }
    return tasks;
  }

  private static int[] eachTimes(int[] nodes, int times) {
    int[] all = new int[nodes.length * times];
    for (int task = 0; task < all.length; task++) {
      all[task] = nodes[task / times];
    }
    return all;
  }

  /** Nodes of one rack that have devices in common. */
  private record Search(ClusterView cluster, Job job, int gpus, int[] fitting, long[] free) {
    Search(ClusterView cluster, Job job, NodeLimit limit, int rack, int tasks) {
      this(cluster, job, tasks * job.demand().gpus(), fitting(cluster, job, limit, rack, tasks));
    }

    private Search(ClusterView cluster, Job job, int gpus, int[] fitting) {
      this(
          cluster,
          job,
          gpus,
          fitting,
          Arrays.stream(fitting).mapToLong(node -> DeviceBits.free(cluster, node)).toArray());
    }

    private static int[] fitting(
        ClusterView cluster, Job job, NodeLimit limit, int rack, int tasks) {
      TaskDemand demand = job.demand();
      int[] found = new int[0];
      IntCursor cursor = cluster.tightestInRack(rack, demand);
      for (int node = cursor.next(); node >= 0; node = cursor.next()) {
        if (Math.min(cluster.slots(node, demand), limit.tasksAllowed(node)) >= tasks) {
          found = Arrays.copyOf(found, found.length + 1);
          found[found.length - 1] = node;
        }
      }
      return found;
    }

    /** The set with the fewest free devices of those found, or null if none is. */
    int[] nodes(int count) {
      int[] best = null;
      int bestFree = Integer.MAX_VALUE;
      for (int seed = 0; seed < fitting.length; seed++) {
        int[] grown = grown(seed, count);
        int freeGpus = 0;
        for (int at = 0; grown != null && at < count; at++) {
          freeGpus += Long.bitCount(free[grown[at]]);
        }
        if (grown != null && freeGpus < bestFree) {
          best = grown;
          bestFree = freeGpus;
        }
      }
      return best == null ? null : Arrays.stream(best).map(at -> fitting[at]).toArray();
    }

    private int[] grown(int seed, int count) {
      int[] chosen = new int[count];
      chosen[0] = seed;
      boolean[] taken = new boolean[fitting.length];
      taken[seed] = true;
      long common = free[seed];
      for (int size = 1; size < count; size++) {
        int best = -1;
        int most = gpus - 1;
        for (int at = 0; at < fitting.length; at++) {
          int shared = taken[at] ? 0 : Long.bitCount(common & free[at]);
          if (shared > most) {
            best = at;
            most = shared;
          }
        }
        if (best < 0) {
          return null;
        }
        taken[best] = true;
        chosen[size] = best;
        common &= free[best];
      }
      return chosen;
    }
  }

  /** The same nodes; every task takes devices that the other nodes have free, too, if it can. */
  static Assignment onEqualRanks(ClusterView cluster, Job job, Assignment placed) {
    SortedMap<Integer, Integer> tasksOf = tasksOf(placed.nodes());
    SortedMap<Integer, Long> free = new TreeMap<>();
    long common = -1;
    for (int node : tasksOf.keySet()) {
      free.put(node, DeviceBits.free(cluster, node));
      common &= free.get(node);
    }
    long[] devices = new long[placed.nodes().length];
    for (int task = 0; task < devices.length; task++) {
      int node = placed.nodes()[task];
      devices[task] = DeviceBits.lowest(free.get(node), job.demandOf(task).gpus(), common);
      free.put(node, free.get(node) & ~devices[task]);
    }
    return new Assignment(placed.nodes(), placed.devices(), devices);
  }

  /** Ranks without a partner of their rail, over all pairs of nodes. */
  static long missed(ClusterView cluster, Job job, Assignment placed) {
    SortedMap<Integer, int[]> ranks = new TreeMap<>();
    for (int task = 0; task < placed.nodes().length; task++) {
      int node = placed.nodes()[task];
      int[] onRail = ranks.computeIfAbsent(node, unseen -> new int[cluster.cluster().rails()]);
      for (long left = placed.wholeDevices(task); left != 0; left &= left - 1) {
        onRail[cluster.cluster().rail(node, Long.numberOfTrailingZeros(left))]++;
      }
    }
    int[][] all = ranks.values().toArray(int[][]::new);
    long missed = 0;
    for (int one = 0; one < all.length; one++) {
      for (int other = one + 1; other < all.length; other++) {
        for (int rail = 0; rail < all[one].length; rail++) {
          missed += Math.abs(all[one][rail] - all[other][rail]);
        }
      }
    }
    return missed;
  }
}
