package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.NodeScoring;
import io.opisim.scheduler.Placement;

/**
 * The node with the least left after the task, CPU and GPU weighted equally: {@code floor(100 (1 -
 * left CPU / (2 C) - left GPU / (2 G)))}, with the CPU and GPU of the largest node as C and G.
 *
 * <p>This is the BestFit of the FGD study (Weng et al., USENIX ATC 2023); {@link BestFit} looks at
 * one resource only. A fraction goes to the tightest device.
 */
public final class WeightedBestFit implements Placement, NodeScoring {
  @Override
  public String id() {
    return "weighted-best-fit";
  }

  @Override
  public String description() {
    return "the nodes with the least CPU and GPU left afterwards, in equal weights";
  }

  @Override
  public Assignment place(ClusterView cluster, Job job, NodeLimit limit) {
    return Gangs.fillBest(cluster, job, limit, this);
  }

  @Override
  public Scorer on(ClusterView cluster) {
    LargestNode largest = LargestNode.of(cluster.cluster());
    return (node, demand) -> {
      double cpu = (cluster.freeCpuMilli(node) - demand.cpuMilli()) / largest.cpuMilli();
      double gpu =
          (LargestNode.freeGpuMilli(cluster, node) - demand.totalGpuMilli()) / largest.gpuMilli();
      return (int) StrictMath.floor(100 * (1 - 0.5 * cpu - 0.5 * gpu));
    };
  }
}
