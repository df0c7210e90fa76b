package io.opisim.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.DemandMix;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.RandomClusters;
import io.opisim.scheduler.state.ClusterState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The measure against its definition, and against the golden value of its authors' simulator. */
class FragmentationMeasureTest {
  private static final int MILLION = 1_000_000;

  @Test
  void aNodeWithTooLittleCpuIsAllFragment() {
    // pkg/utils/frag_test.go of the authors' simulator: 0.0933 of 2,700 free thousandths.
    TaskDemand shape = new TaskDemand(1, 465, 6000, 0, List.of());
    TaskDemand never = new TaskDemand(1, 1, 0, 0, List.of());
    ClusterState state = withFree(1000, 200, 1000, 1000, 500);
    DemandMix mix = new DemandMix(List.of(shape, never), List.of(933L, 10_000L - 933));
    FragmentationMeasure measure = new FragmentationMeasure(state.cluster().nodes(), mix);

    double amount = (double) measure.amount(state, 0) / measure.weight();

    assertThat(amount).isCloseTo(251.91, within(1e-9));
  }

  @Test
  void onANodeThatHostsTheShapeOnlyDevicesTooSmallForItAreFragments() {
    TaskDemand shape = new TaskDemand(1, 465, 1000, 0, List.of());
    ClusterState state = withFree(1000, 200, 1000, 1000, 500);
    DemandMix mix = new DemandMix(List.of(shape), List.of(7L));
    FragmentationMeasure measure = new FragmentationMeasure(state.cluster().nodes(), mix);

    assertThat(measure.amount(state, 0)).isEqualTo(7 * 200);
  }

  /** One node with so much free, the rest held by others. */
  private static ClusterState withFree(long cpuMilli, int... milli) {
    Node node = new Node("n", 0, "A", milli.length, 0, cpuMilli, MILLION);
    ClusterState state =
        new ClusterState(new Cluster(List.of(node)), milli.length, new FirstFit(), bound -> 0);
    for (int device = 0; device < milli.length; device++) {
      int held = 1000 - milli[device];
      if (held > 0) {
        TaskDemand demand = new TaskDemand(1, held, 0, 0, List.of());
        Job job = Job.single("held-" + device, "", 0, 1, demand);
        state.allocate(device, job, Assignment.single(0, device));
      }
    }
    return state;
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theMeasureAndItsForecastsAreThoseOfTheDefinition(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Cluster cluster = RandomClusters.cluster(random);
    Map<TaskDemand, Long> counts = new LinkedHashMap<>();
    for (int shape = 0; shape < 12; shape++) {
      counts.put(RandomClusters.demand(random), random.nextLong(1, 50));
    }
    DemandMix mix = DemandMix.typical(counts);
    ClusterState state = new ClusterState(cluster, 300, new RandomDevice(), random::nextInt);
    FragmentationMeasure measure = new FragmentationMeasure(cluster.nodes(), mix);
    for (int index = 0; index < 300; index++) {
      TaskDemand demand = RandomClusters.demand(random);
      Job job = Job.single("job-" + index, "", 0, 1, demand);
      Assignment place = state.place(job, NodeLimit.NONE);
      if (place != null) {
        int node = place.nodes()[0];
        long[] forecast = new long[8];
        if (demand.isFractional()) {
          measure.amountsWith(state, node, demand, forecast);
        } else {
          forecast[0] = measure.amountWith(state, node, demand);
        }
        state.allocate(index, job, place);
        assertThat(measure.amount(state, node)).isEqualTo(defined(state, node, mix));
        assertThat(forecast[Math.max(0, place.device(0))]).isEqualTo(measure.amount(state, node));
      }
    }
  }

  private static long defined(ClusterView state, int node, DemandMix mix) {
    Node described = state.cluster().nodes().get(node);
    long sum = 0;
    for (int index = 0; index < mix.shapes().size(); index++) {
      TaskDemand shape = mix.shapes().get(index);
      long free = 0;
      long tooSmall = 0;
      int fitting = 0;
      for (int device = 0; device < described.gpus(); device++) {
        int milli = state.freeGpuMilli(node, device);
        free += milli;
        tooSmall += milli < shape.gpuMilli() ? milli : 0;
        fitting += milli >= shape.gpuMilli() ? 1 : 0;
      }
      boolean hosts =
          shape.gpus() > 0
              && fitting >= shape.gpus()
              && state.freeCpuMilli(node) >= shape.cpuMilli()
              && (shape.gpuModels().isEmpty() || shape.gpuModels().contains(described.gpuModel()));
      sum += mix.counts().get(index) * (hosts ? tooSmall : free);
    }
    return sum;
  }

  @Test
  void aMixKeepsTheMostFrequentShapesUntilTheyAreNineteenTwentieths() {
    Map<TaskDemand, Long> counts = new LinkedHashMap<>();
    counts.put(new TaskDemand(1, 1000, 1000, 7, List.of()), 50L);
    counts.put(new TaskDemand(1, 1000, 1000, 9, List.of()), 30L);
    counts.put(new TaskDemand(1, 500, 1000, 7, List.of()), 10L);
    counts.put(new TaskDemand(1, 500, 2000, 7, List.of()), 6L);
    counts.put(new TaskDemand(1, 500, 3000, 7, List.of()), 4L);

    DemandMix mix = DemandMix.typical(counts);

    assertThat(mix.counts()).containsExactly(80L, 10L, 6L);
    assertThat(mix.shapes()).allMatch(shape -> shape.memoryBytes() == 0);
  }
}
