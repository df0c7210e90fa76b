package io.opisim.scheduler.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.RandomClusters;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.scheduler.state.ClusterState;
import io.opisim.scheduler.state.QueueState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseWalkTest {
  private static final int JOBS = 300;

  /** A cluster on which those of a list of jobs run that fit, in their order. */
  private static final class Scene {
    private final List<Job> jobs;
    private final ClusterState state;
    private final QueueState queue;
    private final List<Integer> running = new ArrayList<>();
    private final List<Integer> waiting = new ArrayList<>();

    Scene(Cluster cluster, List<Job> jobs) {
      this.jobs = jobs;
      state = new ClusterState(cluster, jobs.size(), new FirstFit(), bound -> 0);
      queue = new QueueState(jobs, new Fifo(), state);
      for (int job = 0; job < jobs.size(); job++) {
        queue.arrive(job);
        Assignment place = state.place(jobs.get(job), NodeLimit.NONE);
        if (place == null) {
          waiting.add(job);
        } else {
          state.allocate(job, jobs.get(job), place);
          queue.start(job);
          running.add(job);
        }
      }
    }

    boolean wouldFitWithout(int job, List<Integer> leaving) {
      // Fractions come back first, each to its device; whole GPUs take any of the others.
      List<Integer> order = new ArrayList<>(leaving);
      order.sort(Comparator.comparing(each -> !jobs.get(each).demand().isFractional()));
      List<Assignment> places = order.stream().map(queue::assignment).toList();
      order.forEach(each -> state.release(each, jobs.get(each)));
      boolean fits = state.place(jobs.get(job), NodeLimit.NONE) != null;
      for (int index = 0; index < places.size(); index++) {
        state.allocate(order.get(index), jobs.get(order.get(index)), places.get(index));
      }
      return fits;
    }
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void saysThatAJobFitsExactlyWhenItFitsOnceTheOthersHaveReallyLeft(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Job> jobs = new ArrayList<>();
    for (int job = 0; job < JOBS; job++) {
      jobs.add(RandomClusters.job(random, job, 0, 1 + random.nextInt(100)));
    }
    Scene scene = new Scene(RandomClusters.cluster(random), jobs);
    for (int waiting : scene.waiting) {
      ReleaseWalk walk = new ReleaseWalk(scene.state, scene.queue, jobs.get(waiting));
      List<Integer> left = new ArrayList<>(scene.running);
      List<Integer> released = new ArrayList<>();
      while (!left.isEmpty() && !walk.fits()) {
        int leaving = left.remove(random.nextInt(left.size()));
        walk.release(leaving);
        released.add(leaving);
        assertThat(walk.fits())
            .as("%s after %s left", jobs.get(waiting), released)
            .isEqualTo(scene.wouldFitWithout(waiting, released));
      }
      for (int back = 0; back < Math.min(3, released.size()); back++) {
        walk.takeBack(released.remove(random.nextInt(released.size())));
        assertThat(walk.fits())
            .as("%s after only %s left", jobs.get(waiting), released)
            .isEqualTo(scene.wouldFitWithout(waiting, released));
      }
    }
    assertThat(scene.waiting).isNotEmpty();
  }

  @Test
  void aGangWithASmallerLastTaskNeedsNoMoreThanThatTask() {
    // 12 GPUs are a task of 8 and one of 4: node 0 must be empty, node 1 only half empty.
    Cluster cluster =
        new Cluster(
            List.of(new Node("n0", 0, "A", 8, 0, 0, 0), new Node("n1", 0, "A", 8, 0, 0, 0)));
    Job whole = Job.single("whole", "", 0, 10, TaskDemand.wholeGpus(8));
    Job half = Job.single("half", "", 0, 50, TaskDemand.wholeGpus(4));
    Job twelve = new Job("twelve", "", 0, 10, 2, TaskDemand.wholeGpus(8), TaskDemand.wholeGpus(4));
    Scene scene = new Scene(cluster, List.of(whole, half, twelve));
    ReleaseWalk walk = new ReleaseWalk(scene.state, scene.queue, twelve);

    assertThat(walk.fits()).isFalse();
    walk.release(0);
    assertThat(walk.fits()).isTrue();
    Map<Integer, Integer> tasksAt = walk.nodes();
    assertThat(tasksAt).containsOnly(Map.entry(0, 1), Map.entry(1, 0));
    assertThat(walk.spareSlots(0, 1, TaskDemand.wholeGpus(1))).isZero();
    assertThat(walk.spareSlots(1, 0, TaskDemand.wholeGpus(1))).isZero();
  }

  @Test
  void aFractionBesideAGangOfFractionsCountsADeviceForEachOfItsTasks() {
    Cluster cluster = new Cluster(List.of(new Node("n0", 0, "A", 4, 0, 0, 0)));
    TaskDemand most = new TaskDemand(1, 600, 0, 0, List.of());
    Job all = Job.single("all", "", 0, 10, TaskDemand.wholeGpus(4));
    Job gang = new Job("gang", "", 0, 10, 3, most, most);
    Scene scene = new Scene(cluster, List.of(all, gang));
    ReleaseWalk walk = new ReleaseWalk(scene.state, scene.queue, gang);
    walk.release(0);

    assertThat(walk.fits()).isTrue();
    assertThat(walk.spareSlots(0, 3, TaskDemand.wholeGpus(1))).isEqualTo(1);
    assertThat(walk.spareSlots(0, 3, most)).isEqualTo(1);
  }
}
