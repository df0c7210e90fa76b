package io.opisim.models.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.collective.ClosedFormCollectives;
import io.opisim.models.collective.CollectiveModel;
import io.opisim.models.collective.CollectiveOperation;
import io.opisim.models.collective.CollectiveParameters;
import io.opisim.models.collective.CollectiveRequest;
import io.opisim.models.collective.RankLayout;
import io.opisim.models.topology.fabric.FabricPlan;
import io.opisim.models.topology.fabric.LeafSpine;
import io.opisim.models.topology.fabric.LinkSpec;
import io.opisim.models.topology.fabric.LinkState;
import io.opisim.models.topology.fabric.NodeInterior;
import io.opisim.models.topology.fabric.NodesOnFabric;
import io.opisim.models.topology.fabric.RailOptimised;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FlowCollectivesTest {
  private static final LinkSpec PORT = LinkSpec.of("400 Gbit/s", "500 ns");
  private static final NodeInterior NODE =
      new NodeInterior(
          8,
          Optional.of(LinkSpec.of("450 GB/s", "300 ns")),
          4,
          8,
          LinkSpec.of("63 GB/s", "200 ns"),
          NodeInterior.DpuPlace.NONE,
          Optional.empty(),
          NodeInterior.CrossRail.NVLINK);

  /** 450 GB/s inside a node and 50 GB/s out of it for each of 8 accelerators. */
  private static final CollectiveModel CLOSED =
      ClosedFormCollectives.of(CollectiveParameters.ofLinks(450e9, 50e9));

  private static FlowCollectives rails(int nodes, int spines) {
    FabricPlan outer = new RailOptimised(nodes, 8, Math.min(nodes, 32), spines, 1, PORT, PORT);
    return on(new NodesOnFabric(nodes, NODE, outer));
  }

  private static FlowCollectives on(NodesOnFabric plan) {
    return new FlowCollectives(
        plan.build(), 8, LinkState.healthy(), FabricNetwork.Routing.IDEAL_SPREADING, CLOSED);
  }

  @Test
  void onAnIdleFabricFlowsTakeTheClosedFormsTime() {
    FlowCollectives flows = rails(64, 32);
    int compared = 0;
    for (CollectiveOperation operation : CollectiveOperation.values()) {
      for (long size : new long[] {8, 4_096, 1 << 20, 1 << 28, 1L << 33}) {
        for (RankLayout layout :
            new RankLayout[] {
              new RankLayout(1, 1),
              new RankLayout(2, 1),
              new RankLayout(8, 1),
              new RankLayout(1, 2),
              new RankLayout(4, 3),
              new RankLayout(8, 16),
              new RankLayout(8, 64)
            }) {
          CollectiveRequest request = new CollectiveRequest(operation, size, layout);
          double closed = CLOSED.estimate(request).seconds();
          // Flows end on whole nanoseconds, and so does the latency before them.
          assertThat(flows.estimate(request).seconds())
              .as("%s", request)
              .isEqualTo(closed, within(3e-9 + 1e-9 * closed));
          compared++;
        }
      }
    }
    assertThat(compared).isEqualTo(6 * 5 * 7);
  }

  @Test
  void throughUplinksOfHalfTheRateTheBytesTakeLonger() {
    // One node a leaf, so that all of a ring's edges cross uplinks that carry 4 of 8 NICs' rate.
    LeafSpine outer = LeafSpine.oversubscribed(16, 8, 4, PORT, 2);
    FlowCollectives flows = on(new NodesOnFabric(16, NODE, outer));
    RankLayout layout = new RankLayout(8, 16);
    long size = 1L << 33;
    CollectiveRequest request = new CollectiveRequest(CollectiveOperation.ALL_REDUCE, size, layout);
    double latency =
        CLOSED.estimate(new CollectiveRequest(CollectiveOperation.ALL_REDUCE, 0, layout)).seconds();
    // Each of 8 channels sends 2 (n - 1) / n of an eighth of the vector at 25 GB/s.
    double bytes = 2 * 127.0 / 128 * size / 8;
    assertThat(flows.estimate(request).seconds()).isEqualTo(latency + bytes / 25e9, within(1e-8));
    assertThat(CLOSED.estimate(request).seconds()).isLessThan(latency + bytes / 40e9);
  }

  @Test
  void anAllReduceOfAThousandAcceleratorsIsRunChannelByChannel() {
    FlowCollectives flows = rails(128, 32);
    CollectiveRequest request =
        new CollectiveRequest(CollectiveOperation.ALL_REDUCE, 1L << 32, new RankLayout(8, 128));
    double closed = CLOSED.estimate(request).seconds();
    assertThat(flows.estimate(request).seconds()).isEqualTo(closed, within(1e-9 * closed + 3e-9));
  }

  @Test
  void ranksThatDoNotFitAreRefused() {
    FlowCollectives flows = rails(2, 2);
    assertThatThrownBy(
            () ->
                flows.estimate(
                    new CollectiveRequest(
                        CollectiveOperation.ALL_REDUCE, 1024, new RankLayout(8, 3))))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("does not fit 16 accelerators");
  }
}
