package io.opisim.scheduler.state;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.WaitReason;
import java.util.List;

/** What is free in the whole cluster. */
final class FreeTotals {
  private final List<String> models;
  private final int[] modelOfNode;
  private final long[] gpuMilli;
  private long cpuMilli;
  private long memoryBytes;

  FreeTotals(Cluster cluster) {
    models = cluster.nodes().stream().map(Node::gpuModel).distinct().sorted().toList();
    gpuMilli = new long[models.size()];
    modelOfNode = new int[cluster.nodes().size()];
    for (int index = 0; index < modelOfNode.length; index++) {
      Node node = cluster.nodes().get(index);
      modelOfNode[index] = models.indexOf(node.gpuModel());
      cpuMilli += node.cpuMilli();
      memoryBytes += node.memoryBytes();
      gpuMilli[modelOfNode[index]] += (long) node.gpus() * TaskDemand.WHOLE_GPU;
    }
  }

  /** A task leaves a node, or comes to it with sign -1. */
  void change(int node, TaskDemand demand, int sign) {
    cpuMilli += sign * demand.cpuMilli();
    memoryBytes += sign * demand.memoryBytes();
    gpuMilli[modelOfNode[node]] += sign * demand.totalGpuMilli();
  }

  long freeGpuMilli(TaskDemand demand) {
    long free = 0;
    for (int model = 0; model < gpuMilli.length; model++) {
      if (demand.gpuModels().isEmpty() || demand.gpuModels().contains(models.get(model))) {
        free += gpuMilli[model];
      }
    }
    return free;
  }

  /** Of what the whole cluster has too little for a job, or null. */
  WaitReason shortage(Job job) {
    if (job.gpuMilli() > freeGpuMilli(job.demand())) {
      return WaitReason.NO_FREE_GPU;
    }
    if (job.cpuMilli() > cpuMilli) {
      return WaitReason.NO_FREE_CPU;
    }
    long memory = (job.tasks() - 1) * job.demand().memoryBytes() + job.lastDemand().memoryBytes();
    return memory > memoryBytes ? WaitReason.NO_FREE_MEMORY : null;
  }
}
