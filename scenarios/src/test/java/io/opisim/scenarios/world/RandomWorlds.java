package io.opisim.scenarios.world;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.RoundSettings;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.placement.FirstFit;
import io.opisim.scheduler.policy.Fifo;
import io.opisim.scheduler.state.ClusterState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Small random clusters and queues: mixed nodes, GPU models, fractions, jobs without GPU, gangs.
 */
final class RandomWorlds {
  private static final List<List<String>> ACCEPTED =
      List.of(List.of(), List.of(), List.of("A"), List.of("B"), List.of("A", "B"));

  private RandomWorlds() {}

  /** Up to 40 nodes in racks of up to 6. */
  static Cluster cluster(SplittableRandom random) {
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
  static TaskDemand demand(SplittableRandom random) {
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
  static Job job(SplittableRandom random, int index, long arrivalNanos, long durationNanos) {
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

  /** What policies need whose times are set for longer jobs: here times are nanoseconds. */
  static final PolicyOptions SHORT_TIMES =
      new PolicyOptions(
          List.of(30_000L, 200_000L),
          Optional.empty(),
          Optional.of(new RoundSettings(40, 90)),
          Optional.empty());

  /** Jobs that come faster than they can be served for most of the time, each with a place. */
  static List<Job> queue(SplittableRandom random, Cluster cluster, int count) {
    return queue(random, cluster, count, new Fifo());
  }

  /** The same, of jobs that a policy would ever run. */
  static List<Job> queue(
      SplittableRandom random, Cluster cluster, int count, SchedulingPolicy policy) {
    SchedulingPolicy asked = policy.forRun();
    ClusterState empty = new ClusterState(cluster, 0, new FirstFit(), bound -> 0);
    List<Job> jobs = new ArrayList<>();
    long arrival = random.nextInt(100);
    while (jobs.size() < count) {
      Job job = job(random, jobs.size(), arrival, 1 + random.nextInt(200));
      if (empty.place(job, NodeLimit.NONE) != null && asked.accepts(empty, job)) {
        jobs.add(job);
        arrival += random.nextInt(12);
      }
    }
    return jobs;
  }
}
