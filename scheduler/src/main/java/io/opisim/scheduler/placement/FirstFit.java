package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;

/**
 * The first nodes, in their order in the cluster, that fit.
 *
 * <p>Source: first fit of bin packing (Johnson 1973); the search starts at the first node each
 * time.
 */
public final class FirstFit implements Placement {
  @Override
  public String id() {
    return "first-fit";
  }

  @Override
  public String description() {
    return "nodes in their order in the cluster";
  }

  @Override
  public Assignment place(ClusterView cluster, Job job, NodeLimit limit) {
    return Gangs.fill(cluster, job, limit, cluster::inOrder);
  }
}
