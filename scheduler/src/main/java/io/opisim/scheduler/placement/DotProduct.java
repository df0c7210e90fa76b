package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.NodeScoring;
import io.opisim.scheduler.Placement;

/**
 * The node with the smallest product of what it has free and what the task asks for, over CPU and
 * GPU: {@code floor(100 (1 - (free CPU · asked CPU / C² + free GPU · asked GPU / G²) / 2))}, with
 * the CPU and GPU of the largest node as C and G.
 *
 * <p>Source: alignment of demands and what is free, Grandl et al., "Multi-Resource Packing for
 * Cluster Schedulers" (Tetris, SIGCOMM 2014), as the DotProd of the FGD study has it (Weng et al.,
 * USENIX ATC 2023): there the smallest product is best. A fraction goes to the tightest device.
 */
public final class DotProduct implements Placement, NodeScoring {
  @Override
  public String id() {
    return "dot-product";
  }

  @Override
  public String description() {
    return "the nodes whose free CPU and GPU are the least aligned with what is asked for";
  }

  @Override
  public Assignment place(ClusterView cluster, Job job, NodeLimit limit) {
    return Gangs.fillBest(cluster, job, limit, this);
  }

  @Override
  public Scorer on(ClusterView cluster) {
    LargestNode largest = LargestNode.of(cluster.cluster());
    return (node, demand) -> {
      double cpu =
          cluster.freeCpuMilli(node)
              / largest.cpuMilli()
              * (demand.cpuMilli() / largest.cpuMilli());
      double gpu =
          LargestNode.freeGpuMilli(cluster, node)
              / largest.gpuMilli()
              * (demand.totalGpuMilli() / largest.gpuMilli());
      return (int) StrictMath.floor(100 * (1 - (cpu + gpu) / 2));
    };
  }
}
