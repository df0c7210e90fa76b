package io.opisim.models.collective;

import static io.opisim.models.collective.CollectiveOperation.ALL_GATHER;
import static io.opisim.models.collective.CollectiveOperation.ALL_REDUCE;
import static io.opisim.models.collective.CollectiveOperation.ALL_TO_ALL;
import static io.opisim.models.collective.CollectiveOperation.BROADCAST;
import static io.opisim.models.collective.CollectiveOperation.REDUCE_SCATTER;
import static io.opisim.models.collective.CollectiveOperation.SEND_RECEIVE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CollectiveAlgorithmsTest {
  private static final double HOP = 2e-6;
  private static final double NODE_HOP = 10e-6;
  private static final double SCALE_UP = 200e9;
  private static final double NIC = 25e9;
  private static final double SIZE = 1e9;
  private static final RankLayout NODE = new RankLayout(8, 1);
  private static final RankLayout FLAT = new RankLayout(1, 16);
  private static final RankLayout NODES = new RankLayout(8, 4);

  /** No launch time, no loss, round numbers. */
  private final CollectiveParameters plain = plain();

  private static CollectiveParameters plain() {
    Map<CollectiveParameter, Double> own = new EnumMap<>(CollectiveParameter.class);
    own.put(CollectiveParameter.BASE_LATENCY, 0.0);
    own.put(CollectiveParameter.TREE_BASE_LATENCY, 0.0);
    own.put(CollectiveParameter.HOP_LATENCY, HOP);
    own.put(CollectiveParameter.NODE_HOP_LATENCY, NODE_HOP);
    own.put(CollectiveParameter.TREE_HOP_LATENCY, HOP);
    own.put(CollectiveParameter.TREE_NODE_HOP_LATENCY, NODE_HOP);
    own.put(CollectiveParameter.SCALE_UP_RATE, SCALE_UP);
    own.put(CollectiveParameter.NIC_RATE, NIC);
    own.put(CollectiveParameter.ALL_TO_ALL_RATE, NIC);
    own.put(CollectiveParameter.SMALL_GROUP_LOSS, 0.0);
    own.put(CollectiveParameter.TREE_RATE_SHARE, 1.0);
    own.put(CollectiveParameter.PEER_LATENCY, 1e-6);
    own.put(CollectiveParameter.SEND_BASE_LATENCY, 0.0);
    own.put(CollectiveParameter.SEND_RATE, SCALE_UP);
    own.put(CollectiveParameter.SEND_NODE_RATE, NIC);
    return CollectiveParameters.of(own);
  }

  private double seconds(String algorithm, CollectiveOperation operation, RankLayout layout) {
    return seconds(algorithm, operation, layout, plain);
  }

  private static double seconds(
      String algorithm,
      CollectiveOperation operation,
      RankLayout layout,
      CollectiveParameters parameters) {
    CollectiveAlgorithm one = CollectiveAlgorithms.all().get(algorithm);
    assertThat(one.supports(operation, layout, parameters)).isTrue();
    return one.seconds(operation, SIZE, layout, CollectiveProtocol.SIMPLE, parameters);
  }

  private static void same(double actual, double expected) {
    assertThat(actual).isEqualTo(expected, within(1e-12 * expected));
  }

  @Test
  void aRingTakesTwoPassesToReduceAndOneToScatterOrGather() {
    // 2 (n - 1) a + 2 (n - 1)/n S b, and half of both.
    same(seconds("ring", ALL_REDUCE, NODE), 14 * HOP + 1.75 * SIZE / SCALE_UP);
    same(seconds("ring", REDUCE_SCATTER, NODE), 7 * HOP + 0.875 * SIZE / SCALE_UP);
    same(seconds("ring", ALL_GATHER, FLAT), 15 * NODE_HOP + 15.0 / 16 * SIZE / NIC);
    same(seconds("ring", BROADCAST, FLAT), 15 * NODE_HOP + SIZE / NIC);
  }

  @Test
  void aRingThroughSeveralNodesLeavesEachOnAllItsNics() {
    // 4 nodes of 8: 6 of the 62 hops leave a node, whose 8 NICs carry 200 GB/s.
    same(
        seconds("ring", ALL_REDUCE, NODES), 56 * HOP + 6 * NODE_HOP + 62.0 / 32 * SIZE / (8 * NIC));
  }

  @Test
  void aDoubleBinaryTreeIsTwiceTheLogarithmOfTheNodesDeep() {
    same(seconds("double-binary-tree", ALL_REDUCE, FLAT), 2 * 4 * NODE_HOP + 2 * SIZE / NIC);
    same(
        seconds("double-binary-tree", ALL_REDUCE, NODES),
        2 * (7 * HOP + 2 * NODE_HOP) + 2 * SIZE / (8 * NIC));
    same(seconds("double-binary-tree", BROADCAST, FLAT), 4 * NODE_HOP + SIZE / NIC);
  }

  @Test
  void halvingAndDoublingSendsTheBytesOfARingInTheRoundsOfATree() {
    String id = "recursive-halving-doubling";
    same(seconds(id, ALL_REDUCE, NODE), 6 * HOP + 1.75 * SIZE / SCALE_UP);
    same(seconds(id, ALL_REDUCE, FLAT), 8 * NODE_HOP + 2 * 15.0 / 16 * SIZE / NIC);
    // 12 ranks: 4 hand theirs to one of 8 first and get the sum after.
    same(
        seconds(id, ALL_REDUCE, new RankLayout(1, 12)),
        6 * NODE_HOP + 1.75 * SIZE / NIC + 2 * (NODE_HOP + SIZE / NIC));
    assertThat(CollectiveAlgorithms.all().get(id).supports(ALL_GATHER, new RankLayout(3, 2), plain))
        .isFalse();
  }

  @Test
  void bruckTakesALogarithmOfRoundsOfHalfTheVector() {
    // log2 n a + (S/2) log2 n b; an all-gather sends (n - 1)/n S in all.
    same(seconds("bruck", ALL_TO_ALL, FLAT), 4 * NODE_HOP + 4 * SIZE / 2 / NIC);
    same(seconds("bruck", ALL_TO_ALL, NODE), 3 * HOP + 3 * SIZE / 2 / SCALE_UP);
    same(seconds("bruck", ALL_GATHER, FLAT), 4 * NODE_HOP + 15.0 / 16 * SIZE / NIC);
    same(seconds("bruck", ALL_GATHER, new RankLayout(1, 6)), 3 * NODE_HOP + 5.0 / 6 * SIZE / NIC);
  }

  @Test
  void pairwiseExchangePaysALatencyForEachPeer() {
    same(seconds("pairwise", ALL_TO_ALL, FLAT), 15e-6 + 15.0 / 16 * SIZE / NIC);
    same(seconds("pairwise", ALL_TO_ALL, NODES), 31e-6 + 24.0 / 32 * SIZE / NIC);
    same(seconds("pairwise", SEND_RECEIVE, FLAT), NODE_HOP + SIZE / NIC);
    same(seconds("pairwise", SEND_RECEIVE, NODE), HOP + SIZE / SCALE_UP);
  }

  @Test
  void aHierarchyLiesBetweenTheLongestPhaseAndTheSumOfAll() {
    double inside = 2 * 7.0 / 8 * SIZE / SCALE_UP;
    double between = 2 * 3.0 / 4 * SIZE / 8 / NIC;
    double latency = 14 * HOP + 6 * NODE_HOP;
    assertThat(seconds("hierarchical", ALL_REDUCE, NODES))
        .isBetween(latency + Math.max(inside, between), latency + inside + between);
  }

  @Test
  void switchesAddInATimeThatDoesNotGrowWithTheNodes() {
    CollectiveParameters system =
        plain.withAggregation(
            new NetworkAggregation(NetworkAggregation.Kind.SWITCH, 30e-6, 100e9, 1));
    // 2 a + S b, against 2 (n - 1)/n S b of a ring.
    same(seconds("switch-aggregation", ALL_REDUCE, FLAT, system), 30e-6 + SIZE / NIC);
    same(
        seconds("switch-aggregation", ALL_REDUCE, new RankLayout(1, 1024), system),
        30e-6 + SIZE / NIC);
    assertThat(
            CollectiveAlgorithms.all().get("switch-aggregation").supports(ALL_REDUCE, FLAT, plain))
        .isFalse();
  }

  @Test
  void scaleUpSwitchesTakeEachVectorOnce() {
    CollectiveParameters system =
        plain
            .with(CollectiveParameter.SCALE_UP_SWITCH_LATENCY, 25e-6)
            .with(CollectiveParameter.SCALE_UP_SWITCH_RATE_SHARE, 1)
            .with(CollectiveParameter.SCALE_UP_SWITCH_LOSS, 0);
    same(seconds("nvls", ALL_REDUCE, NODE, system), 25e-6 + SIZE / SCALE_UP);
    // Three ranks do not use it, nor does a group of several nodes.
    CollectiveAlgorithm nvls = CollectiveAlgorithms.all().get("nvls");
    assertThat(nvls.supports(ALL_REDUCE, new RankLayout(3, 1), system)).isFalse();
    assertThat(nvls.supports(ALL_REDUCE, NODES, system)).isFalse();
  }

  @Test
  void reductionServersDoubleARingOnlyIfTheyTakeInWhatAllRanksSend() {
    CollectiveParameters enough =
        plain.withAggregation(
            new NetworkAggregation(NetworkAggregation.Kind.REDUCTION_SERVER, 0, NIC, 16));
    CollectiveParameters half =
        plain.withAggregation(
            new NetworkAggregation(NetworkAggregation.Kind.REDUCTION_SERVER, 0, NIC, 8));
    same(seconds("reduction-server", ALL_REDUCE, FLAT, enough), SIZE / NIC);
    same(seconds("reduction-server", ALL_REDUCE, FLAT, half), 2 * SIZE / NIC);
  }

  @Test
  void dpusAddAtTheRateOfTheirNodeOrTheirOwn() {
    CollectiveParameters slow =
        plain.withAggregation(new NetworkAggregation(NetworkAggregation.Kind.DPU, 5e-6, 10e9, 1));
    same(
        seconds("dpu-aggregation", ALL_REDUCE, FLAT, slow),
        5e-6 + 30 * NODE_HOP + 2 * 15.0 / 16 * SIZE / 10e9);
  }

  @Test
  void aCubeMeshCarriesAsManyRingsAsItsWiresAllow() {
    // Measured on V100: 22.6, 85.6, 87, 134 GB/s with 2, 4, 7, 8.
    CollectiveParameters mesh = plain.withFabric(ScaleUpFabric.HYBRID_CUBE_MESH);
    double one = mesh.scaleUpBytesPerSecond(2);
    assertThat(List.of(2, 3, 4, 5, 6, 7, 8))
        .extracting(ranks -> mesh.scaleUpBytesPerSecond(ranks) / one)
        .containsExactly(1.0, 2.0, 4.0, 2.0, 2.0, 4.0, 6.0);
  }

  @Test
  void theFastestAlgorithmAndProtocolIsTaken() {
    ClosedFormCollectives model =
        new ClosedFormCollectives(
            plain, CollectiveAlgorithms.of(List.of("ring", "double-binary-tree", "pairwise")));
    RankLayout many = new RankLayout(1, 512);
    CollectiveEstimate small = model.estimate(new CollectiveRequest(ALL_REDUCE, 1_000, many));
    assertThat(small.algorithm()).isEqualTo("double-binary-tree");
    assertThat(small.protocol()).isEqualTo(CollectiveProtocol.LL);
    CollectiveEstimate large =
        model.estimate(new CollectiveRequest(ALL_REDUCE, 400_000_000_000L, many));
    assertThat(large.algorithm()).isEqualTo("ring");
    assertThat(large.protocol()).isEqualTo(CollectiveProtocol.SIMPLE);
    assertThat(model.estimate(new CollectiveRequest(ALL_TO_ALL, 1_000, many)).algorithm())
        .isEqualTo("pairwise");
  }

  @Test
  void moreBytesNeverTakeLess() {
    ClosedFormCollectives model =
        ClosedFormCollectives.of(CollectiveParameters.ofLinks(450e9, 50e9));
    for (CollectiveOperation operation : CollectiveOperation.values()) {
      double before = 0;
      for (long size = 1; size < 1L << 40; size *= 2) {
        double now = model.estimate(new CollectiveRequest(operation, size, NODES)).seconds();
        assertThat(now).as("%s of %s bytes", operation, size).isGreaterThanOrEqualTo(before);
        before = now;
      }
    }
  }

  @Test
  void oneRankHasNothingToDoAndWhatNobodyCanDoIsRefused() {
    RankLayout alone = new RankLayout(1, 1);
    ClosedFormCollectives rings =
        new ClosedFormCollectives(plain, CollectiveAlgorithms.of(List.of("ring")));
    assertThat(rings.estimate(new CollectiveRequest(ALL_REDUCE, 1_000, alone)).seconds()).isZero();
    assertThatThrownBy(() -> rings.estimate(new CollectiveRequest(ALL_TO_ALL, 1, NODE)))
        .hasMessageContaining("none of [ring] does all-to-all");
    assertThatThrownBy(() -> CollectiveAlgorithms.of(List.of("rings")))
        .hasMessageContaining("there is no collective algorithm rings, but [bruck");
  }

  @Test
  void fourNodesOfEightB200ReduceFourGibibytesBetweenTheirTwoBounds() {
    // 900 GB/s NVLink and 50 GB/s of NIC each: 16.1 ms if the phases overlap, 26.3 if not.
    ClosedFormCollectives model =
        ClosedFormCollectives.of(CollectiveParameters.ofLinks(900e9, 50e9));
    double seconds = model.estimate(new CollectiveRequest(ALL_REDUCE, 4L << 30, NODES)).seconds();
    assertThat(seconds).isBetween(16.1e-3, 26.3e-3);
  }

  @Test
  void aHundredThousandRanksAreCountedInNoTime() {
    ClosedFormCollectives model =
        ClosedFormCollectives.of(CollectiveParameters.ofLinks(900e9, 50e9));
    CollectiveEstimate estimate =
        model.estimate(new CollectiveRequest(ALL_REDUCE, 1L << 30, new RankLayout(8, 12_500)));
    assertThat(estimate.seconds()).isBetween(5e-3, 1.0);
  }
}
