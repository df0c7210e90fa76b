package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;
import java.util.Arrays;

/**
 * The least network distance between the tasks of a job: none on one node, one step in a rack, two
 * between racks, summed over all pairs of tasks.
 *
 * <p>On one node if one holds the job; else in the rack where the distance is the least (large
 * shares on few nodes), the tightest of equals; a gang that no rack holds fills the racks with the
 * most room first, which makes the most pairs in one rack. {@link Consolidated} differs in taking
 * the tightest rack that holds the gang, whatever the distance within it.
 *
 * <p>Where the network has rails, tasks on different nodes take devices of equal local rank, so
 * that each rank finds its partners on its own rail switch, 2 links away and not 4 ({@link Rails});
 * of racks at the same distance the one where the fewest ranks miss their partner is taken, and of
 * those the tightest.
 *
 * <p>Ignores: levels above racks, which clusters do not have yet; what runs on the links.
 *
 * <p>Source: topology-aware scheduling of Kueue (levels of the topology, the lowest that holds the
 * gang); HiveD (Zhao et al., OSDI 2020) and Amaral et al. (SC 2017) for the cost as a distance;
 * Wang et al., "Rail-only", HotI 2024, for traffic that stays on its rail.
 */
public final class TopologyAware implements Placement {
  @Override
  public String id() {
    return "topology-aware";
  }

  @Override
  public String description() {
    return "the least network distance between the tasks: one node, one rack, equal rails, few racks";
  }

  @Override
  public Assignment place(ClusterView cluster, Job job, NodeLimit limit) {
    boolean onRails = Rails.matter(cluster, job);
    if (job.tasks() == 1 || (cluster.cluster().racks() == 1 && !onRails)) {
      return Gangs.fewest(cluster, job, limit, cluster::loosestFirst, cluster::tightestFirst);
    }
    if (job.gpuMilli() > cluster.freeGpuMilli(job.demand())) {
      return null;
    }
    Assignment best = null;
    long bestDistance = Long.MAX_VALUE;
    long bestMissed = Long.MAX_VALUE;
    int bestSlots = Integer.MAX_VALUE;
    int alike = Consolidated.alike(job);
    for (int rack = 0; rack < cluster.cluster().racks(); rack++) {
      int slots = cluster.rackSlots(rack, job.demand());
      if (slots >= alike && (bestDistance > 0 || slots < bestSlots)) {
        Assignment placed = Consolidated.placeInRack(cluster, job, limit, rack);
        if (onRails && placed != null) {
          placed = Rails.inRack(cluster, job, limit, rack, placed);
        }
        long distance = placed == null ? Long.MAX_VALUE : distance(placed.nodes());
        long missed = onRails && placed != null ? Rails.missed(cluster, job, placed) : 0;
        if (distance < bestDistance
            || (distance == bestDistance && missed < bestMissed)
            || (distance == bestDistance && missed == bestMissed && slots < bestSlots)) {
          best = placed;
          bestDistance = distance;
          bestMissed = missed;
          bestSlots = slots;
        }
      }
    }
    if (best != null) {
      return best;
    }
    Assignment across = Consolidated.placeAcrossRacks(cluster, job, limit);
    return onRails && across != null ? Rails.onEqualRanks(cluster, job, across) : across;
  }

  /** Pairs of tasks on different nodes. */
  private static long distance(int[] nodeOfTask) {
    int[] nodes = nodeOfTask.clone();
    Arrays.sort(nodes);
    long together = 0;
    int from = 0;
    for (int task = 1; task <= nodes.length; task++) {
      if (task == nodes.length || nodes[task] != nodes[from]) {
        together += (long) (task - from) * (task - from - 1) / 2;
        from = task;
      }
    }
    return (long) nodes.length * (nodes.length - 1) / 2 - together;
  }
}
