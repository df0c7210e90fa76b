package io.opisim.scheduler.optimizer;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.TaskDemand;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * No plan allocates more than this: an upper bound by prices.
 *
 * <p>Models: CPU and memory of each kind of node get a price, and so does taking a task of each
 * shape. At any such prices, no device earns more than its best content (shares that fit on it, or
 * its part of a task on whole devices), so what all plans allocate is at most the sum of that over
 * the devices, of the prices of all CPU, memory and tasks, less what the required tasks without GPU
 * pay where they pay least. Prices are then bettered step by step along the subgradient; every step
 * gives a valid bound and the least is kept; they start from those of {@link DevicePatterns}.
 * Ignores: that a node is whole (CPU and memory are summed over the nodes of a kind), that tasks
 * are (the best content may hold a shape more often than it exists, at its price). Valid for: plans
 * on an empty cluster without quotas. Source: Lagrangian relaxation with the device patterns of
 * Gilmore and Gomory's cutting stock (Operations Research 9(6), 1961).
 */
final class PackingBound {
  private static final int STEPS = 600;
  private static final int PATIENCE = 20;

  /** Prices are in milli-GPU for this much, so that all are of one size. */
  private static final double CPU_UNIT = 10_000;

  private static final double MEMORY_UNIT = 1L << 35;

  private final List<Kind> kinds;
  private final List<Shape> shapes;
  private final int grain;
  private final int cells;

  private double[] tax;
  private double[] cpuPrice;
  private double[] memoryPrice;
  private double[] taxSlope;
  private double[] cpuSlope;
  private double[] memorySlope;

  private record Kind(String model, int gpus, double cpu, double memory, long devices) {}

  private record Shape(TaskDemand demand, boolean required, double cpu, double memory, int count) {
    boolean accepts(Kind kind) {
      return kind.gpus() >= demand.gpus()
          && (demand.gpus() == 0
              || demand.gpuModels().isEmpty()
              || demand.gpuModels().contains(kind.model()));
    }
  }

  private PackingBound(PackingProblem problem) {
    kinds = kinds(problem.cluster());
    shapes = shapes(problem.tasks());
    int divisor = NodeLoads.WHOLE;
    for (Shape shape : shapes) {
      divisor = shape.demand().isFractional() ? gcd(divisor, shape.demand().gpuMilli()) : divisor;
    }
    grain = divisor;
    cells = NodeLoads.WHOLE / grain;
    tax = new double[shapes.size()];
    cpuPrice = new double[kinds.size()];
    memoryPrice = new double[kinds.size()];
  }

  /** The most milli-GPUs that any plan can allocate; {@code found} by a plan, to set the pace. */
  static double milli(PackingProblem problem, long found) {
    return new PackingBound(problem).descend(found);
  }

  private double descend(long found) {
    startFromDevices();
    double best = Double.POSITIVE_INFINITY;
    double pace = 1;
    int without = 0;
    for (int step = 0; step < STEPS; step++) {
      double bound = evaluate();
      if (bound < best) {
        best = bound;
        without = 0;
      } else if (++without >= PATIENCE) {
        pace /= 2;
        without = 0;
      }
      double norm = square(taxSlope) + square(cpuSlope) + square(memorySlope);
      if (norm == 0) {
        break;
      }
      double stride = pace * Math.max(1, bound - found) / norm;
      descend(tax, taxSlope, stride);
      descend(cpuPrice, cpuSlope, stride);
      descend(memoryPrice, memorySlope, stride);
    }
    return Math.min(best, everything());
  }

  /** At first, CPU and memory are free, and sizes cost what space on devices makes them worth. */
  private void startFromDevices() {
    SortedMap<Integer, Double> counts = new TreeMap<>();
    for (Shape shape : shapes) {
      if (shape.demand().gpus() > 0) {
        double pieces = (double) shape.count() * shape.demand().gpus();
        counts.merge(shape.demand().gpuMilli(), pieces, Double::sum);
      }
    }
    int[] sizes = counts.keySet().stream().mapToInt(Integer::intValue).toArray();
    double[] pieces = counts.values().stream().mapToDouble(Double::doubleValue).toArray();
    double devices = kinds.stream().mapToLong(Kind::devices).sum();
    double[] prices = new DevicePatterns(sizes, pieces, devices).prices();
    for (int shape = 0; shape < tax.length; shape++) {
      TaskDemand demand = shapes.get(shape).demand();
      if (demand.gpus() > 0) {
        int size = Arrays.binarySearch(sizes, demand.gpuMilli());
        tax[shape] = Math.max(0, prices[size]) * demand.gpus();
      }
    }
  }

  /** All devices, or all that is asked for. */
  private double everything() {
    double asked = 0;
    for (Shape shape : shapes) {
      asked += (double) shape.count() * shape.demand().totalGpuMilli();
    }
    double there = kinds.stream().mapToLong(Kind::devices).sum() * (double) NodeLoads.WHOLE;
    return Math.min(asked, there);
  }

  private static void descend(double[] prices, double[] slope, double stride) {
    for (int i = 0; i < prices.length; i++) {
      prices[i] = Math.max(0, prices[i] - stride * slope[i]);
    }
  }

  private static double square(double[] values) {
    double sum = 0;
    for (double value : values) {
      sum += value * value;
    }
    return sum;
  }

  /** The bound at the present prices, and how it changes with them. */
  private double evaluate() {
    taxSlope = new double[shapes.size()];
    cpuSlope = new double[kinds.size()];
    memorySlope = new double[kinds.size()];
    double bound = 0;
    for (int kind = 0; kind < kinds.size(); kind++) {
      Kind nodes = kinds.get(kind);
      cpuSlope[kind] = nodes.cpu();
      memorySlope[kind] = nodes.memory();
      bound += nodes.cpu() * cpuPrice[kind] + nodes.memory() * memoryPrice[kind];
      bound += nodes.devices() * bestDevice(kind);
    }
    for (int shape = 0; shape < shapes.size(); shape++) {
      Shape tasks = shapes.get(shape);
      if (tasks.demand().gpus() > 0) {
        bound += tasks.count() * tax[shape];
        taxSlope[shape] += tasks.count();
      } else if (tasks.required()) {
        bound -= tasks.count() * leastCost(shape);
      }
    }
    return bound;
  }

  private double cost(Shape shape, int kind) {
    return shape.cpu() * cpuPrice[kind] + shape.memory() * memoryPrice[kind];
  }

  /** What one task without GPU pays where it pays least. */
  private double leastCost(int shape) {
    Shape tasks = shapes.get(shape);
    int best = 0;
    for (int kind = 1; kind < kinds.size(); kind++) {
      if (cost(tasks, kind) < cost(tasks, best)) {
        best = kind;
      }
    }
    cpuSlope[best] -= tasks.count() * tasks.cpu();
    memorySlope[best] -= tasks.count() * tasks.memory();
    return cost(tasks, best);
  }

  /** What a device of a kind of node earns at most. */
  private double bestDevice(int kind) {
    double[] earned = new double[cells + 1];
    int[] last = new int[cells + 1];
    Arrays.fill(last, -1);
    double bestWhole = 0;
    int whole = -1;
    for (int shape = 0; shape < shapes.size(); shape++) {
      Shape tasks = shapes.get(shape);
      int gpus = tasks.demand().gpus();
      if (gpus == 0 || !tasks.accepts(kinds.get(kind))) {
        continue;
      }
      double worth = tasks.demand().totalGpuMilli() - tax[shape] - cost(tasks, kind);
      if (tasks.demand().isFractional()) {
        int size = tasks.demand().gpuMilli() / grain;
        for (int filled = size; filled <= cells && worth > 0; filled++) {
          if (earned[filled - size] + worth > earned[filled]) {
            earned[filled] = earned[filled - size] + worth;
            last[filled] = shape;
          }
        }
      } else if (worth / gpus > bestWhole) {
        bestWhole = worth / gpus;
        whole = shape;
      }
    }
    int fullest = 0;
    for (int filled = 1; filled <= cells; filled++) {
      fullest = earned[filled] > earned[fullest] ? filled : fullest;
    }
    long devices = kinds.get(kind).devices();
    if (bestWhole >= earned[fullest]) {
      if (whole >= 0) {
        take(whole, kind, (double) devices / shapes.get(whole).demand().gpus());
      }
      return bestWhole;
    }
    for (int filled = fullest; filled > 0 && last[filled] >= 0; ) {
      int shape = last[filled];
      take(shape, kind, devices);
      filled -= shapes.get(shape).demand().gpuMilli() / grain;
    }
    return earned[fullest];
  }

  private void take(int shape, int kind, double times) {
    taxSlope[shape] -= times;
    cpuSlope[kind] -= times * shapes.get(shape).cpu();
    memorySlope[kind] -= times * shapes.get(shape).memory();
  }

  private static List<Kind> kinds(Cluster cluster) {
    Map<Node, Integer> counts = new LinkedHashMap<>();
    for (Node node : cluster.nodes()) {
      Node nameless =
          new Node("", 0, node.gpuModel(), node.gpus(), 0, node.cpuMilli(), node.memoryBytes());
      counts.merge(nameless, 1, Integer::sum);
    }
    List<Kind> kinds = new ArrayList<>();
    counts.forEach(
        (node, count) ->
            kinds.add(
                new Kind(
                    node.gpuModel(),
                    node.gpus(),
                    count * (node.cpuMilli() / CPU_UNIT),
                    count * (node.memoryBytes() / MEMORY_UNIT),
                    (long) count * node.gpus())));
    return kinds;
  }

  private static List<Shape> shapes(List<PackingTask> tasks) {
    record Key(TaskDemand demand, boolean required) {}
    Map<Key, Integer> counts = new LinkedHashMap<>();
    for (PackingTask task : tasks) {
      counts.merge(new Key(task.demand(), task.required()), 1, Integer::sum);
    }
    List<Shape> shapes = new ArrayList<>();
    counts.forEach(
        (key, count) ->
            shapes.add(
                new Shape(
                    key.demand(),
                    key.required(),
                    key.demand().cpuMilli() / CPU_UNIT,
                    key.demand().memoryBytes() / MEMORY_UNIT,
                    count)));
    return shapes;
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
