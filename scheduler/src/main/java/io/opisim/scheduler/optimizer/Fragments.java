package io.opisim.scheduler.optimizer;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.DemandMix;
import java.util.List;

/**
 * The fragments of a node: free GPU capacity that the tasks which typically come cannot use.
 *
 * <p>Models: for each shape of the mix, the free capacity of devices that have room for it is
 * usable if the node can host one such task, the rest is a fragment; summed over the shapes,
 * weighted by how often they come. That is the measure of the source. Beyond it, a tenth of what is
 * usable counts only so far as the node's free CPU lasts for as many such tasks as there is room
 * for: the measure of the source sees that CPU runs out only when the last task no longer fits. In
 * milli-GPU times tasks times ten, whole numbers, so that sums are exact. Ignores: memory. Valid
 * for: comparing plans of one problem. Source: F_n(M) of Weng et al., "Beware of Fragmentation"
 * (USENIX ATC 2023); the tenth is ours; docs/models/optimizer.md says how it was chosen.
 */
final class Fragments {
  /** Parts of what is usable in all, and those of them that count only as CPU lasts. */
  private static final int PARTS = 10;

  private static final int CPU_PARTS = 1;

  private final int shapes;
  private final long[] cpuMilli;
  private final int[] gpus;
  private final int[] milli;
  private final long[] models;
  private final long[] count;
  private final long weight;

  Fragments(Cluster cluster, DemandMix mix) {
    List<String> names = PackingProblem.models(cluster);
    int gpuShapes = (int) mix.shapes().stream().filter(shape -> shape.gpus() > 0).count();
    shapes = gpuShapes;
    cpuMilli = new long[shapes];
    gpus = new int[shapes];
    milli = new int[shapes];
    models = new long[shapes];
    count = new long[shapes];
    int next = 0;
    for (int i = 0; i < mix.shapes().size(); i++) {
      TaskDemand shape = mix.shapes().get(i);
      if (shape.gpus() > 0) {
        cpuMilli[next] = shape.cpuMilli();
        gpus[next] = shape.gpus();
        milli[next] = shape.gpuMilli();
        models[next] = PackingProblem.modelMask(names, shape);
        count[next] = mix.counts().get(i);
        next++;
      }
    }
    weight = PARTS * mix.total();
  }

  /** Fragments of a node in milli-GPU times tasks of the mix times ten. */
  long of(NodeLoads loads, int node) {
    if (weight == 0) {
      return 0;
    }
    long free = loads.freeGpuMilli(node);
    if (free == 0) {
      return 0;
    }
    long freeCpu = loads.freeCpuMilli[node];
    long model = loads.modelBit[node];
    long usable = 0;
    for (int i = 0; i < shapes; i++) {
      if (freeCpu >= cpuMilli[i] && (models[i] & model) != 0) {
        usable += count[i] * usable(loads, node, i, freeCpu);
      }
    }
    return free * weight - usable;
  }

  private long usable(NodeLoads loads, int node, int shape, long freeCpu) {
    int size = milli[shape];
    int whole = Math.max(0, loads.freeWhole[node]);
    long capacity = (long) whole * NodeLoads.WHOLE;
    long slots;
    if (size == NodeLoads.WHOLE) {
      slots = whole / gpus[shape];
    } else {
      slots = (long) whole * (NodeLoads.WHOLE / size);
      int first = node * loads.devicesPerNode;
      for (int device = first; device < first + loads.gpus[node]; device++) {
        int room = NodeLoads.WHOLE - loads.shareMilli[device];
        if (room >= size && room < NodeLoads.WHOLE) {
          slots += room / size;
          capacity += room;
        }
      }
    }
    if (slots == 0) {
      return 0;
    }
    if (cpuMilli[shape] * slots <= freeCpu) {
      return PARTS * capacity;
    }
    long byCpu = freeCpu / cpuMilli[shape];
    return (PARTS - CPU_PARTS) * capacity + CPU_PARTS * (capacity * byCpu / slots);
  }
}
