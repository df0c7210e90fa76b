package io.opisim.scheduler;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Small random clusters and jobs: mixed nodes, GPU models, fractions, jobs without GPU, gangs. */
public final class RandomClusters {
  private static final List<List<String>> ACCEPTED =
      List.of(List.of(), List.of(), List.of("A"), List.of("B"), List.of("A", "B"));

  private RandomClusters() {}

  /** Up to 40 nodes in racks of up to 6. */
  public static Cluster cluster(SplittableRandom random) {
    List<Node> nodes = new ArrayList<>();
    int count = random.nextInt(1, 41);
    int rack = 0;
    int leftInRack = random.nextInt(1, 7);
    for (int node = 0; node < count; node++) {
      if (leftInRack-- == 0) {
        rack++;
        leftInRack = random.nextInt(0, 6);
      }
      int gpus = random.nextInt(4) == 0 ? 0 : 1 << random.nextInt(4);
      String model = gpus == 0 ? "" : random.nextBoolean() ? "A" : "B";
      nodes.add(
          new Node(
              "n" + node,
              rack,
              model,
              gpus,
              1L << 34,
              1000L * random.nextInt(1, 33),
              random.nextInt(1, 65)));
    }
    return new Cluster(nodes);
  }

  /** Whole GPUs, a fraction of one, or none. */
  public static TaskDemand demand(SplittableRandom random) {
    long cpu = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 4001);
    long memory = random.nextInt(3) == 0 ? 0 : random.nextInt(1, 9);
    return switch (random.nextInt(4)) {
      case 0 -> new TaskDemand(0, 0, cpu, memory, List.of());
      case 1 -> new TaskDemand(1, random.nextInt(1, 10) * 100, cpu, memory, models(random));
      default -> new TaskDemand(random.nextInt(1, 9), 1000, cpu, memory, models(random));
    };
  }

  private static List<String> models(SplittableRandom random) {
    return ACCEPTED.get(random.nextInt(ACCEPTED.size()));
  }

  /** One task, a gang of equal tasks, or a gang whose last task is smaller. */
  public static Job job(SplittableRandom random, int index, long arrivalNanos, long durationNanos) {
    TaskDemand demand = demand(random);
    int tasks = random.nextInt(2) == 0 ? 1 : random.nextInt(1, 9);
    TaskDemand last = tasks > 1 && random.nextBoolean() ? smaller(random, demand) : demand;
    return new Job("job-" + index, "", arrivalNanos, durationNanos, tasks, demand, last);
  }

  private static TaskDemand smaller(SplittableRandom random, TaskDemand demand) {
    int gpus = demand.gpus() == 0 ? 0 : random.nextInt(1, demand.gpus() + 1);
    return new TaskDemand(
        gpus,
        demand.gpuMilli(),
        demand.cpuMilli() / random.nextInt(1, 3),
        demand.memoryBytes() / random.nextInt(1, 3),
        demand.gpuModels());
  }
}
