package io.opisim.scenarios.study;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.topology.fabric.Dragonfly;
import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.topology.fabric.FabricPlan;
import io.opisim.models.topology.fabric.FatTree;
import io.opisim.models.topology.fabric.LeafSpine;
import io.opisim.models.topology.fabric.LinkState;
import io.opisim.models.topology.fabric.NodeInterior.CrossRail;
import io.opisim.models.topology.fabric.NodesOnFabric;
import io.opisim.models.topology.fabric.RailOptimised;
import io.opisim.models.topology.fabric.Star;
import io.opisim.models.topology.fabric.Torus;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.scenario.ClusterSpec;
import io.opisim.scenarios.scenario.FabricFault;
import io.opisim.scenarios.scenario.FabricKind;
import io.opisim.scenarios.scenario.FabricRouting;
import io.opisim.scenarios.scenario.FabricSpec;
import io.opisim.scenarios.scenario.NodeGroup;
import io.opisim.simcore.units.TimeSpan;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Sizes that follow from 20 DGX A100 (8 accelerators, 8 NICs of 25 GB/s) in racks of 8. */
class FabricPlansTest {
  private static final int NODES = 20;
  private static final int PORTS = 160;

  private static FabricSpec spec(
      FabricKind kind, double oversubscription, List<Integer> sizes, Integer endpointsPerSwitch) {
    return new FabricSpec(
        kind,
        oversubscription,
        Optional.empty(),
        Optional.ofNullable(endpointsPerSwitch),
        false,
        sizes,
        Optional.empty(),
        TimeSpan.parse("500 ns"),
        Optional.empty(),
        FabricRouting.ECMP,
        Optional.empty(),
        List.of());
  }

  private static NodesOnFabric plan(FabricSpec fabric) throws Exception {
    Catalog catalog = Catalog.builtIn();
    ClusterSpec cluster =
        new ClusterSpec(
            List.of(new NodeGroup("dgx-a100", NODES, Optional.empty())),
            Optional.empty(),
            Optional.of(8),
            Optional.of(fabric),
            Optional.empty(),
            Optional.empty());
    return FabricPlans.of(cluster, catalog.node("dgx-a100"), catalog.accelerator("a100-sxm-80gb"));
  }

  private static FabricPlan outer(FabricKind kind) throws Exception {
    return plan(spec(kind, 1, List.of(), null)).outer();
  }

  @Test
  void aLeafHoldsTheNicsOfARackAndUplinksAreAsFastAsNics() throws Exception {
    NodesOnFabric plan = plan(spec(FabricKind.LEAF_SPINE, 2, List.of(), null));

    LeafSpine leafSpine = (LeafSpine) plan.outer();
    assertThat(leafSpine.leaves()).isEqualTo(3);
    assertThat(leafSpine.endpointsPerLeaf()).isEqualTo(64);
    assertThat(leafSpine.spines()).isEqualTo(32);
    assertThat(leafSpine.oversubscription()).isEqualTo(2);
    assertThat(leafSpine.uplink().rate().bytesPerSecond()).isEqualTo(25e9, within(1.0));
    assertThat(plan.endpoints()).isEqualTo(PORTS);
    assertThat(plan.interior().crossRail()).isEqualTo(CrossRail.NETWORK);
  }

  @Test
  void aRailSwitchHoldsOneNicOfEachNodeOfARackAndRailsAreCrossedOverNvlink() throws Exception {
    NodesOnFabric plan = plan(spec(FabricKind.RAIL_OPTIMISED, 2, List.of(), null));

    RailOptimised rails = (RailOptimised) plan.outer();
    assertThat(rails.groups()).isEqualTo(3);
    assertThat(rails.spines()).isEqualTo(4);
    assertThat(rails.oversubscription()).isEqualTo(2);
    assertThat(plan.interior().crossRail()).isEqualTo(CrossRail.NVLINK);
  }

  @Test
  void otherShapesAreTheSmallestThatHoldAllNics() throws Exception {
    assertThat(((Star) outer(FabricKind.STAR)).endpoints()).isEqualTo(PORTS);
    // k = 8 holds 128, k = 10 holds 250.
    assertThat(((FatTree) outer(FabricKind.FAT_TREE)).ports()).isEqualTo(10);
    // p = 2 holds 9 x 8 = 72 at most; p = 3 in groups of 18: 10 groups are the first to hold 160.
    Dragonfly dragonfly = (Dragonfly) outer(FabricKind.DRAGONFLY);
    assertThat(dragonfly.endpointsPerSwitch()).isEqualTo(3);
    assertThat(dragonfly.groups()).isEqualTo(10);
    assertThat(((Torus) outer(FabricKind.TORUS)).sizes()).containsExactly(8, 5, 4);
  }

  @Test
  void sizesThatDoNotHoldAllNicsAreRefusedWithTheirPath() {
    assertThatThrownBy(() -> plan(spec(FabricKind.TORUS, 1, List.of(10, 15), null)))
        .isInstanceOf(InputException.class)
        .hasMessageContaining("cluster.fabric.sizes: a torus of 150 places does not hold 160 NICs");
    assertThatThrownBy(() -> plan(spec(FabricKind.DRAGONFLY, 1, List.of(), 2)))
        .hasMessageContaining("cluster.fabric.endpoints_per_switch: ");
  }

  @Test
  void aFaultOfASwitchTakesAllItsLinksAndOneOfACableItsTwo() throws Exception {
    Fabric fabric = plan(spec(FabricKind.LEAF_SPINE, 2, List.of(), null)).build();

    LinkState spine = FabricFaults.of(fabric, List.of(new FabricFault("spine-3", 0)));
    LinkState cable = FabricFaults.of(fabric, List.of(new FabricFault("leaf-1 -> spine-3", 0.5)));

    assertThat(spine.affectedLinks()).hasSize(2 * 3);
    assertThat(cable.affectedLinks()).hasSize(2);
    int up = cable.affectedLinks()[0];
    assertThat(cable.rateBytesPerSecond(fabric, up)).isEqualTo(12.5e9, within(1.0));
    assertThat(FabricFaults.of(fabric, List.of(new FabricFault(fabric.linkName(up), 0.5))))
        .extracting(LinkState::affectedLinks)
        .isEqualTo(cable.affectedLinks());
    assertThatThrownBy(() -> FabricFaults.of(fabric, List.of(new FabricFault("spine-33", 0))))
        .hasMessageContaining("nothing on this fabric is named \"spine-33\"");
  }
}
