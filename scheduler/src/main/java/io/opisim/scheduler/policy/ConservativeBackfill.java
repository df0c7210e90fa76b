package io.opisim.scheduler.policy;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.Timetable;

/**
 * Every job is promised a start when it arrives: the earliest instant, and nodes, at which it takes
 * nothing from those that run and nothing that was promised to others. A job goes ahead of others
 * only where that delays none of them. Where run times are known, a promise is kept to the
 * nanosecond, and nobody waits longer because of who comes later. Where jobs slow each other down
 * and take longer than was known, a job whose nodes are not free when its time has come waits for
 * them, and those that were promised a later start wait with it.
 *
 * <p>A promised fraction of a GPU counts as a whole device, which a gang's fractions share; one
 * that arrives may join others on a device at once where that takes nothing from a promise.
 *
 * <p>Source: conservative backfilling as in Mu'alem and Feitelson, "Utilization, Predictability,
 * Workloads, and User Runtime Estimates in Scheduling the IBM SP2 with Backfilling" (IEEE TPDS
 * 2001).
 */
public final class ConservativeBackfill implements SchedulingPolicy {
  private static final long WITHOUT_PROMISE = -1;

  @Override
  public String id() {
    return "conservative-backfill";
  }

  @Override
  public String description() {
    return "every job is promised a start on arrival; later jobs go ahead if nobody is delayed";
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    int job = queue.firstWaiting();
    if (job < 0) {
      return Plan.NOTHING;
    }
    long promised = queue.promisedStartNanos(job);
    if (promised >= 0) {
      boolean due = promised <= queue.nowNanos();
      int[] nodes = queue.promisedNodes(job);
      return due && areFree(cluster, queue.job(job), nodes)
          ? Plan.start(job, at(cluster, queue.job(job), nodes))
          : Plan.NOTHING;
    }
    Timetable timetable = queue.timetable();
    Assignment now =
        isFractionalGang(queue.job(job))
            ? null
            : cluster.place(queue.job(job), timetable.roomFromNow(job));
    if (now != null) {
      return Plan.start(job, now);
    }
    Timetable.Slot slot = timetable.earliest(job);
    if (slot == null) {
      throw new IllegalStateException("job " + queue.job(job).id() + " has no slot in all time");
    }
    return slot.startNanos() == queue.nowNanos() && areFree(cluster, queue.job(job), slot.nodes())
        ? Plan.start(job, at(cluster, queue.job(job), slot.nodes()))
        : Plan.promise(job, slot.startNanos(), slot.nodes());
  }

  /** Whether a job fits where it was promised to: one that takes longer may still be there. */
  private static boolean areFree(ClusterView cluster, Job job, int[] nodes) {
    int last = nodes.length - 1;
    for (int node : nodes) {
      int alike = 0;
      for (int task = 0; task < last; task++) {
        alike += nodes[task] == node ? 1 : 0;
      }
      boolean free =
          nodes[last] == node
              ? cluster.fitsBeside(node, job.demand(), alike, job.lastDemand())
              : cluster.slots(node, job.demand()) >= alike;
      if (isFractionalGang(job)) {
        int perDevice = TaskDemand.WHOLE_GPU / job.demand().gpuMilli();
        int tasks = alike + (nodes[last] == node ? 1 : 0);
        free &= cluster.freeWholeGpus(node) * perDevice >= tasks;
      }
      if (!free) {
        return false;
      }
    }
    return true;
  }

  private static boolean isFractionalGang(Job job) {
    return job.tasks() > 1 && job.demand().isFractional();
  }

  /** On nodes that were promised; the fractions of a gang on devices that nobody else is on. */
  private static Assignment at(ClusterView cluster, Job job, int[] nodes) {
    if (!isFractionalGang(job)) {
      return Assignment.gang(nodes);
    }
    int perDevice = TaskDemand.WHOLE_GPU / job.demand().gpuMilli();
    int[] devices = new int[nodes.length];
    for (int task = 0; task < nodes.length; task++) {
      int before = 0;
      for (int other = 0; other < task; other++) {
        before += nodes[other] == nodes[task] ? 1 : 0;
      }
      devices[task] = freeDevice(cluster, nodes[task], before / perDevice);
    }
    return new Assignment(nodes, devices);
  }

  private static int freeDevice(ClusterView cluster, int node, int index) {
    int left = index;
    int device = -1;
    while (left >= 0) {
      device++;
      left -= cluster.freeGpuMilli(node, device) == TaskDemand.WHOLE_GPU ? 1 : 0;
    }
    return device;
  }

  /** Jobs without a promise first, by arrival; then by the promised start. */
  @Override
  public long priority(JobQueue queue, int job) {
    return Math.max(WITHOUT_PROMISE, queue.promisedStartNanos(job));
  }
}
