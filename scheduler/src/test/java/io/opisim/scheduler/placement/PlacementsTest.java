package io.opisim.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.RandomClusters;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.state.ClusterState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementsTest {
  private static final int JOBS = 400;

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void everyPlacementFindsAPlaceExactlyWhenThereIsOne(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Cluster cluster = RandomClusters.cluster(random);
    List<ClusterState> states = new ArrayList<>();
    for (Placement placement : SchedulerServices.placements().values()) {
      states.add(new ClusterState(cluster, JOBS, placement, random::nextInt));
    }
    List<Job> jobs = new ArrayList<>();
    List<Integer> running = new ArrayList<>();
    for (int index = 0; index < JOBS; index++) {
      Job job = RandomClusters.job(random, index, 0, 1);
      jobs.add(job);
      // What runs is the same everywhere; who placed it changes from job to job.
      Assignment chosen = states.get(random.nextInt(states.size())).place(job, NodeLimit.NONE);
      int[] allowed =
          random.ints(cluster.nodes().size(), 0, 3).map(each -> each == 2 ? 9 : each).toArray();
      for (ClusterState state : states) {
        assertThat(state.place(job, NodeLimit.NONE) != null)
            .as("%s for %s", state, job)
            .isEqualTo(fits(state, job, node -> 1_000));
        if (job.demand().equals(job.lastDemand())) {
          Assignment limited = state.place(job, node -> allowed[node]);
          assertThat(limited != null).isEqualTo(fits(state, job, node -> allowed[node]));
          assertThat(limited == null || isWithin(limited, allowed)).isTrue();
        }
      }
      if (chosen != null) {
        for (ClusterState state : states) {
          state.allocate(index, job, chosen);
        }
        running.add(index);
      } else if (!running.isEmpty()) {
        int leaving = running.remove(random.nextInt(running.size()));
        states.forEach(state -> state.release(leaving, jobs.get(leaving)));
      }
    }
  }

  /** Tries every node for the last task and counts how many others fit around it. */
  private static boolean fits(ClusterView cluster, Job job, NodeLimit limit) {
    int nodes = cluster.cluster().nodes().size();
    return IntStream.range(0, nodes)
        .anyMatch(
            lastNode -> {
              long others = 0;
              for (int node = 0; node < nodes; node++) {
                int room = limit.tasksAllowed(node);
                if (node != lastNode) {
                  others += Math.min(room, cluster.slots(node, job.demand()));
                } else if (room == 0 || cluster.slots(node, job.lastDemand()) == 0) {
                  return false;
                } else {
                  others += Math.min(room - 1, besideLast(cluster, node, job));
                }
              }
              return others >= job.tasks() - 1;
            });
  }

  private static int besideLast(ClusterView cluster, int node, Job job) {
    int count = 0;
    while (count < job.tasks()
        && cluster.slots(node, job.demand()) > count
        && cluster.fitsBeside(node, job.demand(), count + 1, job.lastDemand())) {
      count++;
    }
    return count;
  }

  private static boolean isWithin(Assignment assignment, int[] allowed) {
    return Arrays.stream(assignment.nodes())
        .allMatch(
            node ->
                Arrays.stream(assignment.nodes()).filter(other -> other == node).count()
                    <= allowed[node]);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void consolidatedUsesTheFewestRacksAndInOneRackTheFewestNodes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Cluster cluster = RandomClusters.cluster(random);
    ClusterState state = new ClusterState(cluster, JOBS, new Consolidated(), random::nextInt);
    for (int index = 0; index < JOBS; index++) {
      TaskDemand demand = TaskDemand.wholeGpus(random.nextInt(1, 5));
      Job job = new Job("job-" + index, "", 0, 1, random.nextInt(1, 12), demand, demand);
      Assignment place = state.place(job, NodeLimit.NONE);
      if (place != null) {
        long racks = distinct(place, node -> cluster.nodes().get(node).rack());
        int[] slotsOfRack = new int[cluster.racks()];
        for (int node = 0; node < cluster.nodes().size(); node++) {
          slotsOfRack[cluster.nodes().get(node).rack()] += state.slots(node, demand);
        }
        assertThat(racks).isEqualTo(fewest(slotsOfRack, job.tasks()));
        if (racks == 1) {
          int rack = cluster.nodes().get(place.nodes()[0]).rack();
          int[] slotsOfNode =
              IntStream.range(0, cluster.nodes().size())
                  .filter(node -> cluster.nodes().get(node).rack() == rack)
                  .map(node -> state.slots(node, demand))
                  .toArray();
          assertThat(distinct(place, node -> node)).isEqualTo(fewest(slotsOfNode, job.tasks()));
        }
        if (random.nextInt(4) == 0) {
          state.allocate(index, job, place);
        }
      }
    }
  }

  private static long distinct(Assignment assignment, IntUnaryOperator property) {
    return Arrays.stream(assignment.nodes()).map(property).distinct().count();
  }

  /** The fewest bins that hold so many tasks: the largest ones. */
  private static long fewest(int[] slots, int tasks) {
    int[] sorted = IntStream.of(slots).map(each -> -each).sorted().toArray();
    int left = tasks;
    int bins = 0;
    while (left > 0) {
      left += sorted[bins++];
    }
    return bins;
  }
}
