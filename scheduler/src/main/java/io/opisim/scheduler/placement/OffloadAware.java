package io.opisim.scheduler.placement;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/**
 * DPU cores, engines, ports and host cores that services use count as capacity: a node takes no
 * more tasks than the services of all its jobs can serve at full speed.
 *
 * <p>Within that, {@link Consolidated}. A job for which that leaves no place goes where its
 * services are the least overloaded, one task a node while nodes last: it shares and is slower, but
 * nobody waits for ever because a job asks more of a DPU than it has. Jobs without services, and
 * jobs of which nobody knows what they ask, are placed as by {@link Consolidated}.
 *
 * <p>Ignores: that a job which is kept waiting asks for less; parts that nodes share, such as the
 * storage's; traffic of collectives.
 *
 * <p>Source: the vector bin packing of Tetris (Grandl et al., SIGCOMM 2014), where network and
 * storage count as capacity beside cores, and DRF's choice of the part that binds (Ghodsi et al.,
 * NSDI 2011); to count the parts of a DPU is ours.
 */
public final class OffloadAware implements Placement {
  private static final Consolidated CONSOLIDATED = new Consolidated();

  @Override
  public String id() {
    return "offload-aware";
  }

  @Override
  public String description() {
    return "few racks and nodes, where DPU cores, engines and ports still serve all jobs";
  }

  @Override
  public Assignment place(ClusterView cluster, Job job, NodeLimit limit) {
    if (job.loads().perGpu().isEmpty()) {
      return CONSOLIDATED.place(cluster, job, limit);
    }
    Assignment served =
        CONSOLIDATED.place(
            cluster, job, node -> Math.min(limit.tasksAllowed(node), served(cluster, node, job)));
    return served != null ? served : leastOverloaded(cluster, job, limit);
  }

  /** How many tasks of a job a node's services can serve at full speed beside what runs there. */
  private static int served(ClusterView cluster, int node, Job job) {
    int tasks = 0;
    while (tasks < job.tasks() && cluster.busiestPart(node, job, tasks + 1) <= 1) {
      tasks++;
    }
    return tasks;
  }

  private static Assignment leastOverloaded(ClusterView cluster, Job job, NodeLimit limit) {
    Function<TaskDemand, IntCursor> order =
        demand -> {
          List<Integer> nodes = new ArrayList<>();
          IntCursor cursor = cluster.inOrder(demand);
          for (int node = cursor.next(); node >= 0; node = cursor.next()) {
            nodes.add(node);
          }
          nodes.sort(Comparator.comparingDouble(node -> cluster.busiestPart(node, job, 1)));
          return new IntCursor() {
            private int position;

            @Override
            public int next() {
              return position < nodes.size() ? nodes.get(position++) : -1;
            }
          };
        };
    return Gangs.spread(cluster, job, limit, order);
  }
}
