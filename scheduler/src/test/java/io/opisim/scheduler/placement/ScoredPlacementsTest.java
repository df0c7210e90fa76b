package io.opisim.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.DemandMix;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.NodeScoring;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.RandomClusters;
import io.opisim.scheduler.state.ClusterState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Scores of the FGD study (Weng et al., USENIX ATC 2023), and that keeping them changes nothing.
 */
class ScoredPlacementsTest {
  private static final TaskDemand HALF = new TaskDemand(1, 500, 4000, 0, List.of());
  private static final TaskDemand TWO = new TaskDemand(2, 1000, 16_000, 0, List.of());

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void keptScoresGiveTheOrderThatScoringAllNodesAnewGives(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Cluster cluster = RandomClusters.cluster(random);
    List<TaskDemand> demands = new ArrayList<>();
    for (int shape = 0; shape < 10; shape++) {
      demands.add(RandomClusters.demand(random));
    }
    DemandMix mix =
        DemandMix.of(demands.stream().map(each -> Job.single("j", "", 0, 1, each)).toList());
    ClusterState state =
        new ClusterState(cluster, 400, new RandomDevice(), random::nextInt, () -> mix);
    List<NodeScoring> scorings =
        List.of(
            new FragmentationGradient(),
            new DotProduct(),
            new GpuClustering(),
            new GpuPacking(),
            new WeightedBestFit());
    List<Job> jobs = new ArrayList<>();
    List<Integer> running = new ArrayList<>();
    for (int index = 0; index < 400; index++) {
      TaskDemand demand = demands.get(random.nextInt(demands.size()));
      for (NodeScoring scoring : scorings) {
        List<Integer> kept = all(state.bestScoredFirst(scoring, demand));
        NodeScoring.Scorer anew = scoring.on(state);
        List<Integer> sorted =
            IntStream.range(0, cluster.nodes().size())
                .filter(node -> state.slots(node, demand) > 0)
                .boxed()
                .sorted(Comparator.comparing(node -> -anew.score(node, demand)))
                .toList();
        assertThat(kept).as(scoring.id()).isEqualTo(sorted);
      }
      Job job = Job.single("job-" + index, "", 0, 1, demand);
      jobs.add(job);
      Assignment place = state.place(job, NodeLimit.NONE);
      if (place != null && random.nextInt(3) > 0) {
        state.allocate(index, job, place);
        running.add(index);
      } else if (!running.isEmpty()) {
        int leaving = running.remove(random.nextInt(running.size()));
        state.release(leaving, jobs.get(leaving));
      }
    }
  }

  private static List<Integer> all(IntCursor cursor) {
    List<Integer> nodes = new ArrayList<>();
    for (int node = cursor.next(); node >= 0; node = cursor.next()) {
      nodes.add(node);
    }
    return nodes;
  }

  /** One node of 128 cores and 8 GPUs; 64 cores are held and one task sits on half a GPU. */
  private static ClusterState halfUsed() {
    Node node = new Node("n", 0, "A", 8, 0, 128_000, 1);
    ClusterState state =
        new ClusterState(new Cluster(List.of(node)), 1, new FirstFit(), bound -> 0);
    TaskDemand held = new TaskDemand(1, 500, 64_000, 0, List.of());
    state.allocate(0, Job.single("held", "", 0, 1, held), Assignment.single(0, 0));
    return state;
  }

  @Test
  void weightedBestFitWeighsWhatIsLeft() {
    // 60 of 128 cores and 7 of 8 GPUs are left: 100 (1 - 0.234375 - 0.4375) = 32.8.
    assertThat(new WeightedBestFit().on(halfUsed()).score(0, HALF)).isEqualTo(32);
  }

  @Test
  void dotProductMultipliesWhatIsFreeWithWhatIsAsked() {
    // 64/128 * 16/128 + 7.5/8 * 2/8 = 0.296875, so 100 (1 - 0.1484375) = 85.2.
    assertThat(new DotProduct().on(halfUsed()).score(0, TWO)).isEqualTo(85);
  }

  @Test
  void gpuClusteringLooksAtTheSizesOnTheNode() {
    // 25 (8000 - 7500) / 8000 = 1; only fractions are on the node.
    NodeScoring.Scorer scorer = new GpuClustering().on(halfUsed());
    assertThat(scorer.score(0, HALF)).isEqualTo(1 + 75);
    assertThat(scorer.score(0, TWO)).isEqualTo(1);
    assertThat(scorer.score(0, TaskDemand.cpuCores(1))).isZero();
  }

  @Test
  void gpuPackingPrefersDevicesInUse() {
    NodeScoring.Scorer scorer = new GpuPacking().on(halfUsed());
    assertThat(scorer.score(0, HALF)).isEqualTo(100 - 50 / 10);
    assertThat(scorer.score(0, new TaskDemand(1, 600, 0, 0, List.of()))).isEqualTo(50 - 1);
    assertThat(scorer.score(0, TWO)).isEqualTo(50 - 2);
  }

  @Test
  void fragmentationGradientPutsAHalfWhereItLeavesRoomForAWhole() {
    Node small = new Node("small", 0, "A", 1, 0, 8000, 1);
    Node large = new Node("large", 0, "A", 2, 0, 16_000, 1);
    DemandMix mix = new DemandMix(List.of(TaskDemand.wholeGpus(1), HALF), List.of(1L, 1L));
    Placement placement = new FragmentationGradient();
    ClusterState state =
        new ClusterState(new Cluster(List.of(small, large)), 3, placement, bound -> 0, () -> mix);
    for (int index = 0; index < 2; index++) {
      Job job = Job.single("half-" + index, "", 0, 1, HALF);
      state.allocate(index, job, state.place(job, NodeLimit.NONE));
    }

    // Two halves share one device: each other place would break a whole GPU.
    assertThat(state.freeWholeGpus(0) + state.freeWholeGpus(1)).isEqualTo(2);
  }

  @Test
  void aTaskThatMakesNoFragmentScoresFifty() {
    DemandMix mix = new DemandMix(List.of(TaskDemand.wholeGpus(1)), List.of(1L));
    Node node = new Node("n", 0, "A", 4, 0, 8000, 1);
    ClusterState state =
        new ClusterState(new Cluster(List.of(node)), 1, new FirstFit(), bound -> 0, () -> mix);

    NodeScoring.Scorer scorer = new FragmentationGradient().on(state);

    assertThat(scorer.score(0, TaskDemand.wholeGpus(2))).isEqualTo(50);
    // 0.3 on a free device leaves 0.7 that no whole task can use: 100 / (1 + e^0.7) = 33.2.
    assertThat(scorer.score(0, new TaskDemand(1, 300, 0, 0, List.of()))).isEqualTo(33);
  }
}
