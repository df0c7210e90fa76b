package io.opisim.scheduler.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.WaitReason;
import io.opisim.scheduler.placement.FirstFit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two nodes of 4 GPUs (models A and B), 8 cores and 100 bytes each; one job may run already. */
class ShortageTest {
  private final ClusterState state =
      new ClusterState(
          new Cluster(
              List.of(
                  new Node("a", 0, "A", 4, 0, 8000, 100), new Node("b", 0, "B", 4, 0, 8000, 100))),
          2,
          new FirstFit(),
          bound -> 0);

  @Test
  void aJobThatFitsHasNoShortage() {
    assertThat(state.shortage(single(4, 8000, 100))).isNull();
  }

  @Test
  void fewerFreeGpusInTheWholeClusterIsNoFreeGpu() {
    state.allocate(0, single(3, 0, 0), Assignment.single(0));

    assertThat(state.shortage(gang(2, 3, 0, 0))).isEqualTo(WaitReason.NO_FREE_GPU);
  }

  @Test
  void gpusOfAModelThatIsNotAcceptedDoNotCount() {
    state.allocate(0, single(3, 0, 0), Assignment.single(0));
    Job onlyA = Job.single("a", "", 0, 1, new TaskDemand(2, 1000, 0, 0, List.of("A")));

    assertThat(state.shortage(onlyA)).isEqualTo(WaitReason.NO_FREE_GPU);
    assertThat(state.shortage(single(2, 0, 0))).isNull();
  }

  @Test
  void fewerFreeCoresInTheWholeClusterIsNoFreeCpu() {
    state.allocate(0, single(0, 4000, 0), Assignment.single(0));

    assertThat(state.shortage(gang(2, 1, 7000, 0))).isEqualTo(WaitReason.NO_FREE_CPU);
  }

  @Test
  void lessFreeMemoryInTheWholeClusterIsNoFreeMemory() {
    state.allocate(0, single(0, 0, 50), Assignment.single(0));

    assertThat(state.shortage(gang(2, 1, 0, 80))).isEqualTo(WaitReason.NO_FREE_MEMORY);
  }

  @Test
  void gpusAreToldBeforeCoresAndCoresBeforeMemory() {
    state.allocate(0, single(3, 4000, 50), Assignment.single(0));

    assertThat(state.shortage(gang(2, 3, 7000, 80))).isEqualTo(WaitReason.NO_FREE_GPU);
    assertThat(state.shortage(gang(2, 1, 7000, 80))).isEqualTo(WaitReason.NO_FREE_CPU);
  }

  @Test
  void enoughInSumButNotOnOneNodeIsFragmented() {
    state.allocate(0, single(1, 0, 0), Assignment.single(0));
    state.allocate(1, single(1, 0, 0), Assignment.single(1));

    assertThat(state.shortage(single(4, 0, 0))).isEqualTo(WaitReason.FRAGMENTED);
  }

  @Test
  void piecesOfSeveralDevicesDoNotMakeAWholeOne() {
    Job half = Job.single("half", "", 0, 1, new TaskDemand(1, 500, 0, 0, List.of("A")));
    state.allocate(0, half, Assignment.single(0, 0));
    state.allocate(1, half, Assignment.single(0, 1));
    Job three = Job.single("three", "", 0, 1, new TaskDemand(3, 1000, 0, 0, List.of("A")));

    assertThat(state.shortage(three)).isEqualTo(WaitReason.FRAGMENTED);
  }

  @Test
  void coresOnTheNodeWithoutFreeGpusAreFragmentedToo() {
    state.allocate(0, single(4, 0, 0), Assignment.single(0));
    state.allocate(1, single(0, 8000, 0), Assignment.single(1));

    assertThat(state.shortage(single(1, 1000, 0))).isEqualTo(WaitReason.FRAGMENTED);
  }

  private static Job single(int gpus, long cpuMilli, long memoryBytes) {
    return gang(1, gpus, cpuMilli, memoryBytes);
  }

  private static Job gang(int tasks, int gpus, long cpuMilli, long memoryBytes) {
    TaskDemand demand =
        new TaskDemand(gpus, gpus == 0 ? 0 : 1000, cpuMilli, memoryBytes, List.of());
    return new Job("job", "", 0, 1, tasks, demand, demand);
  }
}
