package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.NodeScoring;
import io.opisim.scheduler.Placement;

/**
 * Tasks of one size in GPUs together: nodes that hold only tasks of that size (all fractions of a
 * GPU are one size) come first, then those that also hold it, then nodes without GPU tasks, then
 * the others; among them those with less GPU free. Tasks without GPU go to the first node.
 *
 * <p>Source: the clustering of Xiao et al., "Gandiva" (OSDI 2018), as the GpuClustering of the FGD
 * study scores it (Weng et al., USENIX ATC 2023). A fraction goes to the tightest device.
 */
public final class GpuClustering implements Placement, NodeScoring {
  private static final int FULL = 25;
  private static final int ONLY_THIS_SIZE = 75;
  private static final int ALSO_THIS_SIZE = 50;
  private static final int NO_TASKS = 25;

  @Override
  public String id() {
    return "gpu-clustering";
  }

  @Override
  public String description() {
    return "nodes that run tasks of the same size in GPUs, apart from other sizes";
  }

  @Override
  public Assignment place(ClusterView cluster, Job job, NodeLimit limit) {
    return Gangs.fillBest(cluster, job, limit, this);
  }

  @Override
  public Scorer on(ClusterView cluster) {
    long largest = Math.max(1, (long) LargestNode.of(cluster.cluster()).gpuMilli());
    return (node, demand) -> {
      if (demand.gpus() == 0) {
        return 0;
      }
      long base = FULL * (largest - LargestNode.freeGpuMilli(cluster, node)) / largest;
      return (int) base + clustered(cluster, node, demand);
    };
  }

  private static int clustered(ClusterView cluster, int node, TaskDemand demand) {
    int own = demand.isFractional() ? 0 : demand.gpus();
    int others = 0;
    for (int size = 0; size <= cluster.cluster().nodes().get(node).gpus(); size++) {
      others += size == own ? 0 : cluster.tasksHolding(node, size);
    }
    if (cluster.tasksHolding(node, own) > 0) {
      return others == 0 ? ONLY_THIS_SIZE : ALSO_THIS_SIZE;
    }
    return others == 0 ? NO_TASKS : 0;
  }
}
