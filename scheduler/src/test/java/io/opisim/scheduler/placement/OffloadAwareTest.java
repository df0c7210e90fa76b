package io.opisim.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.PartLoads;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.state.ClusterState;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Nodes of 8 GPUs with a DPU each; jobs whose services ask a share of it for each GPU. */
class OffloadAwareTest {
  private static final String CORES = "dpu.cores";
  private static final String CRYPTO = "dpu.crypto";

  @Test
  void aNodeWithFreeGpusIsPassedOverWhenItsDpuHasNoCoresLeft() {
    Job first = job(1, 2, Map.of(CORES, 0.3));
    Job second = job(1, 2, Map.of(CORES, 0.3));

    assertThat(nodes(new Consolidated(), first, second)).containsExactly(0);
    assertThat(nodes(new OffloadAware(), first, second)).containsExactly(1);
  }

  @Test
  void theFirstPartThatIsFullBinds() {
    Job encrypts = job(1, 4, Map.of(CORES, 0.01, CRYPTO, 0.2));

    assertThat(nodes(new OffloadAware(), encrypts, job(1, 2, Map.of(CRYPTO, 0.1))))
        .containsExactly(0);
    assertThat(nodes(new OffloadAware(), encrypts, job(1, 2, Map.of(CRYPTO, 0.11))))
        .containsExactly(1);
    assertThat(nodes(new OffloadAware(), encrypts, job(1, 4, Map.of("dpu.network-in", 0.25))))
        .containsExactly(0);
  }

  @Test
  void aGangIsSpreadAsFarAsItsServicesNeed() {
    Job gang = job(4, 2, Map.of(CORES, 0.25));

    assertThat(nodes(new Consolidated(), gang)).containsExactly(0, 0, 0, 0);
    assertThat(nodes(new OffloadAware(), gang)).containsExactly(0, 0, 1, 1);
  }

  @Test
  void aJobThatNoDpuCanServeGoesWhereItOverloadsTheLeast() {
    Job first = job(1, 2, Map.of(CORES, 0.4));
    Job huge = job(1, 2, Map.of(CORES, 0.9));

    assertThat(nodes(new OffloadAware(), first, huge)).containsExactly(1);
  }

  @Test
  void jobsWithoutServicesArePlacedAsByConsolidated() {
    Job plain = job(1, 2, Map.of());

    assertThat(nodes(new OffloadAware(), job(1, 2, Map.of(CORES, 0.5)), plain)).containsExactly(0);
  }

  @Test
  void whatIsHeldIsGivenBackToTheLastUnit() {
    ClusterState state = state(new OffloadAware(), 1);
    Job third = job(1, 1, Map.of(CORES, 1 / 3.0));
    state.allocate(0, third, Assignment.single(0));
    assertThat(state.busiestPart(0, third, 1)).isEqualTo(2 / 3.0, within(1e-8));
    state.release(0, third);
    assertThat(state.busiestPart(0, third, 0)).isZero();
  }

  @Test
  void noPartIsAskedForMoreThanThereIsAsLongAsEveryJobHasSuchAPlace() {
    for (int seed = 0; seed < 500; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      ClusterState state = state(new OffloadAware(), 40);
      boolean full = false;
      for (int index = 0; index < 40 && !full; index++) {
        Job job =
            job(
                random.nextInt(1, 5),
                random.nextInt(1, 5),
                Map.of(CORES, random.nextDouble() / 8, CRYPTO, random.nextDouble() / 8));
        Assignment place = state.place(job, NodeLimit.NONE);
        full = place == null || !servedSomewhere(state, job);
        if (!full) {
          state.allocate(index, job, place);
          for (int node : place.nodes()) {
            assertThat(state.busiestPart(node, job, 0)).as("seed %d", seed).isLessThanOrEqualTo(1);
          }
        }
      }
    }
  }

  /** Whether enough tasks fit on nodes with both GPUs and services left. */
  private static boolean servedSomewhere(ClusterState state, Job job) {
    int tasks = 0;
    for (int node = 0; node < state.cluster().nodes().size(); node++) {
      int here = 0;
      while (here < state.slots(node, job.demand())
          && state.busiestPart(node, job, here + 1) <= 1) {
        here++;
      }
      tasks += here;
    }
    return tasks >= job.tasks();
  }

  private static Job job(int tasks, int gpus, Map<String, Double> perGpu) {
    TaskDemand demand = TaskDemand.wholeGpus(gpus);
    return new Job("job", "", 0, 1, tasks, demand, demand).with(PartLoads.of(perGpu));
  }

  /** Where the last of some jobs goes. */
  private static int[] nodes(Placement placement, Job... jobs) {
    ClusterState state = state(placement, jobs.length);
    for (int index = 0; index < jobs.length - 1; index++) {
      state.allocate(index, jobs[index], state.place(jobs[index], NodeLimit.NONE));
    }
    return state.place(jobs[jobs.length - 1], NodeLimit.NONE).nodes();
  }

  private static ClusterState state(Placement placement, int jobs) {
    List<Node> nodes = new ArrayList<>();
    for (int node = 0; node < 4; node++) {
      nodes.add(new Node("n" + node, 0, "A", 8, 0, 8000, 0));
    }
    return new ClusterState(new Cluster(nodes), jobs, placement, bound -> 0);
  }
}
