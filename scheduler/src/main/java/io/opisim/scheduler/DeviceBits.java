package io.opisim.scheduler;

import io.opisim.models.workload.TaskDemand;

/** Devices of a node as bits, the lowest bit device 0. */
public final class DeviceBits {
  private DeviceBits() {}

  /** The lowest {@code count} of some devices, or all if there are fewer. */
  public static long lowest(long devices, int count) {
    long rest = devices;
    for (int taken = 0; taken < count; taken++) {
      rest &= rest - 1;
    }
    return devices & ~rest;
  }

  /** So many of some devices, preferred ones first, the lowest first among them. */
  public static long lowest(long devices, int count, long preferred) {
    long first = lowest(devices & preferred, count);
    return first | lowest(devices & ~preferred, count - Long.bitCount(first));
  }

  /** The devices of a node that nobody holds a part of. */
  public static long free(ClusterView cluster, int node) {
    long free = 0;
    int gpus = cluster.cluster().nodes().get(node).gpus();
    for (int device = 0; device < gpus; device++) {
      free |= cluster.freeGpuMilli(node, device) == TaskDemand.WHOLE_GPU ? 1L << device : 0;
    }
    return free;
  }
}
