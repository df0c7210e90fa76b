package io.opisim.models.topology.fabric;

import static io.opisim.models.topology.fabric.Loads.LINK;
import static io.opisim.models.topology.fabric.Loads.RATE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Dead and degraded links, and the hash that picks a path. */
class LinkFaultsTest {
  @Test
  void routes_leave_out_dead_links_even_where_they_are_two_hops_away() {
    // Leaf 1's only cable from spine 0 is dead: leaf 0 must not send to spine 0 what is for leaf 1.
    Fabric fabric = new LeafSpine(3, 1, 2, 1, LINK, LINK).build();
    int dead = 2 * (3 + 2) + 1;
    int towardsIt = 2 * 3;
    assertThat(fabric.linkName(dead)).isEqualTo("spine-0 -> leaf-1 #11");
    assertThat(fabric.linkName(towardsIt)).isEqualTo("leaf-0 -> spine-0 #6");
    LinkState state = LinkState.healthy().linkDown(dead);
    Router router = Loads.router(fabric, state);

    assertThat(state.affectedLinks()).containsExactly(dead);
    for (int flow = 0; flow < 50; flow++) {
      assertThat(router.path(0, 1, flow).orThrow().links()).doesNotContain(dead, towardsIt);
    }
    assertThat(router.spread(0, 1).orThrow().size()).isEqualTo(4);
    assertThat(router.spread(0, 2).orThrow().size()).isEqualTo(6);
    assertThat(router.spread(1, 0).orThrow().size()).isEqualTo(6);
  }

  @Test
  void a_pair_without_live_routes_is_cut_off_and_says_so() {
    Fabric fabric = new FatTree(4, LINK).build();
    LinkState state = LinkState.healthy().cableDown(fabric, 2 * 5);
    Router router = Loads.router(fabric, state);

    assertThat(router.path(0, 5, 0))
        .isEqualTo(
            new CutOff(
                0,
                5,
                "accelerator-0 is cut off from accelerator-5: every route that the fabric's rule"
                    + " allows has a dead link"));
    assertThat(router.spread(5, 0)).isInstanceOf(CutOff.class);
    assertThatThrownBy(() -> router.spread(5, 0).orThrow()).hasMessageContaining("cut off");
    assertThat(router.path(0, 6, 0)).isInstanceOf(Route.class);
    assertThat(router.path(5, 5, 0).orThrow().size()).isZero();
  }

  @Test
  void a_clos_is_valley_free() {
    // Leaf 0 reaches spine 0 only, leaf 1 spine 1 only; leaf 2 reaches both but passes nothing on.
    Fabric fabric = new LeafSpine(3, 1, 2, 1, LINK, LINK).build();
    LinkState state =
        LinkState.healthy().cableDown(fabric, 2 * (3 + 1)).cableDown(fabric, 2 * (3 + 2));
    Router router = Loads.router(fabric, state);

    assertThat(router.path(0, 1, 0)).isInstanceOf(CutOff.class);
    assertThat(Loads.pathLength(fabric, router, 0, 2, 0)).isEqualTo(4);
  }

  @Test
  void torus_and_dragonfly_go_round_a_dead_cable() {
    Fabric torus = new Torus(List.of(4, 4), LINK).build();
    LinkState state = LinkState.healthy().cableDown(torus, 2 * 16);
    // From 0-0 to 0-1 the direct cable is dead: round a square, 3 links instead of 1.
    assertThat(Loads.pathLength(torus, Loads.router(torus, state), 0, 1, 0)).isEqualTo(3);

    Fabric dragonfly = new Dragonfly(9, 4, 2, 2, false, LINK, LINK, LINK).build();
    Route direct = Loads.router(dragonfly).path(0, 8, 0).orThrow();
    int global =
        IntStream.of(direct.links()).filter(link -> link >= 2 * 126).findFirst().orElseThrow();
    Router router = Loads.router(dragonfly, LinkState.healthy().cableDown(dragonfly, global));
    Loads.pathLength(dragonfly, router, 0, 8, 0);
    LinkState alone = LinkState.healthy().vertexDown(dragonfly, 72);
    assertThat(Loads.router(dragonfly, alone).path(0, 8, 0).toString())
        .contains("accelerator-0 is cut off from accelerator-8: no live links connect them");
  }

  @Test
  void a_degraded_link_keeps_its_routes_and_loses_rate() {
    Fabric fabric = new Star(3, LINK).build();
    LinkState state = LinkState.healthy().degraded(2, 0.25);
    Route route = Loads.router(fabric, state).path(1, 2, 0).orThrow();

    assertThat(route.rateBytesPerSecond(fabric, state)).isEqualTo(RATE / 4);
    assertThat(route.rateBytesPerSecond(fabric, LinkState.healthy())).isEqualTo(RATE);
    assertThat(state.degraded(2, 1).isHealthy()).isTrue();
    assertThat(LinkState.healthy().isHealthy()).isTrue();
    assertThatThrownBy(() -> LinkState.healthy().degraded(0, 1.5))
        .hasMessageContaining("between 0 and 1");
  }

  @Test
  void random_faults_never_put_a_dead_link_on_a_route_and_spread_agrees_with_path() {
    List<FabricPlan> plans =
        List.of(
            new LeafSpine(4, 3, 3, 2, LINK, LINK),
            new FatTree(4, LINK),
            new RailOptimised(6, 2, 2, 2, 1, LINK, LINK),
            new Dragonfly(5, 4, 1, 1, false, LINK, LINK, LINK),
            new Dragonfly(5, 4, 1, 2, true, LINK, LINK, LINK),
            new Torus(List.of(3, 2, 4), LINK));
    for (int seed = 0; seed < 60; seed++) {
      RandomStream random = new RandomStreams(seed).stream("faults");
      Fabric fabric = plans.get(seed % plans.size()).build();
      LinkState state = LinkState.healthy();
      for (int fault = 0; fault < fabric.links() / 10; fault++) {
        state = state.linkDown(random.nextInt(fabric.links()));
      }
      Router router = Loads.router(fabric, state);
      for (int source = 0; source < fabric.endpoints(); source++) {
        for (int destination = 0; destination < fabric.endpoints(); destination++) {
          RouteAnswer path = router.path(source, destination, seed);
          RouteAnswer spread = router.spread(source, destination);
          assertThat(path.getClass()).as("seed %s", seed).isEqualTo(spread.getClass());
          if (path instanceof Route route && spread instanceof Route shares) {
            Loads.pathLength(fabric, router, source, destination, seed);
            Loads.assertConserved(fabric, shares, source, destination);
            assertThat(IntStream.of(route.links()).anyMatch(state::isDown)).isFalse();
            assertThat(IntStream.of(shares.links()).anyMatch(state::isDown)).isFalse();
          }
        }
      }
    }
  }

  @Test
  void a_path_depends_on_seed_and_flow_and_not_on_what_was_asked_before() {
    Fabric fabric = new FatTree(8, LINK).build();
    Router first = Loads.router(fabric);
    first.path(3, 99, 5);
    first.spread(3, 99);
    Router second = Loads.router(fabric);
    Router other = new Router(fabric, LinkState.healthy(), new RandomStreams(2));
    int differs = 0;
    for (int flow = 0; flow < 100; flow++) {
      int[] links = first.path(0, 127, flow).orThrow().links();
      assertThat(second.path(0, 127, flow).orThrow().links()).isEqualTo(links);
      differs += Arrays.equals(other.path(0, 127, flow).orThrow().links(), links) ? 0 : 1;
    }
    assertThat(differs).isBetween(80, 100);
  }

  @Test
  void many_hashed_flows_load_the_ways_of_a_leaf_evenly() {
    // 16,000 flows over 16 ways: binomial, standard deviation 31; 5 of them on either side.
    Fabric fabric = new LeafSpine(2, 1, 16, 1, LINK, LINK).build();
    Router router = Loads.router(fabric);
    int[] flows = new int[fabric.links()];
    for (int flow = 0; flow < 16_000; flow++) {
      flows[router.path(0, 1, flow).orThrow().link(1)]++;
    }
    for (int spine = 0; spine < 16; spine++) {
      assertThat(flows[2 * (2 + spine)]).isBetween(1000 - 155, 1000 + 155);
    }
  }

  @Test
  void no_flow_begins_at_a_switch() {
    Fabric fabric = new Star(3, LINK).build();

    assertThatThrownBy(() -> Loads.router(fabric).path(3, 0, 0))
        .hasMessage("no flow begins or ends at switch-0, a switch");
  }
}
