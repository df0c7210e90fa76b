package io.opisim.scenarios.world;

import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.checkpoint.InterruptionCost;
import io.opisim.scheduler.Assignment;
import io.opisim.simcore.sim.SimulatedTime;
import java.util.List;
import java.util.Optional;

/**
 * What elastic jobs held and did, stretch by stretch, and the check that no work was lost or made
 * up: the sum over stretches of time x speed is the job's work.
 *
 * <p>Speeds are taken from the nodes again, not from those who said when the job would be done.
 */
public final class WidthBooks {
  private final List<Job> jobs;
  private final Cluster cluster;
  private final double[] speed;
  private final double[] fastest;
  private final long[] workNanos;
  private final int[] stretches;
  private final int[] resizes;
  private final double[] gpuMilliSeconds;
  private final double[] keptGpuMilliSeconds;
  private final double[] cpuMilliSeconds;

  private WidthBooks(List<Job> jobs, Cluster cluster) {
    this.jobs = jobs;
    this.cluster = cluster;
    int count = jobs.size();
    speed = new double[count];
    fastest = new double[count];
    workNanos = new long[count];
    stretches = new int[count];
    resizes = new int[count];
    gpuMilliSeconds = new double[count];
    keptGpuMilliSeconds = new double[count];
    cpuMilliSeconds = new double[count];
  }

  /** Books with nothing in them, or none if no job is elastic. */
  static Optional<WidthBooks> of(List<Job> jobs, Cluster cluster) {
    return jobs.stream().anyMatch(Job::isElastic)
        ? Optional.of(new WidthBooks(jobs, cluster))
        : Optional.empty();
  }

  void started(int job, Job held, Assignment place) {
    speed[job] = speedAt(held, place);
    fastest[job] = Math.max(fastest[job], speed[job]);
    stretches[job]++;
  }

  private double speedAt(Job held, Assignment place) {
    double slowest = Double.POSITIVE_INFINITY;
    for (int task = 0; task < place.nodes().length; task++) {
      if (held.demandOf(task).gpus() > 0) {
        String model = cluster.nodes().get(place.nodes()[task]).gpuModel();
        slowest = Math.min(slowest, held.speeds().on(model));
      }
    }
    return (slowest == Double.POSITIVE_INFINITY ? 1 : slowest) * held.relativeSpeed(held.gpus());
  }

  /** A job leaves its place; returns the work that it did there, in run time at speed 1. */
  long stopped(int job, Job held, InterruptionCost.Stretch stretch) {
    long work = (long) StrictMath.floor(stretch.keptNanos() * speed[job]);
    workNanos[job] += work;
    double seconds = SimulatedTime.secondsFromNanos(stretch.nanos());
    gpuMilliSeconds[job] += held.gpuMilli() * seconds;
    keptGpuMilliSeconds[job] +=
        held.gpuMilli() * SimulatedTime.secondsFromNanos(stretch.keptNanos());
    cpuMilliSeconds[job] += held.cpuMilli() * seconds;
    return work;
  }

  void resized(int job) {
    resizes[job]++;
  }

  /**
   * Checks the work of a job that is done; times are whole nanoseconds, rounded so that nothing
   * ends too early.
   */
  void check(int job) {
    long needed = jobs.get(job).durationNanos();
    // Floating point loses at most one part in 2^52 of each product.
    double rounding = (double) needed * stretches[job] * 0x1p-50;
    if (workNanos[job] < needed - 1 - rounding
        || workNanos[job] > needed + fastest[job] + 1 + rounding) {
      throw new IllegalStateException(
          "job "
              + jobs.get(job).id()
              + " is "
              + needed
              + " ns of work, but did "
              + workNanos[job]
              + " ns");
    }
  }

  /** How often a job changed its number of GPUs while it ran. */
  public int resizes(int job) {
    return resizes[job];
  }

  /** Thousandths of GPUs x seconds that a job held. */
  public double gpuMilliSeconds(int job) {
    return gpuMilliSeconds[job];
  }

  /** Those of them in which it did work that counts. */
  public double keptGpuMilliSeconds(int job) {
    return keptGpuMilliSeconds[job];
  }

  /** Thousandths of CPU cores x seconds that a job held. */
  public double cpuMilliSeconds(int job) {
    return cpuMilliSeconds[job];
  }
}
