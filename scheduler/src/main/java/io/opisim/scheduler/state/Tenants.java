package io.opisim.scheduler.state;

import io.opisim.models.workload.TaskDemand;

/** How many running tasks of each size in GPUs a node holds; tasks without GPU are not counted. */
final class Tenants {
  private final int sizes;
  private final int[] tasks;

  Tenants(int nodes, int devicesPerNode) {
    sizes = devicesPerNode + 1;
    tasks = new int[nodes * sizes];
  }

  void change(int node, TaskDemand demand, int sign) {
    if (demand.gpus() > 0) {
      tasks[node * sizes + (demand.isFractional() ? 0 : demand.gpus())] += sign;
    }
  }

  /** Tasks with so many whole GPUs, or with 0, those with a fraction of one. */
  int holding(int node, int wholeGpus) {
    return wholeGpus < sizes ? tasks[node * sizes + wholeGpus] : 0;
  }
}
