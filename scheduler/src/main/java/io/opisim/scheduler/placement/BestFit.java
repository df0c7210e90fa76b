package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;

/**
 * The nodes that have the least free and still fit, by the resource that {@link
 * ClusterView#tightestFirst} orders by; ties go to the first node.
 *
 * <p>Source: best fit of bin packing (Johnson 1973).
 */
public final class BestFit implements Placement {
  @Override
  public String id() {
    return "best-fit";
  }

  @Override
  public String description() {
    return "the nodes that have the least free and still fit";
  }

  @Override
  public Assignment place(ClusterView cluster, Job job, NodeLimit limit) {
    return Gangs.fill(cluster, job, limit, cluster::tightestFirst);
  }
}
