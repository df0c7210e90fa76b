package io.opisim.scheduler.optimizer;

import io.opisim.models.workload.TaskDemand;

/**
 * What a task holds, as the search reads it: plain numbers.
 *
 * @param shape equal for tasks that hold the same
 * @param cpuMilli thousandths of a CPU core
 * @param memoryBytes host memory
 * @param wholeGpus devices held whole
 * @param shareMilli thousandths of a single device, or 0
 * @param gpuMilli thousandths of a GPU in all
 * @param models the GPU models accepted, as bits
 */
record TaskNeeds(
    int shape,
    long cpuMilli,
    long memoryBytes,
    int wholeGpus,
    int shareMilli,
    long gpuMilli,
    long models) {

  static TaskNeeds of(int shape, TaskDemand demand, long models) {
    return new TaskNeeds(
        shape,
        demand.cpuMilli(),
        demand.memoryBytes(),
        demand.isFractional() ? 0 : demand.gpus(),
        demand.isFractional() ? demand.gpuMilli() : 0,
        demand.totalGpuMilli(),
        models);
  }
}
