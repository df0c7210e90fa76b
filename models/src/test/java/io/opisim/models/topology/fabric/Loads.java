package io.opisim.models.topology.fabric;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.simcore.random.RandomStreams;
import java.util.function.IntBinaryOperator;
import org.assertj.core.data.Offset;

/** Flows over a fabric, added up link by link, and checks that every route must stand. */
final class Loads {
  static final LinkSpec LINK = LinkSpec.of("400 Gbit/s", "500 ns");
  static final double RATE = 50e9;

  private Loads() {}

  static Router router(Fabric fabric) {
    return router(fabric, LinkState.healthy());
  }

  static Router router(Fabric fabric, LinkState state) {
    return new Router(fabric, state, new RandomStreams(1));
  }

  /** What each link carries when every pair sends as much as {@code demand} says, spread. */
  static double[] spread(Fabric fabric, LinkState state, IntBinaryOperator demand) {
    Router router = router(fabric, state);
    double[] load = new double[fabric.links()];
    for (int source = 0; source < fabric.endpoints(); source++) {
      for (int destination = 0; destination < fabric.endpoints(); destination++) {
        int amount = source == destination ? 0 : demand.applyAsInt(source, destination);
        if (amount > 0) {
          Route route = router.spread(source, destination).orThrow();
          for (int index = 0; index < route.size(); index++) {
            load[route.link(index)] += amount * route.share(index);
          }
        }
      }
    }
    return load;
  }

  /** Bytes per second from the first half of the endpoints to the second, all pairs alike. */
  static double halfToHalfBytesPerSecond(Fabric fabric) {
    int half = fabric.endpoints() / 2;
    double[] load =
        spread(
            fabric,
            LinkState.healthy(),
            (source, destination) -> source < half && destination >= half ? 1 : 0);
    double perPair = Double.POSITIVE_INFINITY;
    for (int link = 0; link < load.length; link++) {
      perPair = Math.min(perPair, fabric.rateBytesPerSecond(link) / load[link]);
    }
    return perPair * half * (fabric.endpoints() - half);
  }

  /** Checks a path link by link and gives its length. */
  static int pathLength(Fabric fabric, Router router, int source, int destination, long flow) {
    Route route = router.path(source, destination, flow).orThrow();
    int at = source;
    for (int index = 0; index < route.size(); index++) {
      assertThat(fabric.from(route.link(index))).as("%s", route).isEqualTo(at);
      at = fabric.to(route.link(index));
    }
    assertThat(at).as("%s from %s", route, source).isEqualTo(destination);
    return route.size();
  }

  /** Checks that spread shares begin at 1, end at 1 and are conserved in between. */
  static void assertConserved(Fabric fabric, Route route, int source, int destination) {
    double[] balance = new double[fabric.vertices()];
    for (int index = 0; index < route.size(); index++) {
      balance[fabric.from(route.link(index))] += route.share(index);
      balance[fabric.to(route.link(index))] -= route.share(index);
    }
    for (int vertex = 0; vertex < balance.length; vertex++) {
      double expected =
          source == destination ? 0 : vertex == source ? 1 : vertex == destination ? -1 : 0;
      assertThat(balance[vertex]).as(fabric.name(vertex)).isCloseTo(expected, offset());
    }
  }

  static Offset<Double> offset() {
    return Offset.offset(1e-9);
  }

  /** Checks what holds for every plan: its formulas, its cables in pairs, and a few routes. */
  static Fabric checked(FabricPlan plan) {
    Fabric fabric = plan.build();
    assertThat(fabric.endpoints()).isEqualTo(plan.endpoints());
    assertThat(fabric.count(VertexKind.SWITCH)).isEqualTo(plan.switches());
    assertThat(fabric.links()).isEqualTo(2 * plan.cables());
    for (int link = 0; link < fabric.links(); link++) {
      assertThat(fabric.from(fabric.reverse(link))).isEqualTo(fabric.to(link));
      assertThat(fabric.to(fabric.reverse(link))).isEqualTo(fabric.from(link));
      assertThat(fabric.from(link)).isNotEqualTo(fabric.to(link));
    }
    Router router = router(fabric);
    int step = Math.max(1, fabric.endpoints() / 40);
    for (int source = 0; source < fabric.endpoints(); source += step) {
      for (int destination = 0; destination < fabric.endpoints(); destination += step) {
        pathLength(fabric, router, source, destination, source);
        Route spread = router.spread(source, destination).orThrow();
        assertConserved(fabric, spread, source, destination);
      }
    }
    return fabric;
  }
}
