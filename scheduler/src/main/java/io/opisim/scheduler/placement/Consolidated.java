package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;

/**
 * The fewest racks, in them the fewest nodes, and of those the ones that have the least free: gangs
 * stay close together and whole nodes stay free for the next gang.
 *
 * <p>Among racks that hold the whole gang the one with the least room is taken. A gang that no rack
 * holds fills the racks with the most room first, and ends in the tightest one that holds the rest.
 * Nodes are told apart by the resource that {@link ClusterView#tightestFirst} orders by.
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
    return "the fewest racks and nodes, packed tightly";
  }

  @Override
  public Assignment place(ClusterView cluster, Job job, NodeLimit limit) {
    if (job.tasks() == 1 || cluster.cluster().racks() == 1) {
      return Gangs.fewest(cluster, job, limit, cluster::loosestFirst, cluster::tightestFirst);
    }
    if (job.gpuMilli() > cluster.freeGpuMilli(job.demand())) {
      return null;
    }
    Assignment inOneRack = placeInOneRack(cluster, job, limit);
    return inOneRack != null ? inOneRack : placeAcrossRacks(cluster, job, limit);
  }

  private static Assignment placeInOneRack(ClusterView cluster, Job job, NodeLimit limit) {
    int racks = cluster.cluster().racks();
    int tried = alike(job) - 1;
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
        if (cluster.rackSlots(rack, job.demand()) == best) {
          Assignment placed = placeInRack(cluster, job, limit, rack);
          if (placed != null) {
            return placed;
          }
        }
      }
      tried = best;
    }
  }

  static int alike(Job job) {
    return job.tasks() - (job.demand().equals(job.lastDemand()) ? 0 : 1);
  }

  static Assignment placeInRack(ClusterView cluster, Job job, NodeLimit limit, int rack) {
    return Gangs.fewest(
        cluster,
        job,
        limit,
        demand -> cluster.loosestInRack(rack, demand),
        demand -> cluster.tightestInRack(rack, demand));
  }

  static Assignment placeAcrossRacks(ClusterView cluster, Job job, NodeLimit limit) {
    TaskDemand demand = job.demand();
    int alike = alike(job);
    int[] slots = slotsOfRacks(cluster, demand, limit, alike);
    int[] nodes = new int[job.tasks()];
    int placed = 0;
    while (slots != null && placed < alike) {
      int rack = nextRack(slots, alike - placed);
      if (rack < 0) {
        return null;
      }
      int end = Math.min(alike, placed + slots[rack]);
      placed =
          Gangs.addFewest(
              cluster,
              demand,
              limit,
              wanted -> cluster.loosestInRack(rack, wanted),
              wanted -> cluster.tightestInRack(rack, wanted),
              nodes,
              placed,
              end);
      slots[rack] = 0;
    }
    if (slots == null || alike == nodes.length) {
      return slots == null ? null : Assignment.gang(nodes);
    }
    return Gangs.addLast(cluster, job, limit, cluster::tightestFirst, nodes);
  }

  /** How many tasks each rack takes, or null if all together take too few. */
  private static int[] slotsOfRacks(
      ClusterView cluster, TaskDemand demand, NodeLimit limit, int needed) {
    int[] slots = new int[cluster.cluster().racks()];
    long most = 0;
    for (int rack = 0; rack < slots.length; rack++) {
      most += cluster.rackSlots(rack, demand);
    }
    if (most < needed) {
      return null;
    }
    for (int rack = 0; rack < slots.length; rack++) {
      IntCursor cursor = cluster.tightestInRack(rack, demand);
      for (int node = cursor.next(); node >= 0 && slots[rack] < needed; node = cursor.next()) {
        int fit = Math.min(cluster.slots(node, demand), limit.tasksAllowed(node));
        slots[rack] = Math.min(needed, slots[rack] + Math.max(0, fit));
      }
    }
    return slots;
  }

  /** The rack with the least room that holds all tasks left, or else the one with the most. */
  private static int nextRack(int[] slots, int left) {
    int best = -1;
    for (int rack = 0; rack < slots.length; rack++) {
      boolean better =
          best < 0 || (slots[best] < left ? slots[rack] > slots[best] : slots[rack] < slots[best]);
      if (slots[rack] > 0 && better && (slots[rack] >= left || best < 0 || slots[best] < left)) {
        best = rack;
      }
    }
    return best;
  }
}
