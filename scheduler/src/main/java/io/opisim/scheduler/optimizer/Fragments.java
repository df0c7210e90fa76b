package io.opisim.scheduler.optimizer;

import io.opisim.models.topology.Cluster;
import java.util.List;

/**
 * The fragments of a node: free GPU capacity that the expected tasks cannot use.
 *
 * <p>Models: for each shape of the target workload, all free capacity of a node that cannot host
 * it, else that of the devices with too little room for it; summed over the shapes weighted by how
 * many tasks have them. In milli-GPU times tasks, whole numbers, so that sums are exact. Ignores:
 * memory. Valid for: comparing plans of one problem. Source: Weng et al., "Beware of
 * Fragmentation", USENIX ATC 2023, definition of F_n(M).
 */
final class Fragments {
  private final int shapes;
  private final long[] cpuMilli;
  private final int[] gpus;
  private final int[] milli;
  private final long[] models;
  private final long[] count;
  private final long tasks;

  Fragments(Cluster cluster, TargetWorkload target) {
    List<String> names = PackingProblem.models(cluster);
    shapes = target.shapes().size();
    cpuMilli = new long[shapes];
    gpus = new int[shapes];
    milli = new int[shapes];
    models = new long[shapes];
    count = new long[shapes];
    for (int i = 0; i < shapes; i++) {
      TargetWorkload.Shape shape = target.shapes().get(i);
      cpuMilli[i] = shape.demand().cpuMilli();
      gpus[i] = shape.demand().gpus();
      milli[i] = shape.demand().gpuMilli();
      models[i] = PackingProblem.modelMask(names, shape.demand());
      count[i] = shape.count();
    }
    tasks = target.tasks();
  }

  /** Fragments of a node in milli-GPU times tasks of the target workload. */
  long of(NodeLoads loads, int node) {
    if (tasks == 0) {
      return 0;
    }
    long free = loads.freeGpuMilli(node);
    if (free == 0) {
      return 0;
    }
    int most = largestRoom(loads, node);
    long usable = 0;
    for (int i = 0; i < shapes; i++) {
      boolean hosted =
          gpus[i] > 0
              && loads.freeCpuMilli[node] >= cpuMilli[i]
              && most >= milli[i]
              && (gpus[i] == 1 || loads.freeWhole[node] >= gpus[i])
              && (models[i] & loads.modelBit[node]) != 0;
      if (hosted) {
        usable += count[i] * (free - tooSmall(loads, node, milli[i]));
      }
    }
    return free * tasks - usable;
  }

  private static int largestRoom(NodeLoads loads, int node) {
    if (loads.freeWhole[node] > 0) {
      return NodeLoads.WHOLE;
    }
    int most = 0;
    int first = node * loads.devicesPerNode;
    for (int device = first; device < first + loads.gpus[node]; device++) {
      int held = loads.shareMilli[device];
      if (held > 0) {
        most = Math.max(most, NodeLoads.WHOLE - held);
      }
    }
    return most;
  }

  /** Free capacity on devices with less room than {@code milli}. */
  private static long tooSmall(NodeLoads loads, int node, int milli) {
    long small = 0;
    int first = node * loads.devicesPerNode;
    for (int device = first; device < first + loads.gpus[node]; device++) {
      int room = NodeLoads.WHOLE - loads.shareMilli[device];
      if (room < milli && room > 0) {
        small += room;
      }
    }
    return small;
  }
}
