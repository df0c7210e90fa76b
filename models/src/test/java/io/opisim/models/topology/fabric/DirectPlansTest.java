package io.opisim.models.topology.fabric;

import static io.opisim.models.topology.fabric.Loads.LINK;
import static io.opisim.models.topology.fabric.Loads.RATE;
import static io.opisim.models.topology.fabric.Loads.offset;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Torus and dragonfly: counts, path lengths, loads and bisection as their formulas say. */
class DirectPlansTest {
  @Test
  void a_torus_has_a_cable_per_vertex_and_dimension_and_half_as_many_in_rings_of_two() {
    assertThat(Loads.checked(new Torus(List.of(4, 4), LINK)).links()).isEqualTo(2 * 2 * 16);
    assertThat(Loads.checked(new Torus(List.of(4, 5, 6), LINK)).links()).isEqualTo(2 * 3 * 120);
    assertThat(Loads.checked(new Torus(List.of(3, 2, 4), LINK)).links())
        .isEqualTo(2 * (24 + 12 + 24));
    assertThat(Loads.checked(new Torus(List.of(2, 2, 2), LINK)).links()).isEqualTo(2 * 12);
    assertThat(Loads.checked(new Torus(List.of(1, 5), LINK)).links()).isEqualTo(2 * 5);
  }

  @Test
  void a_path_in_a_torus_is_as_long_as_the_shorter_ways_round_together() {
    int[] sizes = {4, 3, 5};
    Fabric fabric = new Torus(List.of(4, 3, 5), LINK).build();
    Router router = Loads.router(fabric);
    for (int source = 0; source < 60; source++) {
      for (int destination = 0; destination < 60; destination++) {
        int expected = 0;
        int stride = 1;
        for (int dimension = 2; dimension >= 0; dimension--) {
          int size = sizes[dimension];
          int delta = Math.floorMod(destination / stride - source / stride, size);
          expected += Math.min(delta, size - delta);
          stride *= size;
        }
        assertThat(Loads.pathLength(fabric, router, source, destination, 7)).isEqualTo(expected);
      }
    }
    assertThat(fabric.name(59)).isEqualTo("accelerator-3-2-4");
  }

  @Test
  void all_to_all_loads_every_link_of_a_ring_of_a_torus_alike() {
    // In a ring of n, even: the sum of distances n^2/4 over 2 directions is n^2/8 per link and
    // source; every ring of a dimension carries N/n times that for the other dimensions.
    Fabric fabric = new Torus(List.of(4, 6), LINK).build();
    double[] load = Loads.spread(fabric, LinkState.healthy(), (a, b) -> 1);

    assertThat(rounded(load, 0, 48)).containsExactly(24 / 4 * 4 * 4 / 8.0);
    assertThat(rounded(load, 48, 96)).containsExactly(24 / 6 * 6 * 6 / 8.0);
  }

  @Test
  void half_a_torus_sends_to_the_other_half_what_its_bisection_carries() {
    Torus plan = new Torus(List.of(6, 4), LINK);

    assertThat(plan.bisectionBytesPerSecond()).isEqualTo(2 * 4 * RATE);
    assertThat(Loads.halfToHalfBytesPerSecond(plan.build()) / (8 * RATE)).isCloseTo(1, offset());
    assertThat(new Torus(List.of(2, 1), LINK).bisectionBytesPerSecond()).isEqualTo(RATE);
  }

  @Test
  void equal_ways_round_share_a_spread_flow() {
    Fabric fabric = new Torus(List.of(1, 4), LINK).build();
    Route route = Loads.router(fabric).spread(0, 2).orThrow();

    assertThat(route.size()).isEqualTo(4);
    for (int index = 0; index < 4; index++) {
      assertThat(route.share(index)).isEqualTo(0.5);
    }
  }

  @Test
  void the_largest_dragonfly_has_one_cable_between_any_two_groups() {
    Dragonfly plan = dragonfly(9, 4, 2, 2, false);
    Fabric fabric = Loads.checked(plan);

    assertThat(plan.endpoints()).isEqualTo(72);
    assertThat(plan.switches()).isEqualTo(36);
    assertThat(plan.cables()).isEqualTo(72 + 9 * 6 + 36);
    assertThat(plan.cablesBetweenGroups()).isEqualTo(1);
    int[] ports = new int[fabric.vertices()];
    int[][] between = new int[9][9];
    for (int link = 0; link < fabric.links(); link++) {
      ports[fabric.from(link)]++;
      if (link >= 2 * (72 + 54)) {
        between[(fabric.from(link) - 72) / 4][(fabric.to(link) - 72) / 4]++;
      }
    }
    assertThat(Arrays.copyOfRange(ports, 72, 108)).containsOnly(2 + 3 + 2);
    for (int group = 0; group < 9; group++) {
      int[] expected = new int[9];
      Arrays.fill(expected, 1);
      expected[group] = 0;
      assertThat(between[group]).containsExactly(expected);
    }
  }

  @Test
  void minimal_routes_of_a_dragonfly_cross_at_most_one_global_link() {
    Fabric fabric = dragonfly(9, 4, 2, 2, false).build();
    Router router = Loads.router(fabric);
    int longest = 0;
    for (int source = 0; source < 72; source++) {
      for (int destination = 0; destination < 72; destination++) {
        Route route = router.path(source, destination, 0).orThrow();
        long globals = Arrays.stream(route.links()).filter(link -> link >= 2 * 126).count();
        assertThat(globals).isEqualTo(source / 8 == destination / 8 ? 0 : 1);
        longest = Math.max(longest, route.size());
      }
    }
    assertThat(longest).isEqualTo(2 + 3);
  }

  @Test
  void valiant_spreads_what_one_group_sends_to_another_over_all_third_groups() {
    // Group 0 to group 1 only: minimal routes share one global link, 64 pairs of it; Valiant's
    // spread over the 7 third groups.
    double minimal = largestGlobalLoad(dragonfly(9, 4, 2, 2, false));
    double valiant = largestGlobalLoad(dragonfly(9, 4, 2, 2, true));

    assertThat(minimal).isEqualTo(64);
    assertThat(valiant).isCloseTo(64 / 7.0, offset());
  }

  private static double largestGlobalLoad(Dragonfly plan) {
    double[] load =
        Loads.spread(
            Loads.checked(plan), LinkState.healthy(), (a, b) -> a / 8 == 0 && b / 8 == 1 ? 1 : 0);
    return Arrays.stream(load, 2 * 126, load.length).max().orElseThrow();
  }

  @Test
  void all_to_all_loads_every_global_link_of_a_dragonfly_alike() {
    double[] single =
        Loads.spread(dragonfly(9, 4, 2, 2, false).build(), LinkState.healthy(), (a, b) -> 1);
    assertThat(rounded(single, 2 * 126, single.length)).containsExactly(64.0);

    Dragonfly plan = dragonfly(5, 4, 2, 2, false);
    assertThat(plan.cablesBetweenGroups()).isEqualTo(2);
    assertThat(plan.bisectionBytesPerSecond()).isEqualTo(2 * 3 * 2 * RATE);
    Loads.checked(plan);
  }

  @Test
  void half_of_the_groups_send_to_the_other_half_what_the_global_links_carry() {
    Dragonfly plan = dragonfly(4, 3, 1, 1, false);

    assertThat(plan.bisectionBytesPerSecond()).isEqualTo(2 * 2 * RATE);
    assertThat(Loads.halfToHalfBytesPerSecond(plan.build()) / (4 * RATE)).isCloseTo(1, offset());
  }

  @Test
  void a_dragonfly_whose_global_cables_do_not_come_out_even_is_refused() {
    assertThatThrownBy(() -> dragonfly(8, 4, 2, 2, false))
        .hasMessage("8 global cables of a group do not spread evenly over 7 other groups");
  }

  private static Dragonfly dragonfly(int groups, int a, int p, int h, boolean valiant) {
    return new Dragonfly(groups, a, p, h, valiant, LINK, LINK, LINK);
  }

  private static double[] rounded(double[] load, int from, int to) {
    return Arrays.stream(load, from, to)
        .map(value -> Math.rint(value * 1e6) / 1e6)
        .distinct()
        .toArray();
  }
}
