package io.opisim.scenarios.world;

import com.sun.management.OperatingSystemMXBean;
import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.simcore.probe.Probe;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * The reference load in a cold JVM: one-core jobs, exponential with mean 100 s, Poisson arrivals at
 * 70 % load, on hosts of 8 cores. Prints the user and system CPU time of the process at each stage,
 * all threads counted, compiler and collector included.
 *
 * <p>Arguments: jobs, hosts, placement.
 */
public final class JobBenchmark {
  private static final int CORES = 8;
  private static final double MEAN_SECONDS = 100;
  private static final double LOAD = 0.7;

  private JobBenchmark() {}

  /** Runs once. */
  public static void main(String[] args) {
    int jobCount = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int hosts = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    String placement = args.length > 2 ? args[2] : "first-fit";
    long atStart = cpuNanos();
    Cluster cluster = cluster(hosts);
    List<Job> jobs = jobs(jobCount, hosts);
    long ready = cpuNanos();
    RunOutcome outcome =
        new World(
                cluster,
                jobs,
                SchedulerServices.policies().get("fifo"),
                SchedulerServices.placements().get(placement),
                bound -> 0,
                Probe.none(),
                false,
                false)
            .run();
    long done = cpuNanos();
    double jct = 0;
    for (int job = 0; job < jobCount; job++) {
      jct += outcome.jctNanos(job) * 1e-9 / jobCount;
    }
    System.out.printf(
        Locale.ROOT,
        "opisim jobs=%d hosts=%d placement=%s jct_mean_s=%.3f events=%d cpu_start_s=%.3f"
            + " cpu_make_jobs_s=%.3f cpu_simulation_s=%.3f%n",
        jobCount,
        hosts,
        placement,
        jct,
        outcome.events(),
        atStart * 1e-9,
        (ready - atStart) * 1e-9,
        (done - ready) * 1e-9);
  }

  private static long cpuNanos() {
    return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  private static Cluster cluster(int hosts) {
    List<Node> nodes = new ArrayList<>(hosts);
    for (int host = 0; host < hosts; host++) {
      nodes.add(new Node("host-" + host, 0, "", 0, 0, CORES * 1000L, 1L << 36));
    }
    return new Cluster(nodes);
  }

  private static List<Job> jobs(int count, int hosts) {
    SplittableRandom random = new SplittableRandom(1);
    double gapSeconds = MEAN_SECONDS / (hosts * CORES * LOAD);
    TaskDemand oneCore = TaskDemand.cpuCores(1);
    List<Job> jobs = new ArrayList<>(count);
    double arrivalSeconds = 0;
    for (int job = 0; job < count; job++) {
      arrivalSeconds += -gapSeconds * StrictMath.log(1 - random.nextDouble());
      double duration = -MEAN_SECONDS * StrictMath.log(1 - random.nextDouble());
      jobs.add(
          Job.single(
              "job-" + job,
              "",
              (long) (arrivalSeconds * 1e9),
              Math.max(1, (long) (duration * 1e9)),
              oneCore));
    }
    return jobs;
  }
}
