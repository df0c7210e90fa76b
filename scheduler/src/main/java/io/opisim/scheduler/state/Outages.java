package io.opisim.scheduler.state;

import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.NodeOutage;
import io.opisim.scheduler.placement.FirstFit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Nodes that are out for repair.
 *
 * <p>Models: the repair of a node as a job that holds all of it, behind the jobs of the workload.
 * Ignores: nodes that come back with less than they had. Valid for: nodes on which nobody runs when
 * they go. Source: definition.
 */
public final class Outages {
  private static final FirstFit ANYWHERE = new FirstFit();

  private final ClusterState cluster;
  private final int jobs;
  private final List<NodeOutage> out = new ArrayList<>();

  /**
   * All nodes work.
   *
   * @param cluster has room for a job of each node behind so many jobs
   */
  public Outages(ClusterState cluster, int jobs) {
    this.cluster = cluster;
    this.jobs = jobs;
  }

  /** Whether no node is out. */
  public boolean isEmpty() {
    return out.isEmpty();
  }

  /** Whether a node is out. */
  public boolean has(int node) {
    return out.stream().anyMatch(one -> one.node() == node);
  }

  /**
   * A node goes.
   *
   * @throws IllegalStateException if somebody runs there
   */
  public void takeOut(int node, long backNanos) {
    hold(node);
    out.add(new NodeOutage(node, backNanos));
    out.sort(Comparator.comparingInt(NodeOutage::node));
    cluster.setOutages(List.copyOf(out));
  }

  /** A node is back. */
  public void bringBack(int node) {
    cluster.release(jobs + node, repairOf(node));
    out.removeIf(one -> one.node() == node);
    cluster.setOutages(List.copyOf(out));
  }

  /** For each job, whether it would fit now if no node were out. */
  public boolean[] wouldFit(List<Job> asked) {
    boolean[] fits = new boolean[asked.size()];
    out.forEach(one -> cluster.release(jobs + one.node(), repairOf(one.node())));
    for (int index = 0; index < fits.length; index++) {
      fits[index] = ANYWHERE.place(cluster, asked.get(index), NodeLimit.NONE) != null;
    }
    out.forEach(one -> hold(one.node()));
    return fits;
  }

  private void hold(int node) {
    cluster.allocate(jobs + node, repairOf(node), Assignment.single(node));
  }

  private Job repairOf(int node) {
    return repair(cluster.cluster().nodes().get(node), 1);
  }

  /** A repair as a job that takes so long. */
  public static Job repair(Node node, long nanos) {
    TaskDemand all =
        new TaskDemand(
            node.gpus(),
            node.gpus() == 0 ? 0 : TaskDemand.WHOLE_GPU,
            node.cpuMilli(),
            node.memoryBytes(),
            List.of());
    return Job.single("repair of " + node.name(), "", 0, nanos, all);
  }
}
