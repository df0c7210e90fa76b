package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;

/**
 * Any node that fits and, for a fraction of a GPU, any of its devices that has room, each as likely
 * as any other; the draws come from the run's stream named {@code placement}.
 *
 * <p>This is the Random of the FGD study (Weng et al., USENIX ATC 2023); {@link RandomFit} takes
 * the tightest device of the node.
 */
public final class RandomDevice implements Placement {
  @Override
  public String id() {
    return "random-device";
  }

  @Override
  public String description() {
    return "nodes that fit and devices that have room, each as likely as any other";
  }

  @Override
  public Assignment place(ClusterView cluster, Job job, NodeLimit limit) {
    return Gangs.fill(
        cluster,
        job,
        limit,
        cluster::inRandomOrder,
        (node, demand) -> cluster.anyDevice(node, demand.gpuMilli()));
  }
}
