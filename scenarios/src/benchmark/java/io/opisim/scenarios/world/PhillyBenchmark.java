package io.opisim.scenarios.world;

import com.sun.management.OperatingSystemMXBean;
import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Elasticity;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.SpeedUp;
import io.opisim.scenarios.result.Metric;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.simcore.probe.Probe;
import io.opisim.tracereplay.format.OpenTrace;
import io.opisim.tracereplay.format.TraceFormats;
import io.opisim.tracereplay.replay.JobCutter;
import io.opisim.tracereplay.replay.ReplayOptions;
import io.opisim.tracereplay.replay.TraceReplay;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Replays of the Philly jobs on nodes of 8 GPUs, one run after the other in one cold JVM. Prints
 * the user and system CPU time of the process for reading and for each simulation, all threads
 * counted, compiler and collector included.
 *
 * <p>Arguments: the trace file, nodes (50), placements (consolidated), nodes per rack (24),
 * policies (all), and, if jobs are to be elastic, the serial part of Amdahl's law: then all that
 * ask for 1 to 16 GPUs run on any number from 1 to 16, with a pause of 60 s for each change.
 * Placements and policies are lists with commas, or {@code all}.
 */
public final class PhillyBenchmark {
  private static final int GPUS_PER_NODE = 8;
  private static final int MOST_GPUS = 16;
  private static final long PAUSE_NANOS = 60_000_000_000L;
  private static final double NANOS = 1e9;

  private PhillyBenchmark() {}

  /** Runs every policy once. */
  public static void main(String[] args) throws IOException {
    int nodes = args.length > 1 ? Integer.parseInt(args[1]) : 50;
    List<String> placements =
        list(args, 2, "consolidated", SchedulerServices.placements().keySet());
    int nodesPerRack = args.length > 3 ? Integer.parseInt(args[3]) : 24;
    List<String> policies = list(args, 4, "all", SchedulerServices.policies().keySet());
    long atStart = cpuNanos();
    List<Job> jobs = jobs(Path.of(args[0]));
    if (args.length > 5) {
      jobs = elastic(jobs, new SpeedUp.Amdahl(Double.parseDouble(args[5])));
    }
    System.out.printf(
        Locale.ROOT,
        "jobs=%d nodes=%d cpu_start_s=%.2f cpu_reading_s=%.2f%n",
        jobs.size(),
        nodes,
        atStart / NANOS,
        (cpuNanos() - atStart) / NANOS);
    for (String policy : policies) {
      for (String placement : placements) {
        runOne(policy, placement, cluster(nodes, nodesPerRack), jobs);
      }
    }
  }

  private static List<String> list(String[] args, int index, String usual, Set<String> all) {
    String given = args.length > index ? args[index] : usual;
    return given.equals("all") ? List.copyOf(all) : List.of(given.split(","));
  }

  private static void runOne(String policy, String placement, Cluster cluster, List<Job> jobs) {
    long before = cpuNanos();
    RunOutcome outcome =
        new World(
                cluster,
                jobs,
                SchedulerServices.policies().get(policy),
                SchedulerServices.placements().get(placement),
                bound -> 0,
                Probe.none(),
                false,
                false)
            .run();
    long after = cpuNanos();
    Map<String, Double> figures = Metric.of(outcome);
    System.out.printf(
        Locale.ROOT,
        "%-25s %-22s cpu_s=%.2f jct_mean_s=%.0f p50=%.0f p90=%.0f p99=%.0f wait_mean_s=%.0f"
            + " makespan_s=%.0f utilisation=%.4f preemptions=%.0f resizes=%.0f finished=%.0f%n",
        policy,
        placement,
        (after - before) / NANOS,
        figures.get("jct_mean_s"),
        figures.get("jct_p50_s"),
        figures.get("jct_p90_s"),
        figures.get("jct_p99_s"),
        figures.get("queue_wait_mean_s"),
        figures.get("makespan_s"),
        figures.get("gpu_utilisation_ratio"),
        figures.get("preemptions"),
        figures.getOrDefault("resizes", 0.0),
        figures.get("jobs_finished"));
  }

  private static List<Job> elastic(List<Job> jobs, SpeedUp speedUp) {
    List<Job> elastic = new ArrayList<>(jobs.size());
    for (Job job : jobs) {
      int asked = job.gpus();
      boolean ranges = asked >= 1 && asked <= MOST_GPUS;
      int taskGpus = job.tasks() > 1 ? job.demand().gpus() : GPUS_PER_NODE;
      elastic.add(
          new Job(
              job.id(),
              job.group(),
              job.arrivalNanos(),
              job.durationNanos(),
              job.tasks(),
              job.demand(),
              job.lastDemand(),
              job.speeds(),
              ranges
                  ? new Elasticity(1, MOST_GPUS, asked, taskGpus, speedUp, PAUSE_NANOS)
                  : Elasticity.NONE));
    }
    return elastic;
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static Cluster cluster(int count, int nodesPerRack) {
    List<Node> nodes = new ArrayList<>(count);
    for (int node = 0; node < count; node++) {
      nodes.add(
          new Node(
              "node-" + node,
              node / nodesPerRack,
              "any",
              GPUS_PER_NODE,
              16L << 30,
              64_000L,
              512L << 30));
    }
    return new Cluster(nodes);
  }

  private static List<Job> jobs(Path file) throws IOException {
    try (OpenTrace trace = TraceFormats.load().open(file, "philly-jobs")) {
      return TraceReplay.read(List.of(trace.reader()), ReplayOptions.AS_RECORDED)
          .cut(new JobCutter(GPUS_PER_NODE));
    }
  }
}
