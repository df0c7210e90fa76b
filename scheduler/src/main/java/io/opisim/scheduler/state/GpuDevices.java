package io.opisim.scheduler.state;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.DeviceBits;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;

/** What is free of every GPU device, and what that makes for each node. */
final class GpuDevices {
  private static final int MAX_DEVICES = 64;

  private final int perNode;
  private final int[] count;
  private final int[] freeMilli;
  private final int[] freeWhole;
  private final int[] mostMilli;

  GpuDevices(Cluster cluster) {
    perNode = Math.max(1, cluster.largestNodeGpus());
    if (perNode > MAX_DEVICES) {
      throw new IllegalArgumentException(
          "a node has " + perNode + " GPUs; at most " + MAX_DEVICES + " are supported");
    }
    int nodes = cluster.nodes().size();
    count = new int[nodes];
    freeMilli = new int[nodes * perNode];
    freeWhole = new int[nodes];
    mostMilli = new int[nodes];
    for (int node = 0; node < nodes; node++) {
      count[node] = cluster.nodes().get(node).gpus();
      int first = node * perNode;
      Arrays.fill(freeMilli, first, first + count[node], TaskDemand.WHOLE_GPU);
      recount(node);
    }
  }

  /** The most devices that a node has, at least 1. */
  int perNode() {
    return perNode;
  }

  int of(int node) {
    return count[node];
  }

  int freeMilli(int node, int device) {
    return freeMilli[node * perNode + device];
  }

  /** Devices that nobody holds a part of, as of the last {@link #recount}. */
  int freeWhole(int node) {
    return freeWhole[node];
  }

  /** What the loosest device has free, as of the last {@link #recount}. */
  int mostMilli(int node) {
    return mostMilli[node];
  }

  int loosest(int node) {
    int best = -1;
    for (int device = 0; device < count[node]; device++) {
      if (best < 0 || freeMilli(node, device) > freeMilli(node, best)) {
        best = device;
      }
    }
    return best;
  }

  int tightest(int node, int gpuMilli) {
    int best = -1;
    for (int device = 0; device < count[node]; device++) {
      int free = freeMilli(node, device);
      if (free >= gpuMilli && (best < 0 || free < freeMilli(node, best))) {
        best = device;
      }
    }
    return best;
  }

  int any(int node, int gpuMilli, IntUnaryOperator choice) {
    int fitting = 0;
    for (int device = 0; device < count[node]; device++) {
      fitting += freeMilli(node, device) >= gpuMilli ? 1 : 0;
    }
    int left = fitting == 0 ? 0 : choice.applyAsInt(fitting);
    for (int device = 0; device < count[node]; device++) {
      if (freeMilli(node, device) >= gpuMilli && left-- == 0) {
        return device;
      }
    }
    return -1;
  }

  /** How many fractions of that size fit. */
  int pieces(int node, int gpuMilli) {
    int pieces = 0;
    for (int device = 0; device < count[node]; device++) {
      pieces += freeMilli(node, device) / gpuMilli;
    }
    return pieces;
  }

  /** Takes the chosen devices, or the lowest free ones; returns them as bits. */
  long take(int node, TaskDemand demand, Assignment place, int task, NodeOrders orders) {
    int first = node * perNode;
    if (demand.isFractional()) {
      int chosen = place.device(task);
      int device = chosen >= 0 ? chosen : tightest(node, demand.gpuMilli());
      if (device < 0 || device >= count[node] || freeMilli(node, device) < demand.gpuMilli()) {
        throw new IllegalStateException(
            "device " + device + " of node " + node + " has no " + demand.gpuMilli() + " milli");
      }
      orders.removeDevice(first + device);
      freeMilli[first + device] -= demand.gpuMilli();
      orders.addDevice(first + device);
      return 1L << device;
    }
    long mask = whole(node, demand.gpus(), place.wholeDevices(task));
    takeWhole(node, mask, orders);
    return mask;
  }

  /** Takes whole devices that are free. */
  void takeWhole(int node, long mask, NodeOrders orders) {
    for (long left = mask; left != 0; left &= left - 1) {
      int device = node * perNode + Long.numberOfTrailingZeros(left);
      orders.removeDevice(device);
      freeMilli[device] = 0;
      orders.addDevice(device);
    }
  }

  private long whole(int node, int gpus, long chosen) {
    long free = 0;
    for (int device = 0; device < count[node]; device++) {
      free |= freeMilli(node, device) == TaskDemand.WHOLE_GPU ? 1L << device : 0;
    }
    if (chosen != 0 && (Long.bitCount(chosen) != gpus || (chosen & ~free) != 0)) {
      throw new IllegalStateException(
          "devices "
              + Long.toBinaryString(chosen)
              + " of node "
              + node
              + " are not "
              + gpus
              + " free ones of "
              + Long.toBinaryString(free));
    }
    return chosen != 0 ? chosen : DeviceBits.lowest(free, gpus);
  }

  void give(int node, TaskDemand demand, long mask, NodeOrders orders) {
    int first = node * perNode;
    for (long left = mask; left != 0; left &= left - 1) {
      int device = first + Long.numberOfTrailingZeros(left);
      orders.removeDevice(device);
      freeMilli[device] += demand.gpuMilli();
      orders.addDevice(device);
      if (freeMilli[device] > TaskDemand.WHOLE_GPU) {
        throw new IllegalStateException("more was given back to node " + node + " than was taken");
      }
    }
  }

  /** Counts a node's free devices anew after it has changed. */
  void recount(int node) {
    int first = node * perNode;
    int whole = 0;
    int most = 0;
    for (int device = first; device < first + count[node]; device++) {
      most = Math.max(most, freeMilli[device]);
      whole += freeMilli[device] == TaskDemand.WHOLE_GPU ? 1 : 0;
    }
    freeWhole[node] = whole;
    mostMilli[node] = most;
  }
}
