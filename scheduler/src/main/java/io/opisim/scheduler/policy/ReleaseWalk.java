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
 * <p>Running jobs are released one by one in thought; only the nodes they touch are looked at. A
 * gang whose last task is smaller is counted as if all its tasks were equal, so the answer may come
 * one release late, never early.
 */
final class ReleaseWalk {
  private final ClusterView cluster;
  private final JobQueue queue;
  private final Job job;
  private final TaskDemand demand;
  private final Map<Integer, Freed> freedAt = new LinkedHashMap<>();
  private int slots;

  /** What has been released on one node beyond what is free there. */
  private final class Freed {
    private final int node;
    private final int slotsBefore;
    private long cpuMilli;
    private long memoryBytes;
    private int wholeGpus;
    private int[] deviceMilli;
    private int slotsNow;

    Freed(int node) {
      this.node = node;
      slotsBefore = cluster.slots(node, demand);
      slotsNow = slotsBefore;
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
      slotsNow = slotsOf(demand, 0);
      slots += slotsNow;
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

    /** Tasks with {@code other} that fit beside {@code taken} tasks of the job. */
    int slotsOf(TaskDemand other, int taken) {
      Node described = cluster.cluster().nodes().get(node);
      if (other.gpus() > 0
          && !other.gpuModels().isEmpty()
          && !other.gpuModels().contains(described.gpuModel())) {
        return 0;
      }
      long fit = Integer.MAX_VALUE;
      if (other.cpuMilli() > 0) {
        long free = cluster.freeCpuMilli(node) + cpuMilli - taken * demand.cpuMilli();
        fit = Math.min(fit, free / other.cpuMilli());
      }
      if (other.memoryBytes() > 0) {
        long free = cluster.freeMemoryBytes(node) + memoryBytes - taken * demand.memoryBytes();
        fit = Math.min(fit, free / other.memoryBytes());
      }
      if (other.isFractional()) {
        fit = Math.min(fit, taken > 0 ? 0 : pieces(other.gpuMilli(), described.gpus()));
      } else if (other.gpus() > 0) {
        boolean shared = taken > 0 && demand.isFractional();
        int free = cluster.freeWholeGpus(node) + wholeGpus - (shared ? 1 : taken * demand.gpus());
        fit = Math.min(fit, free / other.gpus());
      }
      return (int) Math.max(0, fit);
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
    IntCursor fitting = cluster.inOrder(demand);
    for (int node = fitting.next(); node >= 0 && slots < job.tasks(); node = fitting.next()) {
      slots += cluster.slots(node, demand);
    }
  }

  boolean fits() {
    return slots >= job.tasks();
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
      freedAt
          .computeIfAbsent(at.nodes()[task], Freed::new)
          .change(leaving.demandOf(task), at.device(task), sign);
    }
  }

  /**
   * The nodes on which the job would then run, with the tasks on each: those that fit a task today
   * first, then those that were released, in the order of their release.
   */
  Map<Integer, Integer> nodes() {
    Map<Integer, Integer> tasksAt = new LinkedHashMap<>();
    int left = job.tasks();
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
    return tasksAt;
  }

  /** Tasks with {@code other} that a node could hold besides {@code taken} tasks of the job. */
  int spareSlots(int node, int taken, TaskDemand other) {
    Freed freed = freedAt.get(node);
    return (freed == null ? new Freed(node) : freed).slotsOf(other, taken);
  }
}
