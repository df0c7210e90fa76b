package io.opisim.models.workload;

import java.util.List;

/**
 * What one task holds of its node while it runs.
 *
 * <p>GPUs are counted in devices and thousandths: {@code gpus} devices, each held with {@code
 * gpuMilli} thousandths. Only a task on a single device may hold a fraction of it.
 *
 * @param gpus number of devices, 0 or more
 * @param gpuMilli thousandths held of each device: 1000, or 1 to 999 with a single device; 0
 *     without a GPU
 * @param cpuMilli thousandths of a CPU core
 * @param memoryBytes host memory
 * @param gpuModels the GPU models accepted, sorted; empty accepts any
 */
public record TaskDemand(
    int gpus, int gpuMilli, long cpuMilli, long memoryBytes, List<String> gpuModels) {
  /** Thousandths in a whole GPU. */
  public static final int WHOLE_GPU = 1000;

  /** Checks the ranges above. */
  public TaskDemand {
    boolean gpuOk =
        gpus == 0
            ? gpuMilli == 0
            : gpuMilli == WHOLE_GPU || (gpus == 1 && gpuMilli > 0 && gpuMilli < WHOLE_GPU);
    if (gpus < 0 || !gpuOk || cpuMilli < 0 || memoryBytes < 0) {
      throw new IllegalArgumentException(
          "a task cannot hold "
              + gpus
              + " GPUs of "
              + gpuMilli
              + " milli-GPU each, "
              + cpuMilli
              + " milli-CPU and "
              + memoryBytes
              + " bytes");
    }
    gpuModels = gpuModels.stream().sorted().distinct().toList();
  }

  /** Written out: to generate it at first use costs each process some 30 ms. */
  @Override
  public int hashCode() {
    int hash = 31 * (31 * gpus + gpuMilli) + Long.hashCode(cpuMilli);
    return 31 * (31 * hash + Long.hashCode(memoryBytes)) + gpuModels.hashCode();
  }

  /** A task on {@code gpus} whole GPUs of any model that asks for nothing else. */
  public static TaskDemand wholeGpus(int gpus) {
    return new TaskDemand(gpus, gpus == 0 ? 0 : WHOLE_GPU, 0, 0, List.of());
  }

  /** A task on CPU cores only. */
  public static TaskDemand cpuCores(int cores) {
    return new TaskDemand(0, 0, cores * 1000L, 0, List.of());
  }

  /** What {@code tasks} of these hold together; they hold whole GPUs or none, or it is one task. */
  public TaskDemand times(int tasks) {
    return tasks == 1
        ? this
        : new TaskDemand(
            Math.multiplyExact(tasks, gpus),
            gpuMilli,
            Math.multiplyExact(tasks, cpuMilli),
            Math.multiplyExact(tasks, memoryBytes),
            gpuModels);
  }

  /** A task on another number of whole GPUs, with as much of all else for each, rounded up. */
  public TaskDemand withGpus(int otherGpus) {
    return otherGpus == gpus
        ? this
        : new TaskDemand(
            otherGpus,
            gpuMilli,
            share(cpuMilli, otherGpus),
            share(memoryBytes, otherGpus),
            gpuModels);
  }

  private long share(long amount, int otherGpus) {
    return (Math.multiplyExact(amount, otherGpus) + gpus - 1) / gpus;
  }

  /** The same on GPUs of these models only. */
  public TaskDemand onlyOn(List<String> models) {
    return new TaskDemand(gpus, gpuMilli, cpuMilli, memoryBytes, models);
  }

  /** The same with no more CPU and memory than another. */
  public TaskDemand atMost(TaskDemand other) {
    return cpuMilli <= other.cpuMilli() && memoryBytes <= other.memoryBytes()
        ? this
        : new TaskDemand(
            gpus,
            gpuMilli,
            Math.min(cpuMilli, other.cpuMilli()),
            Math.min(memoryBytes, other.memoryBytes()),
            gpuModels);
  }

  /** Thousandths of a GPU held in all. */
  public long totalGpuMilli() {
    return (long) gpus * gpuMilli;
  }

  /** Whether this holds a part of one device. */
  public boolean isFractional() {
    return gpus == 1 && gpuMilli < WHOLE_GPU;
  }
}
