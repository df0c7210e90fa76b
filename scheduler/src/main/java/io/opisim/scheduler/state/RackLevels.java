package io.opisim.scheduler.state;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.IntCursor;

/** For every rack: how many of its nodes have 0, 1, 2 … whole GPUs free. */
final class RackLevels {
  private final int levels;
  private final int[] nodesAt;
  private final int[] rackOf;
  private final int[][] members;

  RackLevels(Cluster cluster, int devicesPerNode) {
    levels = devicesPerNode + 1;
    int racks = cluster.racks();
    nodesAt = new int[racks * levels];
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

  int slots(int rack, TaskDemand demand) {
    if (demand.gpus() == 0 || demand.isFractional()) {
      return members[rack].length * TaskDemand.WHOLE_GPU;
    }
    int slots = 0;
    for (int level = demand.gpus(); level < levels; level++) {
      slots += nodesAt[rack * levels + level] * (level / demand.gpus());
    }
    return slots;
  }

  /** Nodes of the rack that fit, fewest free GPUs first, then by index; costs the rack's size. */
  IntCursor tightestFirst(int rack, ClusterState state, TaskDemand demand) {
    return new IntCursor() {
      private int level = demand.isFractional() ? 0 : demand.gpus();
      private int position;

      @Override
      public int next() {
        for (; level < levels; level++, position = 0) {
          while (position < members[rack].length) {
            int node = members[rack][position++];
            if (state.freeWholeGpus(node) == level && state.fits(node, demand)) {
              return node;
            }
          }
        }
        return -1;
      }
    };
  }
}
