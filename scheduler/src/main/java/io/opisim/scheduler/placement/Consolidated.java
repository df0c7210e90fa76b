package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;

/**
 * The fewest nodes, within one rack if any rack has room, and there the nodes that have the least
 * free: gangs stay close together and whole nodes stay free for the next gang.
 *
 * <p>Among racks with room the one with the least is taken. A gang that no rack holds takes the
 * nodes with the most free GPUs first, wherever they are.
 *
 * <p>Source: the locality-first placement of Philly (Jeon et al., USENIX ATC 2019) and the
 * consolidation of Tiresias (Gu et al., NSDI 2019).
 */
public final class Consolidated implements Placement {
  @Override
  public String id() {
    return "consolidated";
  }

  @Override
  public String description() {
    return "the fewest nodes, in one rack if any rack has room, packed tightly";
  }

  @Override
  public Assignment place(ClusterView cluster, Job job, NodeLimit limit) {
    if (job.tasks() == 1 || cluster.cluster().racks() == 1) {
      return Gangs.fill(cluster, job, limit, cluster::tightestFirst);
    }
    Assignment inOneRack = placeInOneRack(cluster, job, limit);
    return inOneRack != null ? inOneRack : Gangs.fill(cluster, job, limit, cluster::loosestFirst);
  }

  private static Assignment placeInOneRack(ClusterView cluster, Job job, NodeLimit limit) {
    int racks = cluster.cluster().racks();
    int needed = job.tasks() - (job.demand().equals(job.lastDemand()) ? 0 : 1);
    int tried = needed - 1;
    while (true) {
      int best = Integer.MAX_VALUE;
      for (int rack = 0; rack < racks; rack++) {
        int slots = cluster.rackSlots(rack, job.demand());
        best = slots > tried ? Math.min(best, slots) : best;
      }
      if (best == Integer.MAX_VALUE) {
        return null;
      }
      for (int rack = 0; rack < racks; rack++) {
        int candidate = rack;
        Assignment placed =
            cluster.rackSlots(rack, job.demand()) == best
                ? Gangs.fill(
                    cluster, job, limit, demand -> cluster.tightestInRack(candidate, demand))
                : null;
        if (placed != null) {
          return placed;
        }
      }
      tried = best;
    }
  }
}
