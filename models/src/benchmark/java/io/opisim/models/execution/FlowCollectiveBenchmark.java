package io.opisim.models.execution;

import io.opisim.models.collective.ClosedFormCollectives;
import io.opisim.models.collective.CollectiveAlgorithms;
import io.opisim.models.collective.CollectiveOperation;
import io.opisim.models.collective.CollectiveParameters;
import io.opisim.models.collective.CollectiveRequest;
import io.opisim.models.collective.HierarchicalAlgorithm;
import io.opisim.models.collective.RankLayout;
import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.topology.fabric.LinkSpec;
import io.opisim.models.topology.fabric.LinkState;
import io.opisim.models.topology.fabric.NodeInterior;
import io.opisim.models.topology.fabric.NodesOnFabric;
import io.opisim.models.topology.fabric.RailOptimised;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a hierarchical all-reduce of 4 GiB costs to simulate at flow level, from routes to the last
 * byte, on 8-GPU nodes under rails. Times are CPU times of the one thread. Prints a Markdown table.
 */
public final class FlowCollectiveBenchmark {
  private static final LinkSpec PORT = LinkSpec.of("400 Gbit/s", "500 ns");
  private static final int REPETITIONS = 5;

  private FlowCollectiveBenchmark() {}

  /** Measures three sizes of the fabric under both ways of routing. */
  public static void main(String[] arguments) {
    System.out.println(
        "| GPUs | routing | simulated ms | closed form ms | first CPU ms | median CPU ms |");
    System.out.println("| ---: | --- | ---: | ---: | ---: | ---: |");
    for (int nodes : new int[] {128, 512, 2_048}) {
      for (FabricNetwork.Routing routing : FabricNetwork.Routing.values()) {
        measure(nodes, routing);
      }
    }
  }

  private static void measure(int nodes, FabricNetwork.Routing routing) {
    NodeInterior interior =
        new NodeInterior(
            8,
            Optional.of(LinkSpec.of("450 GB/s", "300 ns")),
            4,
            8,
            LinkSpec.of("63 GB/s", "200 ns"),
            NodeInterior.DpuPlace.NONE,
            Optional.empty(),
            NodeInterior.CrossRail.NVLINK);
    Fabric fabric =
        new NodesOnFabric(nodes, interior, new RailOptimised(nodes, 8, 32, 32, 1, PORT, PORT))
            .build();
    ClosedFormCollectives closed =
        new ClosedFormCollectives(
            CollectiveParameters.ofLinks(450e9, 50e9),
            CollectiveAlgorithms.of(List.of(HierarchicalAlgorithm.ID)));
    FlowCollectives flows = new FlowCollectives(fabric, 8, LinkState.healthy(), routing, closed);
    CollectiveRequest request =
        new CollectiveRequest(CollectiveOperation.ALL_REDUCE, 1L << 32, new RankLayout(8, nodes));
    double[] cpuMillis = new double[REPETITIONS];
    double seconds = 0;
    for (int repetition = 0; repetition < REPETITIONS; repetition++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      seconds = flows.estimate(request).seconds();
      cpuMillis[repetition] =
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before) / 1e6;
    }
    double first = cpuMillis[0];
    java.util.Arrays.sort(cpuMillis);
    System.out.printf(
        Locale.ROOT,
        "| %,d | %s | %.2f | %.2f | %.0f | %.0f |%n",
        8 * nodes,
        routing == FabricNetwork.Routing.ECMP ? "ECMP" : "ideal spreading",
        seconds * 1e3,
        closed.estimate(request).seconds() * 1e3,
        first,
        cpuMillis[REPETITIONS / 2]);
  }
}
