package io.opisim.scheduler.policy;

import io.opisim.models.topology.Node;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.JobGroups;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.WaitReason;

/**
 * The group that has the smallest dominant share gets the next start: of the cluster's GPUs, CPU
 * cores and memory, the largest of the three shares that its running jobs hold. Within a group jobs
 * start in order of arrival; a group whose first job does not fit is passed over. Nothing is
 * preempted, so shares even out as jobs leave. Groups weigh the same.
 *
 * <p>All GPUs are one resource, whatever their model. With one group it is {@code fifo}.
 *
 * <p>Source: progressive filling of Ghodsi et al., "Dominant Resource Fairness: Fair Allocation of
 * Multiple Resource Types" (NSDI 2011).
 */
public final class DominantResourceFairness implements SchedulingPolicy {
  @Override
  public String id() {
    return "dominant-resource-fairness";
  }

  @Override
  public String description() {
    return "the group with the smallest dominant share of GPUs, CPU or memory starts next";
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    JobGroups groups = queue.groups();
    double[] shares = shares(cluster, groups);
    boolean[] passedOver = new boolean[groups.count()];
    while (true) {
      int next = -1;
      for (int group = 0; group < shares.length; group++) {
        boolean open = !passedOver[group] && groups.waiting(group) > 0;
        if (open && (next < 0 || goesBefore(groups, shares, group, next))) {
          next = group;
        }
      }
      if (next < 0) {
        return Plan.NOTHING;
      }
      int job = groups.firstWaiting(next);
      Assignment place = cluster.place(queue.job(job), NodeLimit.NONE);
      if (place != null) {
        return Plan.start(job, place);
      }
      passedOver[next] = true;
    }
  }

  private static boolean goesBefore(JobGroups groups, double[] shares, int group, int other) {
    return shares[group] < shares[other]
        || (shares[group] == shares[other]
            && groups.firstWaiting(group) < groups.firstWaiting(other));
  }

  private static double[] shares(ClusterView cluster, JobGroups groups) {
    double gpuMilli = Math.max(1, cluster.cluster().gpus() * TaskDemand.WHOLE_GPU);
    double cpuMilli = Math.max(1, cluster.cluster().cpuMilli());
    long bytes = cluster.cluster().nodes().stream().mapToLong(Node::memoryBytes).sum();
    double memoryBytes = Math.max(1, bytes);
    double[] shares = new double[groups.count()];
    for (int group = 0; group < shares.length; group++) {
      shares[group] =
          Math.max(
              groups.heldGpuMilli(group) / gpuMilli,
              Math.max(
                  groups.heldCpuMilli(group) / cpuMilli,
                  groups.heldMemoryBytes(group) / memoryBytes));
    }
    return shares;
  }

  @Override
  public WaitReason heldBackBy() {
    return WaitReason.BEHIND_HEAD;
  }
}
