package io.opisim.scheduler.policy;

import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobQueue;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What if these running jobs left: would that job fit, and where?
 *
 * <p>Running jobs are released one by one in thought; only the nodes they touch are looked at. The
 * answer is exact, also for a gang whose last task is smaller: it fits if there is a place for all
 * its tasks at full size, or for all but one and the last beside them on some node.
 */
final class ReleaseWalk {
  private final ClusterView cluster;
  private final JobQueue queue;
  private final Job job;
  private final TaskDemand demand;
  private final TaskDemand last;
  private final boolean uniform;
  private final Map<Integer, Freed> freedAt = new LinkedHashMap<>();
  private int slots;
  private int nodesForLast;
  private int nodeOfLast = -1;

  /** What has been released on one node beyond what is free there. */
  private final class Freed {
    private final int node;
    private long cpuMilli;
    private long memoryBytes;
    private int wholeGpus;
    private int[] deviceMilli;
    private int slotsNow;
    private boolean lastBeside;

    Freed(int node) {
      this.node = node;
      slotsNow = cluster.slots(node, demand);
      lastBeside = !uniform && cluster.fitsBeside(node, demand, slotsNow, last);
    }

    void change(TaskDemand held, int device, int sign) {
      cpuMilli += sign * held.cpuMilli();
      memoryBytes += sign * held.memoryBytes();
      if (held.isFractional()) {
        changeDevice(device, sign * held.gpuMilli());
      } else {
        wholeGpus += sign * held.gpus();
      }
      slots -= slotsNow;
      slotsNow = slotsOf(demand, 0, false);
      slots += slotsNow;
      if (!uniform) {
        nodesForLast -= lastBeside ? 1 : 0;
        lastBeside = slotsOf(last, slotsNow, false) > 0;
        nodesForLast += lastBeside ? 1 : 0;
      }
    }

    private void changeDevice(int device, int milli) {
      if (deviceMilli == null) {
        deviceMilli = new int[cluster.cluster().nodes().get(node).gpus()];
      }
      int free = cluster.freeGpuMilli(node, device);
      wholeGpus -= free + deviceMilli[device] == TaskDemand.WHOLE_GPU ? 1 : 0;
      deviceMilli[device] += milli;
      wholeGpus += free + deviceMilli[device] == TaskDemand.WHOLE_GPU ? 1 : 0;
    }

    /**
     * Tasks with {@code other} that fit beside {@code taken} tasks of the job, and its last one.
     */
    int slotsOf(TaskDemand other, int taken, boolean withLast) {
      Node described = cluster.cluster().nodes().get(node);
      if (other.gpus() > 0
          && !other.gpuModels().isEmpty()
          && !other.gpuModels().contains(described.gpuModel())) {
        return 0;
      }
      long fit = Integer.MAX_VALUE;
      if (other.cpuMilli() > 0) {
        long held = taken * demand.cpuMilli() + (withLast ? last.cpuMilli() : 0);
        fit = Math.min(fit, (cluster.freeCpuMilli(node) + cpuMilli - held) / other.cpuMilli());
      }
      if (other.memoryBytes() > 0) {
        long held = taken * demand.memoryBytes() + (withLast ? last.memoryBytes() : 0);
        long free = cluster.freeMemoryBytes(node) + memoryBytes - held;
        fit = Math.min(fit, free / other.memoryBytes());
      }
      if (other.isFractional()) {
        fit = Math.min(fit, fractionsOf(other, taken, withLast, described.gpus()));
      } else if (other.gpus() > 0) {
        // A fraction is taken for a whole device here, since it may end up on any.
        int held = taken * demand.gpus() + (withLast ? last.gpus() : 0);
        fit = Math.min(fit, (cluster.freeWholeGpus(node) + wholeGpus - held) / other.gpus());
      }
      return (int) Math.max(0, fit);
    }

    private int fractionsOf(TaskDemand other, int taken, boolean withLast, int gpus) {
      boolean gpusTaken = (taken > 0 && demand.gpus() > 0) || (withLast && last.gpus() > 0);
      if (!gpusTaken) {
        return pieces(other.gpuMilli(), gpus);
      }
      return demand.gpuMilli() == other.gpuMilli()
          ? pieces(other.gpuMilli(), gpus) - taken - (withLast ? last.gpus() : 0)
          : 0;
    }

    private int pieces(int gpuMilli, int gpus) {
      int whole = TaskDemand.WHOLE_GPU / gpuMilli;
      int pieces = 0;
      int wholeCounted = 0;
      for (int device = 0; device < gpus; device++) {
        int free =
            cluster.freeGpuMilli(node, device) + (deviceMilli == null ? 0 : deviceMilli[device]);
        pieces += free / gpuMilli;
        wholeCounted += free == TaskDemand.WHOLE_GPU ? 1 : 0;
      }
      return pieces + (cluster.freeWholeGpus(node) + wholeGpus - wholeCounted) * whole;
    }
  }

  /** Nobody has left yet. */
  ReleaseWalk(ClusterView cluster, JobQueue queue, Job job) {
    this.cluster = cluster;
    this.queue = queue;
    this.job = job;
    demand = job.demand();
    last = job.lastDemand();
    uniform = demand.equals(last);
    IntCursor fitting = cluster.inOrder(demand);
    for (int node = fitting.next(); node >= 0 && slots < job.tasks(); node = fitting.next()) {
      slots += cluster.slots(node, demand);
    }
  }

  boolean fits() {
    return slots >= job.tasks()
        || (!uniform && slots == job.tasks() - 1 && nodesForLast + untouchedForLast() > 0);
  }

  /** 1 if a node that nobody leaves has room for the last task when its slots are all taken. */
  private int untouchedForLast() {
    IntCursor fitting = cluster.inOrder(last);
    for (int node = fitting.next(); node >= 0; node = fitting.next()) {
      if (!freedAt.containsKey(node)
          && cluster.fitsBeside(node, demand, cluster.slots(node, demand), last)) {
        return 1;
      }
    }
    return 0;
  }

  void release(int running) {
    change(running, +1);
  }

  void takeBack(int running) {
    change(running, -1);
  }

  private void change(int running, int sign) {
    Job leaving = queue.job(running);
    Assignment at = queue.assignment(running);
    for (int task = 0; task < at.nodes().length; task++) {
      int node = at.nodes()[task];
      Freed freed = freedAt.get(node);
      if (freed == null) {
        freed = new Freed(node);
        freedAt.put(node, freed);
        nodesForLast += freed.lastBeside ? 1 : 0;
      }
      freed.change(leaving.demandOf(task), at.device(task), sign);
    }
  }

  /**
   * The nodes on which the job would then run, with the tasks of full size on each: those that fit
   * a task today first, then those that were released, in the order of their release. Where its
   * smaller last task would run is kept for {@link #spareSlots}.
   */
  Map<Integer, Integer> nodes() {
    Map<Integer, Integer> tasksAt = new LinkedHashMap<>();
    int left = job.tasks() - (uniform ? 0 : 1);
    IntCursor fitting = cluster.inOrder(demand);
    for (int node = fitting.next(); node >= 0 && left > 0; node = fitting.next()) {
      Freed freed = freedAt.get(node);
      int here = Math.min(left, freed == null ? cluster.slots(node, demand) : freed.slotsNow);
      tasksAt.put(node, here);
      left -= here;
    }
    for (Freed freed : freedAt.values()) {
      if (left > 0 && freed.slotsNow > 0 && !tasksAt.containsKey(freed.node)) {
        int here = Math.min(left, freed.slotsNow);
        tasksAt.put(freed.node, here);
        left -= here;
      }
    }
    if (!uniform) {
      nodeOfLast = findNodeOfLast(tasksAt);
      tasksAt.putIfAbsent(nodeOfLast, 0);
    }
    return tasksAt;
  }

  private int findNodeOfLast(Map<Integer, Integer> tasksAt) {
    IntCursor fitting = cluster.inOrder(last);
    for (int node = fitting.next(); node >= 0; node = fitting.next()) {
      if (spareSlots(node, tasksAt.getOrDefault(node, 0), last) > 0) {
        return node;
      }
    }
    for (Freed freed : freedAt.values()) {
      if (spareSlots(freed.node, tasksAt.getOrDefault(freed.node, 0), last) > 0) {
        return freed.node;
      }
    }
    throw new IllegalStateException("no node for the last task of job " + job.id());
  }

  /** Tasks with {@code other} that a node could hold besides {@code taken} tasks of the job. */
  int spareSlots(int node, int taken, TaskDemand other) {
    Freed freed = freedAt.get(node);
    return (freed == null ? new Freed(node) : freed).slotsOf(other, taken, node == nodeOfLast);
  }
}
