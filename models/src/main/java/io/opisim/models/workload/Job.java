package io.opisim.models.workload;

import java.util.List;

/**
 * What a user submits: a gang of tasks that start and end together.
 *
 * <p>All tasks hold {@code demand}, except the last one, which holds {@code lastDemand} (12 GPUs on
 * nodes of 8 are a task of 8 and a task of 4). The last task never asks for more than the others,
 * so that a gang fits wherever as many equal tasks would.
 *
 * @param id name, unique in its workload
 * @param group who submitted it (virtual cluster, queue, user), or empty
 * @param arrivalNanos when it is submitted
 * @param durationNanos how long it runs on what it asks for, at speed 1, positive
 * @param tasks number of tasks, at least 1
 * @param demand what each task but the last holds
 * @param lastDemand what the last task holds: no more of anything, the same GPU models and the same
 *     share of each device
 * @param speeds how fast it runs on each GPU model
 * @param loads what its services ask of the parts of its nodes
 * @param elasticity on how many GPUs it can run, and how fast
 */
public record Job(
    String id,
    String group,
    long arrivalNanos,
    long durationNanos,
    int tasks,
    TaskDemand demand,
    TaskDemand lastDemand,
    GpuSpeeds speeds,
    PartLoads loads,
    Elasticity elasticity) {

  /** A job without services that anybody knows of. */
  public Job(
      String id,
      String group,
      long arrivalNanos,
      long durationNanos,
      int tasks,
      TaskDemand demand,
      TaskDemand lastDemand,
      GpuSpeeds speeds,
      Elasticity elasticity) {
    this(
        id,
        group,
        arrivalNanos,
        durationNanos,
        tasks,
        demand,
        lastDemand,
        speeds,
        PartLoads.NONE,
        elasticity);
  }

  /** The same on what it asks for only. */
  public Job(
      String id,
      String group,
      long arrivalNanos,
      long durationNanos,
      int tasks,
      TaskDemand demand,
      TaskDemand lastDemand,
      GpuSpeeds speeds) {
    this(
        id, group, arrivalNanos, durationNanos, tasks, demand, lastDemand, speeds, Elasticity.NONE);
  }

  /** The same at the same speed on every GPU model. */
  public Job(
      String id,
      String group,
      long arrivalNanos,
      long durationNanos,
      int tasks,
      TaskDemand demand,
      TaskDemand lastDemand) {
    this(id, group, arrivalNanos, durationNanos, tasks, demand, lastDemand, GpuSpeeds.SAME);
  }

  /** Checks the ranges above. */
  public Job {
    if (arrivalNanos < 0 || durationNanos <= 0 || tasks < 1) {
      throw new IllegalArgumentException(
          "job "
              + id
              + ": arrival "
              + arrivalNanos
              + " ns, duration "
              + durationNanos
              + " ns, "
              + tasks
              + " tasks");
    }
    if (!demand.equals(lastDemand) && !isWithin(lastDemand, demand)) {
      throw new IllegalArgumentException(
          "job " + id + ": its last task asks for " + lastDemand + ", its others for " + demand);
    }
  }

  /** Whether it can run on more or fewer GPUs than it asks for. */
  public boolean isElastic() {
    return elasticity.isRange();
  }

  /** The fewest GPUs on which it can run. */
  public int leastGpus() {
    return isElastic() ? elasticity.least() : gpus();
  }

  /** The most GPUs on which it can run. */
  public int mostGpus() {
    return isElastic() ? elasticity.most() : gpus();
  }

  /** Speed on so many GPUs against that on what it asks for. */
  public double relativeSpeed(int gpus) {
    return isElastic() ? elasticity.relativeSpeed(gpus) : 1;
  }

  /**
   * The same job on another number of GPUs within its range.
   *
   * <p>A job of several tasks keeps the size of its tasks, another one is cut where a task would be
   * larger than the largest node allows; the last task has the rest. CPU and memory of a task are
   * those of the first task for each of its GPUs, rounded up. So on fewer GPUs each task asks for
   * no more than the one in its place did, and the job fits wherever it did.
   */
  public Job atWidth(int gpus) {
    if (gpus == gpus()) {
      return this;
    }
    if (gpus < leastGpus() || gpus > mostGpus()) {
      throw new IllegalArgumentException(
          "job " + id + " runs on " + leastGpus() + " to " + mostGpus() + " GPUs, not " + gpus);
    }
    int taskGpus = elasticity.taskGpus();
    int newTasks = (gpus + taskGpus - 1) / taskGpus;
    int lastGpus = gpus - (newTasks - 1) * taskGpus;
    TaskDemand first = demand.withGpus(newTasks == 1 ? gpus : taskGpus);
    TaskDemand last = newTasks == 1 ? first : demand.withGpus(lastGpus);
    if (newTasks == tasks && lastGpus <= lastDemand.gpus()) {
      last = last.atMost(lastDemand);
      first = newTasks == 1 ? last : first;
    }
    return new Job(
        id, group, arrivalNanos, durationNanos, newTasks, first, last, speeds, loads, elasticity);
  }

  private static boolean isWithin(TaskDemand last, TaskDemand demand) {
    boolean gpusWithin =
        last.gpus() == 0
            || (last.gpus() <= demand.gpus()
                && last.gpuMilli() == demand.gpuMilli()
                && last.gpuModels().equals(demand.gpuModels()));
    return gpusWithin
        && last.cpuMilli() <= demand.cpuMilli()
        && last.memoryBytes() <= demand.memoryBytes();
  }

  /** A job of one task. */
  public static Job single(
      String id, String group, long arrivalNanos, long durationNanos, TaskDemand demand) {
    return new Job(id, group, arrivalNanos, durationNanos, 1, demand, demand);
  }

  /** The same job with what its services ask. */
  public Job with(PartLoads newLoads) {
    return with(durationNanos, newLoads);
  }

  /** The same with another run time. */
  public Job lasting(long nanos) {
    return with(nanos, loads);
  }

  /** The same on GPUs of these models only, and on as many of them as it asks for. */
  public Job onlyOn(List<String> models) {
    return new Job(
        id,
        group,
        arrivalNanos,
        durationNanos,
        tasks,
        demand.onlyOn(models),
        lastDemand.onlyOn(models),
        speeds,
        loads,
        Elasticity.NONE);
  }

  private Job with(long nanos, PartLoads newLoads) {
    return new Job(
        id, group, arrivalNanos, nanos, tasks, demand, lastDemand, speeds, newLoads, elasticity);
  }

  /** What task {@code index} (0-based) holds. */
  public TaskDemand demandOf(int index) {
    return index == tasks - 1 ? lastDemand : demand;
  }

  /** Task {@code index} (0-based). */
  public Task task(int index) {
    return new Task(this, index, demandOf(index));
  }

  /** GPU devices held by all tasks. */
  public int gpus() {
    return (tasks - 1) * demand.gpus() + lastDemand.gpus();
  }

  /** Thousandths of a GPU held by all tasks. */
  public long gpuMilli() {
    return (tasks - 1) * demand.totalGpuMilli() + lastDemand.totalGpuMilli();
  }

  /** Thousandths of a CPU core held by all tasks. */
  public long cpuMilli() {
    return (tasks - 1) * demand.cpuMilli() + lastDemand.cpuMilli();
  }
}
