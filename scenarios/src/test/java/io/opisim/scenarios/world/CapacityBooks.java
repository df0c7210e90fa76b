package io.opisim.scenarios.world;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.simcore.probe.Probe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Sums what runs on every node at every moment from what a run tells, and nothing else. */
final class CapacityBooks implements Probe {
  private final Cluster cluster;
  private final List<Job> jobs;
  private final List<List<Integer>> nodesOf = new ArrayList<>();
  private final long[] startedNanos;
  private final long[] ranNanos;
  private final long[][] held;
  private boolean overfull;

  CapacityBooks(Cluster cluster, List<Job> jobs) {
    this.cluster = cluster;
    this.jobs = jobs;
    startedNanos = new long[jobs.size()];
    ranNanos = new long[jobs.size()];
    held = new long[cluster.nodes().size()][3];
    jobs.forEach(job -> nodesOf.add(new ArrayList<>()));
  }

  @Override
  public void event(long timeNanos, int kind, int job, long value) {
    if (kind == RunEvents.TASK_STARTED) {
      int node = (int) value;
      change(node, jobs.get(job).demandOf(nodesOf.get(job).size()), +1);
      nodesOf.get(job).add(node);
      startedNanos[job] = timeNanos;
      var room = cluster.nodes().get(node);
      overfull |=
          held[node][0] > room.cpuMilli()
              || held[node][1] > room.memoryBytes()
              || held[node][2] > room.gpus() * 1000L;
    } else if (kind == RunEvents.PREEMPTED || kind == RunEvents.FINISHED) {
      for (int task = 0; task < nodesOf.get(job).size(); task++) {
        change(nodesOf.get(job).get(task), jobs.get(job).demandOf(task), -1);
      }
      nodesOf.get(job).clear();
      ranNanos[job] += timeNanos - startedNanos[job];
    }
  }

  private void change(int node, TaskDemand demand, int sign) {
    held[node][0] += sign * demand.cpuMilli();
    held[node][1] += sign * demand.memoryBytes();
    held[node][2] += sign * demand.totalGpuMilli();
  }

  /** Whether a node ever held more than it has. */
  boolean overfull() {
    return overfull;
  }

  /** What all nodes hold now: CPU, memory, GPU. */
  long[] held() {
    return Arrays.stream(held).flatMapToLong(Arrays::stream).toArray();
  }

  /** How long a job held its nodes, over all its starts. */
  long ranNanos(int job) {
    return ranNanos[job];
  }
}
