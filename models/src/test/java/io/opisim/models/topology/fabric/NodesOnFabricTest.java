package io.opisim.models.topology.fabric;

import static io.opisim.models.topology.fabric.Loads.LINK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.models.topology.fabric.NodeInterior.CrossRail;
import io.opisim.models.topology.fabric.NodeInterior.DpuPlace;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The inside of nodes, by itself and on a fabric. */
class NodesOnFabricTest {
  private static final LinkSpec NVLINK = LinkSpec.of("450 GB/s", "300 ns");
  private static final LinkSpec PCIE = LinkSpec.of("63 GB/s", "200 ns");
  private static final LinkSpec SOC = LinkSpec.of("32 GB/s", "400 ns");

  private static NodeInterior node(boolean nvlink, DpuPlace place, CrossRail crossRail) {
    Optional<LinkSpec> dpuLink = place == DpuPlace.NONE ? Optional.empty() : Optional.of(SOC);
    return new NodeInterior(
        8, nvlink ? Optional.of(NVLINK) : Optional.empty(), 4, 8, PCIE, place, dpuLink, crossRail);
  }

  private static List<String> stations(Fabric fabric, int source, int destination) {
    Route route = Loads.router(fabric).path(source, destination, 0).orThrow();
    return IntStream.range(0, route.size())
        .mapToObj(index -> fabric.name(fabric.to(route.link(index))))
        .toList();
  }

  @Test
  void accelerators_of_a_node_talk_over_nvlink_and_without_it_over_pcie() {
    Fabric with = Loads.checked(node(true, DpuPlace.NONE, CrossRail.NETWORK));
    Fabric without = Loads.checked(node(false, DpuPlace.NONE, CrossRail.NETWORK));

    assertThat(with.links()).isEqualTo(2 * (4 + 8 + 8 + 8));
    assertThat(without.links()).isEqualTo(2 * (4 + 8 + 8));
    assertThat(stations(with, 0, 7)).containsExactly("nvlink-switch-0", "accelerator-7");
    assertThat(stations(without, 0, 1)).containsExactly("pcie-switch-0", "accelerator-1");
    assertThat(stations(without, 0, 7))
        .containsExactly("pcie-switch-0", "host-0", "pcie-switch-3", "accelerator-7");
    assertThat(
            Loads.router(with)
                .path(0, 7, 0)
                .orThrow()
                .rateBytesPerSecond(with, LinkState.healthy()))
        .isEqualTo(450e9);
  }

  @Test
  void a_dpu_on_the_path_is_crossed_by_all_traffic_and_one_beside_it_by_its_own_only() {
    NodesOnFabric onPath =
        new NodesOnFabric(2, node(true, DpuPlace.ON_PATH, CrossRail.NETWORK), new Star(16, LINK));
    NodesOnFabric beside =
        new NodesOnFabric(2, node(true, DpuPlace.BESIDE, CrossRail.NETWORK), new Star(16, LINK));
    Fabric first = Loads.checked(onPath);
    Fabric second = Loads.checked(beside);

    assertThat(stations(first, 0, 8))
        .containsExactly(
            "node-0-pcie-switch-0",
            "node-0-dpu-0",
            "node-0-nic-0",
            "switch-0",
            "node-1-nic-0",
            "node-1-dpu-0",
            "node-1-pcie-switch-0",
            "accelerator-1-0");
    assertThat(stations(second, 0, 8))
        .containsExactly(
            "node-0-pcie-switch-0",
            "node-0-nic-0",
            "switch-0",
            "node-1-nic-0",
            "node-1-pcie-switch-0",
            "accelerator-1-0");
    assertThat(stations(second, 0, beside.dpu(1, 3)))
        .endsWith("node-1-nic-3", "node-1-dpu-3")
        .hasSize(5);
    Router router = Loads.router(first);
    assertThat(router.path(0, 8, 0).orThrow().rateBytesPerSecond(first, LinkState.healthy()))
        .isEqualTo(32e9);
  }

  @Test
  void rails_are_crossed_by_the_spine_or_over_nvlink() {
    RailOptimised rails = new RailOptimised(4, 8, 4, 8, 1, LINK, LINK);
    Fabric network =
        Loads.checked(new NodesOnFabric(4, node(true, DpuPlace.NONE, CrossRail.NETWORK), rails));
    Fabric nvlink =
        Loads.checked(new NodesOnFabric(4, node(true, DpuPlace.NONE, CrossRail.NVLINK), rails));

    assertThat(stations(network, 0, 8 + 5))
        .hasSize(8)
        .contains("group-0-rail-0", "group-0-rail-5")
        .anyMatch(name -> name.startsWith("spine-"));
    assertThat(stations(nvlink, 0, 8 + 5))
        .containsExactly(
            "node-0-nvlink-switch-0",
            "accelerator-0-5",
            "node-0-pcie-switch-2",
            "node-0-nic-5",
            "group-0-rail-5",
            "node-1-nic-5",
            "node-1-pcie-switch-2",
            "accelerator-1-5");
    assertThat(stations(nvlink, 5, 8 + 5)).hasSize(6).contains("group-0-rail-5");
  }

  @Test
  void hosts_use_the_nic_of_the_other_end_and_meet_on_one_rail() {
    NodesOnFabric plan =
        new NodesOnFabric(
            4,
            node(true, DpuPlace.NONE, CrossRail.NETWORK),
            new RailOptimised(4, 8, 4, 8, 1, LINK, LINK));
    Fabric fabric = plan.build();

    assertThat(fabric.kind(plan.host(2))).isEqualTo(VertexKind.HOST);
    assertThat(stations(fabric, plan.host(0), 8 + 3))
        .contains("node-0-nic-3", "group-0-rail-3", "node-1-nic-3")
        .hasSize(6);
    assertThat(stations(fabric, 3, plan.host(1)))
        .contains("node-0-nic-3", "node-1-nic-3")
        .endsWith("node-1-host-0");
    assertThat(stations(fabric, plan.host(1), plan.host(2)))
        .containsExactly(
            "node-1-pcie-switch-1",
            "node-1-nic-3",
            "group-0-rail-3",
            "node-2-nic-3",
            "node-2-pcie-switch-1",
            "node-2-host-0");
    assertThat(stations(fabric, plan.host(0), 4)).hasSize(2);
    assertThat(fabric.name(plan.nic(3, 2))).isEqualTo("node-3-nic-2");
  }

  @Test
  void a_dead_nvlink_cuts_an_accelerator_off_inside_and_a_dead_nic_outside() {
    NodesOnFabric plan =
        new NodesOnFabric(2, node(true, DpuPlace.NONE, CrossRail.NETWORK), new Star(16, LINK));
    Fabric fabric = plan.build();
    int nvlink = Loads.router(fabric).path(0, 1, 0).orThrow().link(0);
    Router withoutNvlink = Loads.router(fabric, LinkState.healthy().cableDown(fabric, nvlink));
    Router withoutNic =
        Loads.router(fabric, LinkState.healthy().vertexDown(fabric, plan.nic(0, 0)));

    assertThat(withoutNvlink.path(0, 1, 0)).isInstanceOf(CutOff.class);
    assertThat(withoutNvlink.path(0, 8, 0)).isInstanceOf(Route.class);
    assertThat(withoutNic.path(0, 1, 0)).isInstanceOf(Route.class);
    assertThat(withoutNic.path(0, 8, 0)).isInstanceOf(CutOff.class);
    assertThat(withoutNic.path(1, 8, 0)).isInstanceOf(Route.class);
  }

  @Test
  void nodes_stand_on_any_fabric() {
    NodeInterior small =
        new NodeInterior(
            2, Optional.of(NVLINK), 0, 1, PCIE, DpuPlace.NONE, Optional.empty(), CrossRail.NETWORK);
    Loads.checked(new NodesOnFabric(16, small, new FatTree(4, LINK)));
    Loads.checked(new NodesOnFabric(10, small, new FatTree(4, LINK)));
    Loads.checked(new NodesOnFabric(24, small, new Torus(List.of(2, 3, 4), LINK)));
    Loads.checked(new NodesOnFabric(72, small, new Dragonfly(9, 4, 2, 2, true, LINK, LINK, LINK)));
    assertThatThrownBy(() -> new NodesOnFabric(17, small, new FatTree(4, LINK)))
        .hasMessage("17 NICs do not fit the 16 endpoints of the outer fabric");
  }

  @Test
  void storage_targets_take_the_place_of_endpoints() {
    Fabric fabric =
        new LeafSpine(2, 4, 2, 1, LINK, LINK)
            .build()
            .withEndpoints(VertexKind.STORAGE_TARGET, 6, 2);

    assertThat(fabric.count(VertexKind.ACCELERATOR)).isEqualTo(6);
    assertThat(fabric.name(7)).isEqualTo("storage-target-7");
    assertThat(stations(fabric, 7, 0)).hasSize(4);
  }
}
