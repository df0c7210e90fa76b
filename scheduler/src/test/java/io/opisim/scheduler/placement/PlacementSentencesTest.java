package io.opisim.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.state.ClusterState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes of 8 GPUs of which so many are free; two racks of two nodes where it matters. */
class PlacementSentencesTest {
  @Test
  void firstFitTakesTheFirstNodeThatFits() {
    assertThat(place(new FirstFit(), 1, 2, free(1, 8, 2, 4))).containsExactly(1);
  }

  @Test
  void bestFitTakesTheNodeThatIsLeftWithTheLeast() {
    assertThat(place(new BestFit(), 1, 2, free(1, 8, 2, 4))).containsExactly(2);
  }

  @Test
  void spreadTakesTheNodeWithTheMost() {
    assertThat(place(new Spread(), 1, 2, free(1, 4, 2, 8))).containsExactly(3);
  }

  @Test
  void spreadPutsASecondTaskOnANodeOnlyWhenAllHaveOne() {
    assertThat(place(new Spread(), 5, 2, free(2, 8, 4, 2))).containsExactly(1, 2, 0, 3, 1);
  }

  @Test
  void consolidatedTakesOneNodeThatHoldsTheGangBeforeTwoTighterOnes() {
    assertThat(place(new Consolidated(), 2, 4, free(4, 4, 8, 0))).containsExactly(2, 2);
  }

  @Test
  void consolidatedTakesTheTightestNodeThatHoldsTheWholeGang() {
    assertThat(place(new Consolidated(), 2, 2, free(8, 5, 3, 2))).containsExactly(1, 1);
  }

  @Test
  void consolidatedLeavesTheRestOfAGangOnTheTightestNode() {
    assertThat(place(new Consolidated(), 3, 4, free(8, 8, 4, 0))).containsExactly(0, 0, 2);
  }

  @Test
  void consolidatedStaysInOneRackEvenIfTighterNodesAreApart() {
    assertThat(place(new Consolidated(), 2, 4, free(4, 0, 8, 4), 2)).containsExactly(2, 2);
    assertThat(place(new Consolidated(), 2, 8, free(8, 0, 8, 8), 2)).containsExactly(2, 3);
  }

  @Test
  void consolidatedTakesTheRackWithTheLeastRoom() {
    assertThat(place(new Consolidated(), 2, 4, free(8, 8, 4, 4), 2)).containsExactly(2, 3);
  }

  @Test
  void consolidatedFillsTheRackWithTheMostRoomWhenNoneHoldsTheGang() {
    assertThat(place(new Consolidated(), 3, 8, free(8, 0, 8, 8), 2)).containsExactly(2, 3, 0);
  }

  @Test
  void aFractionGoesToTheTightestDevice() {
    ClusterState state = cluster(new FirstFit(), free(8), 1);
    TaskDemand most = new TaskDemand(1, 700, 0, 0, List.of());
    state.allocate(1, Job.single("most", "", 0, 1, most), Assignment.single(0, 5));
    TaskDemand some = new TaskDemand(1, 300, 0, 0, List.of());

    assertThat(state.place(Job.single("some", "", 0, 1, some), NodeLimit.NONE))
        .isEqualTo(Assignment.single(0, 5));
  }

  private static int[] free(int... gpus) {
    return gpus;
  }

  private static int[] place(Placement placement, int tasks, int gpus, int[] free) {
    return place(placement, tasks, gpus, free, free.length);
  }

  private static int[] place(
      Placement placement, int tasks, int gpus, int[] free, int nodesPerRack) {
    TaskDemand demand = TaskDemand.wholeGpus(gpus);
    return cluster(placement, free, nodesPerRack)
        .place(new Job("gang", "", 0, 1, tasks, demand, demand), NodeLimit.NONE)
        .nodes();
  }

  private static ClusterState cluster(Placement placement, int[] free, int nodesPerRack) {
    List<Node> nodes = new ArrayList<>();
    for (int node = 0; node < free.length; node++) {
      nodes.add(new Node("n" + node, node / nodesPerRack, "A", 8, 0, 8000, 0));
    }
    ClusterState state =
        new ClusterState(new Cluster(nodes), free.length + 1, placement, bound -> 0);
    for (int node = 0; node < free.length; node++) {
      if (free[node] < 8) {
        Job job = Job.single("other", "", 0, 1, TaskDemand.wholeGpus(8 - free[node]));
        state.allocate(node, job, Assignment.single(node));
      }
    }
    return state;
  }
}
