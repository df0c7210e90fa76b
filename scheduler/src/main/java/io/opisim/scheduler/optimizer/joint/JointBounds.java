package io.opisim.scheduler.optimizer.joint;

import io.opisim.models.workload.Job;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/**
 * What no schedule can beat, preemptive ones included.
 *
 * <p>Models: two relaxations. Every job alone at once, on an idle network. And the cluster as one
 * machine that works on fractions of jobs, each worth its GPU time: the last finish is no earlier
 * than all work after any arrival, and the shortest remaining work first makes the sum of finishes
 * least (Schrage, 1968). A job whose speed depends on the GPU model or on the number of GPUs has
 * the best of each, for its time and for its GPU time apart. Ignores: that gangs need whole nodes,
 * that a job cannot use the whole cluster, and all sharing, so it is below what can be reached.
 * Source: the squashed-area bound of Turek et al. (SPAA 1994) with arrivals.
 */
public final class JointBounds {
  private static final double NANOS = 1e-9;

  private JointBounds() {}

  /**
   * No mean of finish less arrival is below this.
   *
   * @param aloneSeconds the least time each job can run on the GPUs that it asks for, at speed 1
   */
  public static double jctMeanSeconds(List<Job> jobs, double[] aloneSeconds, long gpus) {
    double alone = 0;
    double arrivals = 0;
    for (int job = 0; job < aloneSeconds.length; job++) {
      alone += LeastRun.seconds(jobs.get(job), aloneSeconds[job]);
      arrivals += jobs.get(job).arrivalNanos() * NANOS;
    }
    double squashed = squashedFinishes(jobs, aloneSeconds, gpus) - arrivals;
    return Math.max(alone, squashed) / aloneSeconds.length;
  }

  /** No time from the first arrival to the last finish is below this. */
  public static double makespanSeconds(List<Job> jobs, double[] aloneSeconds, long gpus) {
    double first = jobs.get(0).arrivalNanos() * NANOS;
    double last = 0;
    double workAfter = 0;
    for (int job = aloneSeconds.length - 1; job >= 0; job--) {
      double arrival = jobs.get(job).arrivalNanos() * NANOS;
      workAfter += work(jobs.get(job), aloneSeconds[job], gpus);
      double least = LeastRun.seconds(jobs.get(job), aloneSeconds[job]);
      last = Math.max(last, Math.max(arrival + least, arrival + workAfter));
    }
    return last - first;
  }

  /** A job's GPU time over the cluster's GPUs; nothing for a job without any. */
  private static double work(Job job, double aloneSeconds, long gpus) {
    return gpus == 0 ? 0 : LeastRun.gpuMilliSeconds(job, aloneSeconds) / (1000.0 * gpus);
  }

  /** Sum of finishes on one machine, shortest remaining work first. */
  private static double squashedFinishes(List<Job> jobs, double[] aloneSeconds, long gpus) {
    PriorityQueue<double[]> left =
        new PriorityQueue<>(
            Comparator.<double[]>comparingDouble(entry -> entry[0])
                .thenComparingDouble(entry -> entry[1]));
    List<Double> finishes = new ArrayList<>();
    double now = 0;
    for (int job = 0; job <= aloneSeconds.length; job++) {
      double until =
          job < aloneSeconds.length
              ? jobs.get(job).arrivalNanos() * NANOS
              : Double.POSITIVE_INFINITY;
      while (!left.isEmpty() && now < until) {
        double[] shortest = left.poll();
        double end = now + shortest[0];
        if (end <= until) {
          finishes.add(end);
          now = end;
        } else {
          left.add(new double[] {end - until, shortest[1]});
          now = until;
        }
      }
      now = Math.max(now, until);
      if (job < aloneSeconds.length) {
        left.add(new double[] {work(jobs.get(job), aloneSeconds[job], gpus), job});
      }
    }
    return finishes.stream().mapToDouble(finish -> finish).sum();
  }
}
