package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;

/**
 * The nodes that have the most free, one task on each while nodes last.
 *
 * <p>Source: worst fit of bin packing (Johnson 1973); the least-allocated scoring of Kubernetes.
 */
public final class Spread implements Placement {
  @Override
  public String id() {
    return "spread";
  }

  @Override
  public String description() {
    return "the nodes that have the most free, one task a node while nodes last";
  }

  @Override
  public Assignment place(ClusterView cluster, Job job, NodeLimit limit) {
    return Gangs.spread(cluster, job, limit, cluster::loosestFirst);
  }
}
