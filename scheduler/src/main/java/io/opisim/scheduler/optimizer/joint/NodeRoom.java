package io.opisim.scheduler.optimizer.joint;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import java.util.Arrays;

/** What is free on the nodes, and where a gang fits into it. */
final class NodeRoom {
  private final Cluster cluster;
  private final int[] rackStart;
  private final int[] gpus;
  private final long[] cpu;
  private final long[] memory;
  private final int[] slots;
  private long totalGpus;

  NodeRoom(Cluster cluster) {
    this.cluster = cluster;
    int nodes = cluster.nodes().size();
    gpus = new int[nodes];
    cpu = new long[nodes];
    memory = new long[nodes];
    slots = new int[nodes];
    rackStart = new int[cluster.racks() + 1];
    for (Node node : cluster.nodes()) {
      rackStart[node.rack() + 1]++;
    }
    for (int rack = 0; rack < cluster.racks(); rack++) {
      rackStart[rack + 1] += rackStart[rack];
    }
    clear();
  }

  void clear() {
    totalGpus = 0;
    for (int node = 0; node < gpus.length; node++) {
      Node described = cluster.nodes().get(node);
      gpus[node] = described.gpus();
      cpu[node] = described.cpuMilli();
      memory[node] = described.memoryBytes();
      totalGpus += gpus[node];
    }
  }

  int racks() {
    return rackStart.length - 1;
  }

  /** Takes what a job holds, or gives it back with {@code sign} -1. */
  void hold(Job job, int[] nodes, int sign) {
    for (int task = 0; task < nodes.length; task++) {
      hold(job.demandOf(task), nodes[task], sign);
    }
  }

  private void hold(TaskDemand demand, int node, int sign) {
    gpus[node] -= sign * demand.gpus();
    cpu[node] -= sign * demand.cpuMilli();
    memory[node] -= sign * demand.memoryBytes();
    totalGpus -= (long) sign * demand.gpus();
  }

  /** Whether a job bound to nodes fits there now. */
  boolean holds(Job job, int[] nodes) {
    hold(job, nodes, 1);
    boolean fits = true;
    for (int node : nodes) {
      fits &= gpus[node] >= 0 && cpu[node] >= 0 && memory[node] >= 0;
    }
    hold(job, nodes, -1);
    return fits;
  }

  boolean accepts(TaskDemand demand, int node) {
    return demand.gpus() == 0
        || demand.gpuModels().isEmpty()
        || demand.gpuModels().contains(cluster.nodes().get(node).gpuModel());
  }

  /** GPUs, thousandths of CPU and MiB too much if these tasks stood on the empty cluster. */
  static long[] overload(Cluster cluster, Job job, int[] nodes) {
    NodeRoom empty = new NodeRoom(cluster);
    empty.hold(job, nodes, 1);
    long[] over = new long[3];
    for (int node = 0; node < empty.gpus.length; node++) {
      over[0] += Math.max(0, -empty.gpus[node]);
      over[1] += Math.max(0, -empty.cpu[node]);
      over[2] += (Math.max(0, -empty.memory[node]) + (1 << 20) - 1) >> 20;
    }
    return over;
  }

  private int slots(int node, TaskDemand demand) {
    if (!accepts(demand, node)) {
      return 0;
    }
    long fit = Integer.MAX_VALUE;
    fit = demand.gpus() > 0 ? Math.min(fit, gpus[node] / demand.gpus()) : fit;
    fit = demand.cpuMilli() > 0 ? Math.min(fit, cpu[node] / demand.cpuMilli()) : fit;
    fit = demand.memoryBytes() > 0 ? Math.min(fit, memory[node] / demand.memoryBytes()) : fit;
    return (int) Math.max(0, fit);
  }

  /** Racks that a set of nodes stands in. */
  int racksOf(int[] nodes) {
    boolean[] seen = new boolean[racks()];
    int count = 0;
    for (int node : nodes) {
      int rack = cluster.nodes().get(node).rack();
      count += seen[rack] ? 0 : 1;
      seen[rack] = true;
    }
    return count;
  }

  /** Nodes of the tasks of a job by a rule, or null if it does not fit so now. */
  int[] place(Job job, Spot spot, int fewestRacks) {
    if (job.gpus() > totalGpus) {
      return null;
    }
    int[] nodes = new int[job.tasks()];
    boolean uniform = job.demand().equals(job.lastDemand());
    int alike = uniform ? nodes.length : nodes.length - 1;
    for (int node = 0; node < slots.length; node++) {
      slots[node] = slots(node, job.demand());
    }
    boolean placed;
    if (spot instanceof Spot.Shuffled shuffled) {
      placed = shuffle(shuffled.seed(), nodes, alike);
    } else if (spot instanceof Spot.Around around) {
      placed = fillFrom(around.node(), nodes, alike);
    } else {
      placed = byRacks(spot, fewestRacks, nodes, alike);
    }
    if (!placed) {
      return null;
    }
    if (!uniform && !placeLast(job, nodes, spot)) {
      return null;
    }
    return nodes;
  }

  private boolean byRacks(Spot spot, int fewestRacks, int[] nodes, int alike) {
    if (spot instanceof Spot.InRack only) {
      return fill(only.rack(), nodes, 0, alike) == alike;
    }
    int most = spot instanceof Spot.FewestRacks ? fewestRacks : Integer.MAX_VALUE;
    boolean[] used = new boolean[racks()];
    int placed = 0;
    for (int racks = 0; placed < alike && racks < most; racks++) {
      int rack = nextRack(used, alike - placed);
      if (rack < 0) {
        return false;
      }
      used[rack] = true;
      placed = fill(rack, nodes, placed, alike);
    }
    return placed == alike;
  }

  /** The rack with the least room that holds so many, or else the one with the most. */
  private int nextRack(boolean[] used, int left) {
    int best = -1;
    long bestRoom = 0;
    for (int rack = 0; rack < used.length; rack++) {
      long room = used[rack] ? 0 : room(rack);
      boolean better =
          best < 0
              ? room > 0
              : bestRoom >= left ? room >= left && room < bestRoom : room > bestRoom;
      if (better) {
        best = rack;
        bestRoom = room;
      }
    }
    return best;
  }

  private long room(int rack) {
    long room = 0;
    for (int node = rackStart[rack]; node < rackStart[rack + 1]; node++) {
      room += slots[node];
    }
    return room;
  }

  /** Fills a rack: a single task goes to the tightest node, more to the roomiest ones first. */
  private int fill(int rack, int[] nodes, int placed, int end) {
    int done = placed;
    while (done < end) {
      int best = -1;
      for (int node = rackStart[rack]; node < rackStart[rack + 1]; node++) {
        if (slots[node] > 0 && (best < 0 || isBetter(node, best, end - done))) {
          best = node;
        }
      }
      if (best < 0) {
        return done;
      }
      int next = Math.min(end, done + slots[best]);
      Arrays.fill(nodes, done, next, best);
      slots[best] = 0;
      done = next;
    }
    return done;
  }

  private boolean isBetter(int node, int best, int left) {
    return slots[best] >= left
        ? slots[node] >= left && gpus[node] < gpus[best]
        : slots[node] > slots[best];
  }

  private boolean fillFrom(int first, int[] nodes, int alike) {
    int rack = cluster.nodes().get(first).rack();
    int placed = 0;
    for (int there = 0; there < 2; there++) {
      for (int step = 0; placed < alike && step < slots.length; step++) {
        for (int node : step == 0 ? new int[] {first} : new int[] {first + step, first - step}) {
          boolean turn = node >= 0 && node < slots.length && placed < alike;
          if (turn && (cluster.nodes().get(node).rack() == rack) == (there == 0)) {
            int next = Math.min(alike, placed + slots[node]);
            Arrays.fill(nodes, placed, next, node);
            placed = next;
          }
        }
      }
    }
    return placed == alike;
  }

  private boolean shuffle(long seed, int[] nodes, int alike) {
    int placed = 0;
    while (placed < alike) {
      int best = -1;
      long bestKey = 0;
      for (int node = 0; node < slots.length; node++) {
        long key = mix(seed + node * 0x9E3779B97F4A7C15L);
        if (slots[node] > 0 && (best < 0 || key < bestKey)) {
          best = node;
          bestKey = key;
        }
      }
      if (best < 0) {
        return false;
      }
      int next = Math.min(alike, placed + slots[best]);
      Arrays.fill(nodes, placed, next, best);
      slots[best] = 0;
      placed = next;
    }
    return true;
  }

  /** SplitMix64's finaliser. */
  private static long mix(long value) {
    long mixed = (value ^ (value >>> 30)) * 0xBF58476D1CE4E5B9L;
    mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
    return mixed ^ (mixed >>> 31);
  }

  /** The last, smaller task goes to the tightest node left, near the others if it can. */
  private boolean placeLast(Job job, int[] nodes, Spot spot) {
    int last = nodes.length - 1;
    for (int task = 0; task < last; task++) {
      hold(job.demand(), nodes[task], 1);
    }
    int best = -1;
    for (int node = 0; node < gpus.length; node++) {
      boolean allowed =
          !(spot instanceof Spot.InRack only) || cluster.nodes().get(node).rack() == only.rack();
      if (allowed
          && slots(node, job.lastDemand()) > 0
          && (best < 0 || isNearer(node, best, nodes))) {
        best = node;
      }
    }
    for (int task = 0; task < last; task++) {
      hold(job.demand(), nodes[task], -1);
    }
    nodes[last] = best;
    return best >= 0;
  }

  private boolean isNearer(int node, int best, int[] nodes) {
    if (nodes.length == 1) {
      return gpus[node] < gpus[best];
    }
    int rack = cluster.nodes().get(nodes[0]).rack();
    boolean near = cluster.nodes().get(node).rack() == rack;
    boolean bestNear = cluster.nodes().get(best).rack() == rack;
    return near == bestNear ? gpus[node] < gpus[best] : near;
  }
}
