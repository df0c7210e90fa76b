package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.NodeScoring;
import io.opisim.scheduler.Placement;

/**
 * Devices in use first, those with the least free before others, then free devices of nodes in use,
 * then unused nodes. Tasks without GPU go to the first node.
 *
 * <p>Source: the packing of Weng et al., "MLaaS in the Wild" (NSDI 2022), as the GpuPacking of the
 * FGD study scores it (Weng et al., USENIX ATC 2023). A fraction goes to the tightest device.
 */
public final class GpuPacking implements Placement, NodeScoring {
  private static final int UNUSED_NODE = 33;
  private static final int FREE_DEVICE = 50;
  private static final int DEVICE_IN_USE = 100;

  @Override
  public String id() {
    return "gpu-packing";
  }

  @Override
  public String description() {
    return "devices in use first, then free devices of nodes in use, then unused nodes";
  }

  @Override
  public Assignment place(ClusterView cluster, Job job, NodeLimit limit) {
    return Gangs.fillBest(cluster, job, limit, this);
  }

  @Override
  public Scorer on(ClusterView cluster) {
    return (node, demand) -> demand.gpus() == 0 ? 0 : score(cluster, node, demand);
  }

  private static int score(ClusterView cluster, int node, TaskDemand demand) {
    int whole = cluster.freeWholeGpus(node);
    if (whole == cluster.cluster().nodes().get(node).gpus()) {
      return Math.max(UNUSED_NODE - whole, whole);
    }
    if (!demand.isFractional()) {
      return Math.max(FREE_DEVICE - demand.gpus(), UNUSED_NODE);
    }
    int device = cluster.tightestDevice(node, demand.gpuMilli());
    int free = cluster.freeGpuMilli(node, device);
    return free == TaskDemand.WHOLE_GPU
        ? Math.max(FREE_DEVICE - 1, UNUSED_NODE)
        : Math.max(DEVICE_IN_USE - free * 100 / TaskDemand.WHOLE_GPU / 10, FREE_DEVICE);
  }
}
