package io.opisim.scheduler.state;

import io.opisim.models.workload.Job;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** What running tasks ask of the parts of each node, in thousand-millionths of the part. */
final class PartUse {
  private static final double UNITS = 1e9;

  private final int nodes;
  private final SortedMap<String, long[]> used = new TreeMap<>();

  PartUse(int nodes) {
    this.nodes = nodes;
  }

  /** A task of a job comes to a node, or leaves it with sign -1. */
  void change(int node, Job job, int task, int sign) {
    int gpus = job.demandOf(task).gpus();
    for (Map.Entry<String, Double> part : job.loads().perGpu().entrySet()) {
      used.computeIfAbsent(part.getKey(), unseen -> new long[nodes])[node] +=
          sign * gpus * units(part.getValue());
    }
  }

  private static long units(double share) {
    return (long) StrictMath.ceil(share * UNITS);
  }

  /** The largest share of a part that the job uses, with so many more tasks of it on the node. */
  double busiest(int node, Job job, int tasks) {
    long most = 0;
    for (Map.Entry<String, Double> part : job.loads().perGpu().entrySet()) {
      long each = job.demand().gpus() * units(part.getValue());
      long[] now = used.get(part.getKey());
      most = each == 0 ? most : Math.max(most, (now == null ? 0 : now[node]) + tasks * each);
    }
    return most / UNITS;
  }
}
