package io.opisim.models.topology.fabric;

import static io.opisim.models.topology.fabric.Loads.LINK;
import static io.opisim.models.topology.fabric.Loads.RATE;
import static io.opisim.models.topology.fabric.Loads.offset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folded Clos fabrics: counts, path lengths, loads and bisection as their formulas say. */
class ClosPlansTest {
  @Test
  void a_star_has_two_links_between_any_two_and_half_of_its_endpoints_as_bisection() {
    Star plan = new Star(10, LINK);
    Fabric fabric = Loads.checked(plan);

    assertThat(Loads.pathLength(fabric, Loads.router(fabric), 3, 7, 0)).isEqualTo(2);
    assertThat(plan.bisectionBytesPerSecond()).isEqualTo(5 * RATE);
    assertThat(Loads.halfToHalfBytesPerSecond(fabric)).isCloseTo(5 * RATE, offset());
    assertThat(Loads.router(fabric).spread(3, 7).orThrow().latencyNanos(fabric)).isEqualTo(1000);
  }

  @Test
  void a_leaf_spine_has_two_links_under_a_leaf_and_four_across() {
    LeafSpine plan = new LeafSpine(4, 6, 3, 2, LINK, LINK);
    Fabric fabric = Loads.checked(plan);

    assertThat(plan.endpoints()).isEqualTo(24);
    assertThat(plan.cables()).isEqualTo(24 + 4 * 3 * 2);
    assertThat(Loads.pathLength(fabric, Loads.router(fabric), 0, 5, 0)).isEqualTo(2);
    assertThat(Loads.pathLength(fabric, Loads.router(fabric), 0, 6, 0)).isEqualTo(4);
    // One link up, six to the spines, six down, one to the endpoint.
    assertThat(Loads.router(fabric).spread(0, 6).orThrow().size()).isEqualTo(14);
    assertThat(plan.oversubscription()).isEqualTo(1);
    assertThat(Loads.halfToHalfBytesPerSecond(fabric)).isCloseTo(12 * RATE, offset());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1, 2, 3, 7.5})
  void oversubscription_divides_the_bisection_of_a_leaf_spine(double ratio) {
    LeafSpine plan = LeafSpine.oversubscribed(4, 6, 3, LINK, ratio);

    assertThat(plan.oversubscription()).isCloseTo(ratio, offset());
    double expected = 12 * RATE / Math.max(1, ratio);
    assertThat(plan.bisectionBytesPerSecond() / expected).isCloseTo(1, offset());
    assertThat(Loads.halfToHalfBytesPerSecond(plan.build()) / expected).isCloseTo(1, offset());
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 4, 6, 8})
  void a_fat_tree_of_k_ports_has_the_published_counts_and_full_bisection(int k) {
    FatTree plan = new FatTree(k, LINK);
    Fabric fabric = Loads.checked(plan);

    assertThat(plan.endpoints()).isEqualTo(k * k * k / 4);
    assertThat(plan.switches()).isEqualTo(5 * k * k / 4);
    assertThat(plan.cables()).isEqualTo(3 * k * k * k / 4);
    int[] ports = new int[fabric.vertices()];
    for (int link = 0; link < fabric.links(); link++) {
      ports[fabric.from(link)]++;
    }
    assertThat(Arrays.copyOfRange(ports, plan.endpoints(), ports.length)).containsOnly(k);
    assertThat(plan.bisectionBytesPerSecond()).isEqualTo(k * k * k / 8 * RATE);
    assertThat(Loads.halfToHalfBytesPerSecond(fabric) / plan.bisectionBytesPerSecond())
        .isCloseTo(1, offset());
  }

  @Test
  void a_fat_tree_has_2_4_and_6_links_and_k_squared_quarter_ways_between_pods() {
    Fabric fabric = new FatTree(8, LINK).build();
    Router router = Loads.router(fabric);

    assertThat(Loads.pathLength(fabric, router, 0, 3, 0)).isEqualTo(2);
    assertThat(Loads.pathLength(fabric, router, 0, 15, 0)).isEqualTo(4);
    assertThat(Loads.pathLength(fabric, router, 0, 16, 0)).isEqualTo(6);
    // 1 + k/2 + (k/2)^2 links up and as many down.
    assertThat(router.spread(0, 16).orThrow().size()).isEqualTo(2 * (1 + 4 + 16));
    assertThat(router.spread(0, 15).orThrow().size()).isEqualTo(2 * (1 + 4));
    long ways =
        IntStream.range(0, 1000)
            .mapToObj(flow -> Arrays.toString(router.path(0, 16, flow).orThrow().links()))
            .distinct()
            .count();
    assertThat(ways).isEqualTo(16);
  }

  @Test
  void all_to_all_loads_every_link_of_a_level_of_a_fat_tree_alike() {
    int k = 6;
    int hosts = k * k * k / 4;
    FatTree plan = new FatTree(k, LINK);
    double[] load = Loads.spread(plan.build(), LinkState.healthy(), (a, b) -> 1);

    // A level carries, each way, the pairs that meet above it, over as many links as hosts.
    assertThat(levelLoads(load, 0, hosts)).containsOnly(hosts - 1.0);
    assertThat(levelLoads(load, hosts, hosts)).containsOnly(hosts - k / 2.0);
    assertThat(levelLoads(load, 2 * hosts, hosts)).containsOnly(hosts - k * k / 4.0);
  }

  private static List<Double> levelLoads(double[] load, int firstCable, int cables) {
    return Arrays.stream(load, 2 * firstCable, 2 * (firstCable + cables))
        .map(value -> Math.rint(value * 1e6) / 1e6)
        .boxed()
        .toList();
  }

  @Test
  void the_smallest_fat_tree_that_holds_1000_endpoints_has_16_ports() {
    assertThat(FatTree.holding(1000, LINK).ports()).isEqualTo(16);
    assertThat(FatTree.holding(1024, LINK).ports()).isEqualTo(16);
    assertThat(FatTree.holding(1025, LINK).ports()).isEqualTo(18);
    assertThatThrownBy(() -> new FatTree(5, LINK)).hasMessageContaining("even number");
  }

  @Test
  void ports_of_equal_rank_share_a_rail_switch_within_a_group_and_a_spine_beyond() {
    RailOptimised plan = new RailOptimised(8, 4, 4, 4, 1, LINK, LINK);
    Fabric fabric = Loads.checked(plan);
    Router router = Loads.router(fabric);

    assertThat(plan.switches()).isEqualTo(2 * 4 + 4);
    assertThat(plan.cables()).isEqualTo(32 + 8 * 4);
    assertThat(plan.oversubscription()).isEqualTo(1);
    // Endpoint n * 4 + r: rank 1 of nodes 0 and 3; rank 1 of nodes 0 and 4; ranks 1 and 2.
    assertThat(Loads.pathLength(fabric, router, 1, 3 * 4 + 1, 0)).isEqualTo(2);
    assertThat(Loads.pathLength(fabric, router, 1, 4 * 4 + 1, 0)).isEqualTo(4);
    assertThat(Loads.pathLength(fabric, router, 1, 2, 0)).isEqualTo(4);
    assertThat(fabric.name(fabric.to(router.path(1, 13, 0).orThrow().link(0))))
        .isEqualTo("group-0-rail-1");
    assertThat(Loads.halfToHalfBytesPerSecond(fabric) / plan.bisectionBytesPerSecond())
        .isCloseTo(1, offset());
  }

  @Test
  void traffic_along_the_rails_of_one_group_needs_no_spine() {
    RailOptimised plan = new RailOptimised(8, 4, 8, 4, 1, LINK, LINK);
    double[] load =
        Loads.spread(plan.build(), LinkState.healthy(), (a, b) -> a % 4 == b % 4 ? 1 : 0);

    assertThat(Arrays.stream(load, 0, 64).distinct().toArray()).containsExactly(7);
    assertThat(Arrays.stream(load, 64, load.length).distinct().toArray()).containsExactly(0);
  }

  @Test
  void a_tree_goes_up_to_the_first_common_switch_and_down() {
    Tree plan =
        new Tree(
            List.of("a", "b", "c", "tor-0", "tor-1", "core"),
            3,
            new int[] {3, 3, 4, 5, 5, -1},
            List.of(LINK, LINK.times(4)));
    Fabric fabric = Loads.checked(plan);
    Router router = Loads.router(fabric);

    assertThat(Loads.pathLength(fabric, router, 0, 1, 0)).isEqualTo(2);
    assertThat(Loads.pathLength(fabric, router, 0, 2, 0)).isEqualTo(4);
    assertThat(fabric.rateBytesPerSecond(router.path(0, 2, 0).orThrow().link(1)))
        .isEqualTo(4 * RATE);
    assertThat(fabric.name(2)).isEqualTo("accelerator-c");
    assertThatThrownBy(
            () -> new Tree(List.of("a", "s"), 1, new int[] {0, -1}, List.of(LINK)).build())
        .hasMessage("a is below vertex 0, which is no switch above");
  }
}
