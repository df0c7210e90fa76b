package io.opisim.models.topology.fabric;

import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What fabrics of 1,000, 10,000 and 100,000 endpoints cost: time to build, memory, time a route.
 *
 * <p>Times are CPU times of the one thread, so that other work on the machine does not count.
 * Memory is the live heap with many fabrics less that without, over their number. Prints a Markdown
 * table.
 */
public final class FabricBenchmark {
  private static final LinkSpec LINK = LinkSpec.of("400 Gbit/s", "500 ns");
  private static final LinkSpec FAT = LinkSpec.of("800 Gbit/s", "500 ns");
  private static final int[] SIZES = {1_000, 10_000, 100_000};
  private static final int BUILDS = 5;
  private static final int COPIES_TOGETHER = 800_000;
  private static final int PATHS = 100_000;
  private static final int SPREADS = 5_000;

  private record Row(String name, IntFunction<FabricPlan> plan) {}

  private FabricBenchmark() {}

  /** Measures every plan at every size. */
  public static void main(String[] arguments) {
    System.out.println(
        "| plan | endpoints | switches | links | first build ms | median build ms | MB"
            + " | path ns | its links | spread ns | its links |");
    System.out.println(
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |");
    for (Row row : rows()) {
      for (int size : SIZES) {
        measure(row.name(), row.plan().apply(size));
      }
    }
  }

  private static List<Row> rows() {
    return List.of(
        new Row("star", size -> new Star(size, LINK)),
        new Row(
            "leaf-spine, 32 below a leaf, 16 spines",
            size -> new LeafSpine((size - 1) / 32 + 1, 32, 16, 1, LINK, FAT)),
        new Row("fat-tree", size -> FatTree.holding(size, LINK)),
        new Row("rails, 8 ports, groups of 32", FabricBenchmark::rails),
        new Row("dragonfly, minimal", size -> dragonfly(size, false)),
        new Row("dragonfly, Valiant", size -> dragonfly(size, true)),
        new Row("torus, 2D", size -> new Torus(size < 5_000 ? List.of(32, 32) : flat(size), LINK)),
        new Row("torus, 3D", size -> new Torus(cube(size), LINK)),
        new Row(
            "8-GPU nodes on a fat-tree",
            size ->
                new NodesOnFabric(
                    size / 8, node(NodeInterior.CrossRail.NETWORK), FatTree.holding(size, LINK))),
        new Row(
            "8-GPU nodes on rails, crossing over NVLink",
            size -> new NodesOnFabric(size / 8, node(NodeInterior.CrossRail.NVLINK), rails(size))));
  }

  private static FabricPlan rails(int size) {
    return new RailOptimised(size / 8, 8, 32, 16, 1, LINK, FAT);
  }

  private static FabricPlan dragonfly(int size, boolean valiant) {
    int h = size <= 1_000 ? 4 : size <= 10_000 ? 7 : 12;
    int p = size <= 1_000 ? 4 : size <= 10_000 ? 8 : 15;
    int a = 2 * h;
    return new Dragonfly(a * h + 1, a, p, h, valiant, LINK, LINK, LINK);
  }

  private static List<Integer> flat(int size) {
    return size <= 10_000 ? List.of(100, 100) : List.of(316, 318);
  }

  private static List<Integer> cube(int size) {
    return size <= 1_000
        ? List.of(10, 10, 10)
        : size <= 10_000 ? List.of(20, 22, 24) : List.of(46, 46, 48);
  }

  private static NodeInterior node(NodeInterior.CrossRail crossRail) {
    return new NodeInterior(
        8,
        Optional.of(LinkSpec.of("450 GB/s", "300 ns")),
        4,
        8,
        LinkSpec.of("63 GB/s", "200 ns"),
        NodeInterior.DpuPlace.NONE,
        Optional.empty(),
        crossRail);
  }

  private static void measure(String name, FabricPlan plan) {
    double[] buildMillis = new double[BUILDS];
    Fabric fabric = null;
    for (int build = 0; build < BUILDS; build++) {
      long start = cpuNanos();
      fabric = plan.build();
      buildMillis[build] = (cpuNanos() - start) / 1e6;
    }
    double first = buildMillis[0];
    Arrays.sort(buildMillis);
    Router router = new Router(fabric, LinkState.healthy(), new RandomStreams(1));
    routes(fabric, router, true, PATHS / 2);
    double[] path = routes(fabric, router, true, PATHS);
    routes(fabric, router, false, SPREADS / 2);
    double[] spread = routes(fabric, router, false, SPREADS);
    System.out.println(
        String.format(
            Locale.ROOT,
            "| %s | %,d | %,d | %,d | %.1f | %.1f | %.3f | %,.0f | %.1f | %,.0f | %.1f |",
            name,
            fabric.endpoints(),
            fabric.count(VertexKind.SWITCH),
            fabric.links(),
            first,
            buildMillis[BUILDS / 2],
            megabytes(plan),
            path[0],
            path[1],
            spread[0],
            spread[1]));
  }

  /** Live heap that several fabrics of a plan take, divided by their number. */
  private static double megabytes(FabricPlan plan) {
    int copies = COPIES_TOGETHER / plan.endpoints() + 1;
    Fabric[] fabrics = new Fabric[copies];
    long without = liveBytes();
    for (int copy = 0; copy < copies; copy++) {
      fabrics[copy] = plan.build();
    }
    long with = liveBytes();
    Reference.reachabilityFence(fabrics);
    return (with - without) / (1e6 * copies);
  }

  /** Nanoseconds and links a route between random endpoints. */
  private static double[] routes(Fabric fabric, Router router, boolean path, int count) {
    RandomStream random = new RandomStreams(2).stream("pairs");
    int[] ends = new int[2 * count];
    for (int index = 0; index < ends.length; index++) {
      ends[index] = random.nextInt(fabric.endpoints());
    }
    long links = 0;
    long start = cpuNanos();
    for (int index = 0; index < count; index++) {
      int source = ends[2 * index];
      int destination = ends[2 * index + 1];
      RouteAnswer answer =
          path ? router.path(source, destination, index) : router.spread(source, destination);
      links += answer.orThrow().size();
    }
    return new double[] {(cpuNanos() - start) / (double) count, links / (double) count};
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long liveBytes() {
    System.gc();
    System.gc();
    Runtime runtime = Runtime.getRuntime();
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
