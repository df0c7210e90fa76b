package io.opisim.models.topology.fabric;

import static io.opisim.models.topology.fabric.Loads.LINK;
import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every plan at 100,000 accelerators: it builds, and its rule still finds its way. */
class LargeFabricsTest {
  static Stream<FabricPlan> plans() {
    RailOptimised rails = new RailOptimised(12_500, 8, 32, 16, 1, LINK, LINK);
    NodeInterior node =
        new NodeInterior(
            8,
            Optional.of(LINK),
            4,
            8,
            LINK,
            NodeInterior.DpuPlace.BESIDE,
            Optional.of(LINK),
            NodeInterior.CrossRail.NVLINK);
    return Stream.of(
        new Star(100_000, LINK),
        new LeafSpine(3_125, 32, 16, 1, LINK, LINK),
        FatTree.holding(100_000, LINK),
        rails,
        new Dragonfly(289, 24, 15, 12, false, LINK, LINK, LINK),
        new Dragonfly(289, 24, 15, 12, true, LINK, LINK, LINK),
        new Torus(List.of(316, 318), LINK),
        new Torus(List.of(46, 46, 48), LINK),
        new NodesOnFabric(12_500, node, rails));
  }

  @ParameterizedTest
  @MethodSource("plans")
  void a_hundred_thousand_accelerators_are_connected(FabricPlan plan) {
    Fabric fabric = plan.build();
    Router router = Loads.router(fabric);
    RandomStream random = new RandomStreams(1).stream("pairs");

    assertThat(fabric.endpoints()).isGreaterThanOrEqualTo(100_000);
    assertThat(fabric.links()).isEqualTo(2 * plan.cables());
    for (int pair = 0; pair < 500; pair++) {
      int source = random.nextInt(fabric.endpoints());
      int destination = random.nextInt(fabric.endpoints());
      Loads.pathLength(fabric, router, source, destination, pair);
    }
    int last = fabric.endpoints() - 1;
    Loads.assertConserved(fabric, router.spread(0, last).orThrow(), 0, last);
  }
}
