package io.opisim.scenarios.world;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.simcore.probe.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The reference load in a cold JVM. Prints the user and system CPU time of the process at each
 * stage, all threads counted, compiler and collector included.
 *
 * <p>Arguments: jobs, hosts, placement, hosts loaded (the jobs arrive as for so many hosts; by
 * default all).
 */
public final class JobBenchmark {
  private JobBenchmark() {}

  /** Runs once. */
  public static void main(String[] args) {
    int jobCount = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    int hosts = args.length > 1 ? Integer.parseInt(args[1]) : 1_000;
    String placement = args.length > 2 ? args[2] : "first-fit";
    int loaded = args.length > 3 ? Integer.parseInt(args[3]) : hosts;
    double atStart = ReferenceLoad.cpuSeconds();
    ReferenceLoad load = new ReferenceLoad(jobCount, loaded);
    Cluster cluster = cluster(hosts);
    List<Job> jobs = jobs(load);
    SchedulingPolicy fifo = SchedulerServices.policies().get("fifo");
    Placement nodes = SchedulerServices.placements().get(placement);
    double ready = ReferenceLoad.cpuSeconds();
    RunOutcome outcome = world(cluster, jobs, fifo, nodes).run();
    double done = ReferenceLoad.cpuSeconds();
    double jct = 0;
    for (int job = 0; job < jobCount; job++) {
      jct += outcome.jctNanos(job) * 1e-9 / jobCount;
    }
    System.out.printf(
        Locale.ROOT,
        "opisim jobs=%d hosts=%d loaded_hosts=%d mode=%s jct_mean_s=%.4f if_none_waits_s=%.4f events=%d"
            + " cpu_start_s=%.3f cpu_build_s=%.3f cpu_simulation_s=%.3f%n",
        jobCount,
        hosts,
        loaded,
        placement,
        jct,
        load.meanDurationSeconds(),
        outcome.events(),
        atStart,
        ready - atStart,
        done - ready);
  }

  static World world(
      Cluster cluster, List<Job> jobs, SchedulingPolicy policy, Placement placement) {
    return new World(cluster, jobs, policy, placement, bound -> 0, Probe.none(), false, false);
  }

  static Cluster cluster(int hosts) {
    List<Node> nodes = new ArrayList<>(hosts);
    for (int host = 0; host < hosts; host++) {
      nodes.add(new Node("host-" + host, 0, "", 0, 0, ReferenceLoad.CORES * 1000L, 1L << 36));
    }
    return new Cluster(nodes);
  }

  static List<Job> jobs(ReferenceLoad load) {
    TaskDemand oneCore = TaskDemand.cpuCores(1);
    List<Job> jobs = new ArrayList<>(load.jobs());
    for (int job = 0; job < load.jobs(); job++) {
      jobs.add(
          Job.single("job-" + job, "", load.arrivalNanos[job], load.durationNanos[job], oneCore));
    }
    return jobs;
  }
}
