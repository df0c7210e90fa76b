package io.opisim.scheduler.placement;

import io.opisim.models.topology.Node;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.DemandMix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much of the free GPU capacity of a node the tasks that typically come cannot use.
 *
 * <p>For a shape of the mix, all that is free of a node's GPUs is a fragment if the node cannot
 * host the shape (too few free devices of that size, too little free CPU, a model it does not
 * accept) or if the shape asks for no GPU; otherwise the free parts of devices that are too small
 * for it are. The measure is the mean over the mix. Memory is not looked at.
 *
 * <p>Amounts are exact: thousandths of a GPU, times {@link #weight()}. A fragment is kept as what
 * is free less what can be used, and what can be used of a device depends on its own free part, the
 * free CPU and the GPU model alone (and, for shapes of several GPUs, on the number of free
 * devices), so that a change of one device costs one look into a table.
 *
 * <p>Source: Weng et al., "Beware of Fragmentation: Scheduling GPU-Sharing Workloads with
 * Fragmentation Gradient Descent" (USENIX ATC 2023), and its simulator.
 */
public final class FragmentationMeasure {
  private final long weight;
  private final long[] cpuSteps;
  private final int[] models;

  /** Weight of the shapes on one device that fit into so much of it, by model and CPU step. */
  private final long[][][] usable;

  /** Weight of the shapes on 2 to n whole devices, by model, CPU step and n. */
  private final long[][][] usableWhole;

  /** The measure for the mix and the GPU models of a cluster. */
  public FragmentationMeasure(ClusterView cluster) {
    this(cluster.cluster().nodes(), cluster.typicalDemands());
  }

  /** The measure for a mix on these nodes. */
  public FragmentationMeasure(List<Node> nodes, DemandMix mix) {
    List<String> names = nodes.stream().map(Node::gpuModel).distinct().sorted().toList();
    int mostGpus = nodes.stream().mapToInt(Node::gpus).max().orElse(0);
    models = nodes.stream().mapToInt(node -> names.indexOf(node.gpuModel())).toArray();
    weight = Math.max(1, mix.total());
    cpuSteps = cpuSteps(mix);
    usable = new long[names.size()][cpuSteps.length][TaskDemand.WHOLE_GPU + 1];
    usableWhole = new long[names.size()][cpuSteps.length][mostGpus + 1];
    for (int model = 0; model < names.size(); model++) {
      for (int step = 0; step < cpuSteps.length; step++) {
        fill(mix, names.get(model), step, usable[model][step], usableWhole[model][step]);
      }
    }
  }

  private static long[] cpuSteps(DemandMix mix) {
    List<Long> steps = new ArrayList<>(List.of(0L));
    mix.shapes().forEach(shape -> steps.add(shape.cpuMilli()));
    return steps.stream().mapToLong(Long::longValue).distinct().sorted().toArray();
  }

  private void fill(DemandMix mix, String model, int step, long[] single, long[] whole) {
    for (int index = 0; index < mix.shapes().size(); index++) {
      TaskDemand shape = mix.shapes().get(index);
      boolean accepted = shape.gpuModels().isEmpty() || shape.gpuModels().contains(model);
      if (accepted && shape.cpuMilli() <= cpuSteps[step]) {
        long count = mix.counts().get(index);
        if (shape.gpus() == 1) {
          addFrom(single, shape.gpuMilli(), count);
        } else if (shape.gpus() > 1) {
          addFrom(whole, shape.gpus(), count);
        }
      }
    }
  }

  private static void addFrom(long[] sums, int from, long count) {
    for (int index = from; index < sums.length; index++) {
      sums[index] += count;
    }
  }

  /** What the amounts have to be divided by to be thousandths of a GPU. */
  public long weight() {
    return weight;
  }

  /** The fragment of a node now, in thousandths of a GPU times {@link #weight()}. */
  public long amount(ClusterView cluster, int node) {
    int step = stepOf(cluster.freeCpuMilli(node));
    return free(cluster, node) * weight
        - usableOfDevices(cluster, node, step)
        - usableOfWhole(node, step, cluster.freeWholeGpus(node));
  }

  /** The fragment if a task without GPU or on whole GPUs came. */
  long amountWith(ClusterView cluster, int node, TaskDemand demand) {
    int step = stepOf(cluster.freeCpuMilli(node) - demand.cpuMilli());
    long whole = TaskDemand.WHOLE_GPU;
    return (free(cluster, node) - demand.totalGpuMilli()) * weight
        - usableOfDevices(cluster, node, step)
        + demand.gpus() * whole * usable[models[node]][step][TaskDemand.WHOLE_GPU]
        - usableOfWhole(node, step, cluster.freeWholeGpus(node) - demand.gpus());
  }

  /**
   * The fragments if a fractional task came to each device.
   *
   * @param into the answer, one for each device; devices without room are left as they are
   */
  void amountsWith(ClusterView cluster, int node, TaskDemand demand, long[] into) {
    int step = stepOf(cluster.freeCpuMilli(node) - demand.cpuMilli());
    long[] table = usable[models[node]][step];
    int milli = demand.gpuMilli();
    long base = (free(cluster, node) - milli) * weight - usableOfDevices(cluster, node, step);
    int whole = cluster.freeWholeGpus(node);
    long wholeIntact = usableOfWhole(node, step, whole);
    long wholeBroken = whole == 0 ? 0 : usableOfWhole(node, step, whole - 1);
    int devices = cluster.cluster().nodes().get(node).gpus();
    for (int device = 0; device < devices; device++) {
      int free = cluster.freeGpuMilli(node, device);
      if (free >= milli) {
        into[device] =
            base
                + free * table[free]
                - (free - milli) * table[free - milli]
                - (free == TaskDemand.WHOLE_GPU ? wholeBroken : wholeIntact);
      }
    }
  }

  private int stepOf(long freeCpuMilli) {
    int found = Arrays.binarySearch(cpuSteps, Math.max(0, freeCpuMilli));
    return found >= 0 ? found : -found - 2;
  }

  private static long free(ClusterView cluster, int node) {
    long free = 0;
    int devices = cluster.cluster().nodes().get(node).gpus();
    for (int device = 0; device < devices; device++) {
      free += cluster.freeGpuMilli(node, device);
    }
    return free;
  }

  private long usableOfDevices(ClusterView cluster, int node, int step) {
    long[] table = usable[models[node]][step];
    long sum = 0;
    int devices = cluster.cluster().nodes().get(node).gpus();
    for (int device = 0; device < devices; device++) {
      int free = cluster.freeGpuMilli(node, device);
      sum += free * table[free];
    }
    return sum;
  }

  private long usableOfWhole(int node, int step, int wholeGpus) {
    return (long) TaskDemand.WHOLE_GPU * wholeGpus * usableWhole[models[node]][step][wholeGpus];
  }
}
