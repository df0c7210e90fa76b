package io.opisim.scheduler.placement;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.topology.fabric.LinkSpec;
import io.opisim.models.topology.fabric.LinkState;
import io.opisim.models.topology.fabric.RailOptimised;
import io.opisim.models.topology.fabric.Router;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.state.ClusterState;
import io.opisim.simcore.random.RandomStreams;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * Nodes of 8 GPUs, each with a NIC, in groups of four on a rail-optimised fabric: equal ranks of a
 * group are 2 links apart, all others 4.
 */
class RailsTest {
  private static final int GPUS = 8;
  private static final int GROUP = 4;
  private static final LinkSpec LINK = LinkSpec.of("400 Gbit/s", "500 ns");

  @Test
  void equalRanksOfAllPairsOfTasksAreTwoLinksApart() {
    // Busy: the low half of node 0, the high half of node 1, the low half of node 3.
    ClusterState state = state(4, 0x0f, 0xf0, 0xff, 0x0f);
    Job gang = gang(2, 4);

    Assignment placed = state.place(gang, NodeLimit.NONE);

    assertThat(placed).isEqualTo(on(new int[] {0, 3}, 0xf0, 0xf0));
    assertThat(links(4, placed)).isEqualTo(2 * 4 * pairs(2));
  }

  @Test
  void withoutRailsTheTightestNodesAreTakenAndRanksAreFourLinksApart() {
    ClusterState state = state(0, 0x0f, 0xf0, 0xff, 0x0f);

    Assignment placed = state.place(gang(2, 4), NodeLimit.NONE);

    assertThat(placed.nodes()).containsExactly(0, 1);
    assertThat(links(4, on(placed.nodes(), 0xf0, 0x0f))).isEqualTo(4 * 4 * pairs(2));
  }

  @Test
  void ofGroupsAtTheSameDistanceTheOneOnEqualRailsIsTakenThoughItIsLooser() {
    ClusterState state = state(8, 0x0f, 0xf0, 0xff, 0xff, 0x0f, 0x0f, 0x0f, 0xff);

    Assignment placed = state.place(gang(2, 4), NodeLimit.NONE);

    assertThat(placed).isEqualTo(on(new int[] {4, 5}, 0xf0, 0xf0));
  }

  @Test
  void oneGroupGoesBeforeEqualRailsInTwo() {
    ClusterState state = state(8, 0x0f, 0xf0, 0xff, 0xff, 0xff, 0x0f, 0xff, 0xff);

    Assignment placed = state.place(gang(2, 4), NodeLimit.NONE);

    assertThat(placed.nodes()).containsExactly(0, 1);
    assertThat(links(8, placed)).isEqualTo(4 * 4 * pairs(2));
    // Two groups would be as far, rank by rank: but with no ways within the group.
    assertThat(links(8, on(new int[] {0, 5}, 0xf0, 0xf0))).isEqualTo(4 * 4 * pairs(2));
  }

  @Test
  void whereNoDevicesAreInCommonAsManyRanksAsCanBeMeet() {
    ClusterState state = state(4, 0b0000_1110, 0b1000_0011, 0xff, 0xff);

    Assignment placed = state.place(gang(2, 4), NodeLimit.NONE);

    // Free in common: devices 4, 5 and 6; one rank of four misses its partner on both nodes.
    assertThat(placed).isEqualTo(on(new int[] {0, 1}, 0b0111_0001, 0b0111_0100));
    assertThat(Rails.missed(state, gang(2, 4), placed)).isEqualTo(2);
    assertThat(links(4, placed)).isEqualTo((2 * 3 + 4) * pairs(2));
  }

  @Test
  void aPairOnEqualRailsIsFoundWheneverThereIsOne() {
    int found = 0;
    for (int seed = 0; seed < 2000; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      int[] busy = random.ints(GROUP, 0, 256).toArray();
      int gpus = random.nextInt(1, 5);
      ClusterState state = state(GROUP, busy);
      Assignment placed = state.place(gang(2, gpus), NodeLimit.NONE);
      boolean apart = placed != null && placed.nodes()[0] != placed.nodes()[1];
      boolean exists = false;
      for (int one = 0; one < GROUP; one++) {
        for (int other = one + 1; other < GROUP; other++) {
          exists |= Integer.bitCount(0xff & ~busy[one] & ~busy[other]) >= gpus;
        }
      }
      if (apart && exists) {
        found++;
        assertThat(links(GROUP, placed)).as("seed %d", seed).isEqualTo(2 * gpus);
      }
    }
    assertThat(found).isGreaterThan(100);
  }

  @Test
  void devicesThatAreNotFreeAreRefused() {
    ClusterState state = state(4, 0x0f, 0, 0, 0);
    Job two = Job.single("two", "", 0, 1, TaskDemand.wholeGpus(2));

    assertThat(fault(state, two, on(new int[] {0}, 0b1_1000))).contains("are not 2 free ones");
    assertThat(fault(state, two, on(new int[] {1}, 0b111))).contains("are not 2 free ones");
  }

  private static String fault(ClusterState state, Job job, Assignment place) {
    try {
      state.allocate(9, job, place);
      return "";
    } catch (IllegalStateException refused) {
      return refused.getMessage();
    }
  }

  private static Assignment on(int[] nodes, long... devices) {
    return new Assignment(nodes, new int[0], devices);
  }

  private static Job gang(int tasks, int gpus) {
    TaskDemand demand = TaskDemand.wholeGpus(gpus);
    return new Job("gang", "", 0, 1, tasks, demand, demand);
  }

  private static int pairs(int tasks) {
    return tasks * (tasks - 1) / 2;
  }

  /** A cluster with so many rails, or none, of which some devices are busy. */
  private static ClusterState state(int railedNodes, int... busy) {
    List<Node> nodes = new ArrayList<>();
    for (int node = 0; node < busy.length; node++) {
      nodes.add(new Node("n" + node, node / GROUP, "A", GPUS, 0, 8000, 0));
    }
    ClusterState state =
        new ClusterState(
            new Cluster(nodes, railedNodes > 0 ? GPUS : 0), 10, new TopologyAware(), bound -> 0);
    for (int node = 0; node < busy.length; node++) {
      if (busy[node] != 0) {
        Job job = Job.single("busy", "", 0, 1, TaskDemand.wholeGpus(Integer.bitCount(busy[node])));
        state.allocate(node, job, on(new int[] {node}, busy[node]));
      }
    }
    return state;
  }

  /** Links between the partners of equal position, over all pairs of tasks, from the fabric. */
  private static int links(int nodes, Assignment placed) {
    Fabric fabric = new RailOptimised(nodes, GPUS, GROUP, 4, 1, LINK, LINK).build();
    Router router = new Router(fabric, LinkState.healthy(), new RandomStreams(1));
    int links = 0;
    for (int one = 0; one < placed.nodes().length; one++) {
      for (int other = one + 1; other < placed.nodes().length; other++) {
        long common = placed.wholeDevices(one) & placed.wholeDevices(other);
        links +=
            between(router, placed, one, other, common, common)
                + between(
                    router,
                    placed,
                    one,
                    other,
                    placed.wholeDevices(one) & ~common,
                    placed.wholeDevices(other) & ~common);
      }
    }
    return links;
  }

  private static int between(
      Router router, Assignment placed, int one, int other, long ofOne, long ofOther) {
    int links = 0;
    long partners = ofOther;
    for (long left = ofOne; left != 0; left &= left - 1) {
      int from = placed.nodes()[one] * GPUS + Long.numberOfTrailingZeros(left);
      int to = placed.nodes()[other] * GPUS + Long.numberOfTrailingZeros(partners);
      links += router.path(from, to, 0).orThrow().size();
      partners &= partners - 1;
    }
    return links;
  }
}
