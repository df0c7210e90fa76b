package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;

/**
 * Any nodes that fit, each as likely as any other; the draws come from the run's stream named
 * {@code placement}.
 *
 * <p>A fraction of a GPU goes to the tightest device; {@link RandomDevice} is the Random of the FGD
 * study (USENIX ATC 2023), which draws the device, too.
 */
public final class RandomFit implements Placement {
  @Override
  public String id() {
    return "random";
  }

  @Override
  public String description() {
    return "nodes that fit, each as likely as any other";
  }

  @Override
  public Assignment place(ClusterView cluster, Job job, NodeLimit limit) {
    return Gangs.fill(cluster, job, limit, cluster::inRandomOrder);
  }
}
