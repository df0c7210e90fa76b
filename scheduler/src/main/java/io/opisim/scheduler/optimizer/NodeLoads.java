package io.opisim.scheduler.optimizer;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.TaskDemand;
import java.util.Arrays;
import java.util.List;

/**
 * What is held on every node, and by how much too much.
 *
 * <p>Models: CPU, memory, shares of single devices, and whole devices, which are counted: they take
 * any device without a share. Ignores: which devices those are, sockets, memory of a device. Valid
 * for: plans that may be infeasible on the way. Source: the resource model of {@code ClusterState},
 * which refuses what is counted here as overload.
 */
public final class NodeLoads {
  static final int WHOLE = TaskDemand.WHOLE_GPU;
  private static final int MEBIBYTE_BITS = 20;

  final int nodes;
  final int devicesPerNode;
  final int[] gpus;
  final long[] modelBit;
  final long[] freeCpuMilli;
  final long[] freeMemoryBytes;
  final int[] shareMilli;
  final int[] freeWhole;

  /** Nothing is held. */
  public NodeLoads(Cluster cluster) {
    nodes = cluster.nodes().size();
    devicesPerNode = Math.max(1, cluster.largestNodeGpus());
    gpus = new int[nodes];
    modelBit = new long[nodes];
    freeCpuMilli = new long[nodes];
    freeMemoryBytes = new long[nodes];
    shareMilli = new int[nodes * devicesPerNode];
    freeWhole = new int[nodes];
    List<String> models = PackingProblem.models(cluster);
    for (int index = 0; index < nodes; index++) {
      Node node = cluster.nodes().get(index);
      gpus[index] = node.gpus();
      freeWhole[index] = node.gpus();
      modelBit[index] = 1L << models.indexOf(node.gpuModel());
      freeCpuMilli[index] = node.cpuMilli();
      freeMemoryBytes[index] = node.memoryBytes();
    }
  }

  /** A copy that changes on its own. */
  public NodeLoads(NodeLoads other) {
    nodes = other.nodes;
    devicesPerNode = other.devicesPerNode;
    gpus = other.gpus;
    modelBit = other.modelBit;
    freeCpuMilli = other.freeCpuMilli.clone();
    freeMemoryBytes = other.freeMemoryBytes.clone();
    shareMilli = other.shareMilli.clone();
    freeWhole = other.freeWhole.clone();
  }

  /** One node of others, as node 0. */
  NodeLoads(NodeLoads others, int node) {
    nodes = 1;
    devicesPerNode = others.devicesPerNode;
    gpus = new int[] {others.gpus[node]};
    modelBit = new long[] {others.modelBit[node]};
    freeCpuMilli = new long[] {others.freeCpuMilli[node]};
    freeMemoryBytes = new long[] {others.freeMemoryBytes[node]};
    int first = node * devicesPerNode;
    shareMilli = Arrays.copyOfRange(others.shareMilli, first, first + devicesPerNode);
    freeWhole = new int[] {others.freeWhole[node]};
  }

  void hold(TaskNeeds needs, Site site) {
    int node = site.node();
    freeCpuMilli[node] -= needs.cpuMilli();
    freeMemoryBytes[node] -= needs.memoryBytes();
    freeWhole[node] -= needs.wholeGpus();
    if (needs.shareMilli() > 0) {
      int device = node * devicesPerNode + site.device();
      if (shareMilli[device] == 0) {
        freeWhole[node]--;
      }
      shareMilli[device] += needs.shareMilli();
    }
  }

  void giveBack(TaskNeeds needs, Site site) {
    int node = site.node();
    freeCpuMilli[node] += needs.cpuMilli();
    freeMemoryBytes[node] += needs.memoryBytes();
    freeWhole[node] += needs.wholeGpus();
    if (needs.shareMilli() > 0) {
      int device = node * devicesPerNode + site.device();
      shareMilli[device] -= needs.shareMilli();
      if (shareMilli[device] == 0) {
        freeWhole[node]++;
      }
    }
  }

  /** Whether a task fits beside what is held. */
  boolean fits(TaskNeeds needs, int node, int device) {
    return fitsNode(needs, node)
        && (needs.shareMilli() == 0 || fitsDevice(needs.shareMilli(), node, device));
  }

  /** Whether CPU, memory, whole GPUs and the model of a node suffice; shares are not looked at. */
  boolean fitsNode(TaskNeeds needs, int node) {
    return freeCpuMilli[node] >= needs.cpuMilli()
        && freeMemoryBytes[node] >= needs.memoryBytes()
        && freeWhole[node] >= needs.wholeGpus()
        && (needs.models() & modelBit[node]) != 0
        && (needs.gpuMilli() == 0 || gpus[node] > 0);
  }

  boolean fitsDevice(int milli, int node, int device) {
    int held = shareMilli[node * devicesPerNode + device];
    return held == 0 ? freeWhole[node] > 0 && device < gpus[node] : held + milli <= WHOLE;
  }

  /** The device with a share on it that has the least room for a task, else an untouched one. */
  int tightestDevice(int milli, int node) {
    int best = -1;
    int bestHeld = 0;
    int untouched = -1;
    for (int device = 0; device < gpus[node]; device++) {
      int held = shareMilli[node * devicesPerNode + device];
      if (held == 0) {
        untouched = untouched < 0 ? device : untouched;
      } else if (held + milli <= WHOLE && held > bestHeld) {
        best = device;
        bestHeld = held;
      }
    }
    if (best >= 0) {
      return best;
    }
    return freeWhole[node] > 0 ? untouched : -1;
  }

  /** Milli-GPUs of a node that nobody holds. */
  long freeGpuMilli(int node) {
    long free = (long) Math.max(0, freeWhole[node]) * WHOLE;
    int first = node * devicesPerNode;
    for (int device = first; device < first + gpus[node]; device++) {
      if (shareMilli[device] > 0) {
        free += Math.max(0, WHOLE - shareMilli[device]);
      }
    }
    return free;
  }

  /** What is held too much on a node: milli-CPU, MiB and milli-GPU added up. */
  long overload(int node) {
    return gpuOverload(node) + cpuOverload(node) + memoryOverload(node);
  }

  long cpuOverload(int node) {
    return Math.max(0, -freeCpuMilli[node]);
  }

  long memoryOverload(int node) {
    long free = freeMemoryBytes[node];
    return free < 0 ? ((-free - 1) >> MEBIBYTE_BITS) + 1 : 0;
  }

  long gpuOverload(int node) {
    long over = freeWhole[node] < 0 ? (long) -freeWhole[node] * WHOLE : 0;
    int first = node * devicesPerNode;
    for (int device = first; device < first + gpus[node]; device++) {
      if (shareMilli[device] > WHOLE) {
        over += shareMilli[device] - WHOLE;
      }
    }
    return over;
  }
}
