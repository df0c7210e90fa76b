package io.opisim.scheduler.placement;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.ClusterView;

/**
 * The most CPU and the most GPU of any one node, by which scores measure both on one scale; 1 where
 * there is none.
 */
record LargestNode(double cpuMilli, double gpuMilli) {
  static LargestNode of(Cluster cluster) {
    long cpuMilli = cluster.nodes().stream().mapToLong(Node::cpuMilli).max().orElseThrow();
    long gpuMilli = (long) cluster.largestNodeGpus() * TaskDemand.WHOLE_GPU;
    return new LargestNode(Math.max(1, cpuMilli), Math.max(1, gpuMilli));
  }

  /** The free thousandths of all devices of a node. */
  static long freeGpuMilli(ClusterView cluster, int node) {
    long free = 0;
    int devices = cluster.cluster().nodes().get(node).gpus();
    for (int device = 0; device < devices; device++) {
      free += cluster.freeGpuMilli(node, device);
    }
    return free;
  }
}
