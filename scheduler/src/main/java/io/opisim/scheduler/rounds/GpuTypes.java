package io.opisim.scheduler.rounds;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.NodeOutage;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.scheduler.state.ClusterState;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The GPU models of a cluster, in the order of its nodes: the order in which a round fills them.
 *
 * <p>Not for use by several threads at once.
 */
final class GpuTypes {
  private final ClusterState empty;
  private final List<String> models;
  private final int[] gpus;
  private final Map<Shape, boolean[]> fits = new HashMap<>();

  private record Shape(int tasks, TaskDemand demand, TaskDemand last) {}

  GpuTypes(Cluster cluster) {
    Map<String, Integer> found = new LinkedHashMap<>();
    for (Node node : cluster.nodes()) {
      if (node.gpus() > 0) {
        found.merge(node.gpuModel(), node.gpus(), Math::addExact);
      }
    }
    models = List.copyOf(found.keySet());
    gpus = found.values().stream().mapToInt(Integer::intValue).toArray();
    empty = new ClusterState(cluster, 0, new FirstFit(), bound -> 0);
  }

  /** Devices of each type. */
  int[] gpus() {
    return gpus;
  }

  /** Devices of each type on nodes that are not out for repair. */
  int[] gpusThere(ClusterView cluster) {
    int[] there = gpus.clone();
    for (NodeOutage outage : cluster.outages()) {
      Node node = cluster.cluster().nodes().get(outage.node());
      if (node.gpus() > 0) {
        there[models.indexOf(node.gpuModel())] -= node.gpus();
      }
    }
    return there;
  }

  /** The speed of a job by type, 0 where it cannot run, or where an empty cluster lacks room. */
  double[] speeds(Job job) {
    boolean[] room =
        fits.computeIfAbsent(
            new Shape(job.tasks(), job.demand(), job.lastDemand()), shape -> fits(job));
    double[] speeds = new double[gpus.length];
    for (int type = 0; type < speeds.length; type++) {
      speeds[type] = room[type] ? job.speeds().on(models.get(type)) : 0;
    }
    return speeds;
  }

  private boolean[] fits(Job job) {
    boolean[] room = new boolean[gpus.length];
    List<String> accepted = job.demand().gpuModels();
    for (int type = 0; type < room.length; type++) {
      room[type] =
          job.gpus() <= gpus[type]
              && (accepted.isEmpty() || accepted.contains(models.get(type)))
              && empty.place(on(job, type), NodeLimit.NONE) != null;
    }
    return room;
  }

  /** Whether a job needs no GPU, or some type alone holds it. */
  boolean accept(Job job) {
    return job.gpus() == 0 || Arrays.stream(speeds(job)).anyMatch(speed -> speed > 0);
  }

  /** The same job, on one type only. */
  Job on(Job job, int type) {
    return job.onlyOn(List.of(models.get(type)));
  }
}
