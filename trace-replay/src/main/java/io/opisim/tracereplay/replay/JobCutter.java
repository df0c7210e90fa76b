package io.opisim.tracereplay.replay;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.tracereplay.format.TraceJob;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cuts jobs into gangs of tasks that fit the largest node of a cluster.
 *
 * <p>Models: a job stays on the number of nodes its trace declares if its tasks fit; else it is cut
 * into as few tasks as possible, the last with the remainder of the GPUs. CPU and memory are
 * divided evenly over tasks, rounded up. Ignores: whether CPU and memory of a task fit any node.
 * Valid for: gangs whose ranks are alike. Source: how the traces' own clusters place gangs (whole
 * nodes first).
 *
 * <p>Equal demands are one object, so that a million jobs hold a handful of them. Not for use by
 * several threads at once.
 */
public final class JobCutter {
  private final int largestNodeGpus;
  private final Map<Key, TaskDemand> demands = new HashMap<>();

  private record Key(
      int gpus, int gpuMilli, long cpuMilli, long memoryBytes, List<String> gpuModels) {}

  /**
   * A cutter for a cluster.
   *
   * @param largestNodeGpus GPUs of its largest node; with 0 no job is cut by GPUs, and one that
   *     asks for some never fits
   */
  public JobCutter(int largestNodeGpus) {
    if (largestNodeGpus < 0) {
      throw new IllegalArgumentException("a node with " + largestNodeGpus + " GPUs");
    }
    this.largestNodeGpus = largestNodeGpus;
  }

  /** The job as a gang of tasks; its duration must be positive. */
  public Job cut(TraceJob job) {
    int gpusPerTask = gpusPerTask(job);
    int tasks =
        gpusPerTask == 0
            ? Math.max(1, job.nodes())
            : Math.toIntExact(dividedUp(job.gpus(), gpusPerTask));
    int lastGpus = gpusPerTask == 0 ? 0 : job.gpus() - (tasks - 1) * gpusPerTask;
    TaskDemand demand = demand(job, gpusPerTask, tasks);
    TaskDemand lastDemand = lastGpus == gpusPerTask ? demand : demand(job, lastGpus, tasks);
    return new Job(
        job.id(), job.group(), job.arrivalNanos(), job.durationNanos(), tasks, demand, lastDemand);
  }

  private int gpusPerTask(TraceJob job) {
    int declared =
        job.nodes() == 0 ? job.gpus() : Math.toIntExact(dividedUp(job.gpus(), job.nodes()));
    return largestNodeGpus == 0 ? declared : Math.min(declared, largestNodeGpus);
  }

  private TaskDemand demand(TraceJob job, int gpus, int tasks) {
    Key key =
        new Key(
            gpus,
            gpus == 0 ? 0 : job.gpuMilli(),
            dividedUp(job.cpuMilli(), tasks),
            dividedUp(job.memoryBytes(), tasks),
            job.gpuModels());
    TaskDemand demand = demands.get(key);
    if (demand == null) {
      demand = new TaskDemand(key.gpus, key.gpuMilli, key.cpuMilli, key.memoryBytes, key.gpuModels);
      demands.put(key, demand);
    }
    return demand;
  }

  private static long dividedUp(long amount, long parts) {
    return (amount + parts - 1) / parts;
  }
}
