package io.opisim.models.topology.fabric;

import static io.opisim.models.topology.fabric.Loads.LINK;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Distances as formulas and routes have them. */
class HopCountsTest {
  @Test
  void a_leaf_spine_has_two_hops_below_a_leaf_and_four_between_leaves() {
    HopCounts hops = new HopCounts(new LeafSpine(2, 4, 2, 1, LINK, LINK).build());
    assertThat(hops.between(0, 0)).isZero();
    assertThat(hops.between(0, 3)).isEqualTo(2);
    assertThat(hops.between(3, 4)).isEqualTo(4);
    assertThat(hops.between(7, 0)).isEqualTo(4);
  }

  @Test
  void routes_of_a_fat_tree_and_a_torus_are_shortest_ways() {
    for (Fabric fabric :
        List.of(new FatTree(4, LINK).build(), new Torus(List.of(3, 4), LINK).build())) {
      HopCounts hops = new HopCounts(fabric);
      Router router = Loads.router(fabric);
      for (int from = 0; from < fabric.endpoints(); from++) {
        for (int to = 0; to < fabric.endpoints(); to++) {
          if (from != to) {
            assertThat(hops.between(from, to))
                .isEqualTo(Loads.pathLength(fabric, router, from, to, 7));
          }
        }
      }
    }
  }
}
