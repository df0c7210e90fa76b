package io.opisim.models.workload;

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
 */
public record Job(
    String id,
    String group,
    long arrivalNanos,
    long durationNanos,
    int tasks,
    TaskDemand demand,
    TaskDemand lastDemand,
    GpuSpeeds speeds) {

  /** A job that runs at the same speed on every GPU model. */
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

  /** The same with another run time. */
  public Job lasting(long nanos) {
    return new Job(id, group, arrivalNanos, nanos, tasks, demand, lastDemand, speeds);
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
