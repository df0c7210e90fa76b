package io.opisim.scheduler.state;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.IntCursor;

/**
 * For every rack: how many of its nodes have 0, 1, 2 … whole GPUs free, and what is free in it in
 * sum.
 */
final class RackLevels {
  private static final int ALL_ONE_CAN_COUNT = Integer.MAX_VALUE - 1;

  private final int levels;
  private final int[] nodesAt;
  private final long[] freeCpuMilli;
  private final long[] freeGpuMilli;
  private final int[] rackOf;
  private final int[][] members;

  RackLevels(Cluster cluster, int devicesPerNode) {
    levels = devicesPerNode + 1;
    int racks = cluster.racks();
    nodesAt = new int[racks * levels];
    freeCpuMilli = new long[racks];
    freeGpuMilli = new long[racks];
    rackOf = new int[cluster.nodes().size()];
    int[] count = new int[racks];
    for (int node = 0; node < rackOf.length; node++) {
      rackOf[node] = cluster.nodes().get(node).rack();
      count[rackOf[node]]++;
    }
    members = new int[racks][];
    for (int rack = 0; rack < racks; rack++) {
      members[rack] = new int[count[rack]];
    }
    for (int node = rackOf.length - 1; node >= 0; node--) {
      members[rackOf[node]][--count[rackOf[node]]] = node;
    }
  }

  int rackOf(int node) {
    return rackOf[node];
  }

  /** A node of a rack went from {@code before} free GPUs (-1: it is new) to {@code after}. */
  void set(int rack, int before, int after) {
    if (before >= 0) {
      nodesAt[rack * levels + before]--;
    }
    nodesAt[rack * levels + after]++;
  }

  /** So much more is free in a rack. */
  void change(int rack, long cpuMilli, long gpuMilli) {
    freeCpuMilli[rack] += cpuMilli;
    freeGpuMilli[rack] += gpuMilli;
  }

  int slots(int rack, TaskDemand demand) {
    if (demand.isFractional()) {
      return (int) Math.min(ALL_ONE_CAN_COUNT, freeGpuMilli[rack] / demand.gpuMilli());
    }
    if (demand.gpus() == 0) {
      return demand.cpuMilli() == 0
          ? ALL_ONE_CAN_COUNT
          : (int) Math.min(ALL_ONE_CAN_COUNT, freeCpuMilli[rack] / demand.cpuMilli());
    }
    int slots = 0;
    for (int level = demand.gpus(); level < levels; level++) {
      slots += nodesAt[rack * levels + level] * (level / demand.gpus());
    }
    return slots;
  }

  /** Nodes of the rack that fit, by what they have free, then by index. */
  IntCursor fitting(int rack, ClusterState state, TaskDemand demand, boolean tightest) {
    int[] nodes = new int[members[rack].length];
    long[] keys = new long[nodes.length];
    int count = 0;
    for (int node : members[rack]) {
      if (state.fits(node, demand)) {
        long free = free(state, node, demand, tightest);
        long key = tightest ? free : -free;
        int at = count++;
        for (; at > 0 && keys[at - 1] > key; at--) {
          keys[at] = keys[at - 1];
          nodes[at] = nodes[at - 1];
        }
        keys[at] = key;
        nodes[at] = node;
      }
    }
    int found = count;
    return new IntCursor() {
      private int position;

      @Override
      public int next() {
        return position < found ? nodes[position++] : -1;
      }
    };
  }

  private static long free(ClusterState state, int node, TaskDemand demand, boolean tightest) {
    if (demand.isFractional()) {
      int device =
          tightest ? state.tightestDevice(node, demand.gpuMilli()) : state.loosestDevice(node);
      return state.freeGpuMilli(node, device);
    }
    return demand.gpus() > 0 ? state.freeWholeGpus(node) : state.freeCpuMilli(node);
  }
}
