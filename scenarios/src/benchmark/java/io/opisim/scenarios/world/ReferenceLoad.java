package io.opisim.scenarios.world;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * The load that every whole-process benchmark runs: one-core jobs, exponential with mean 100 s,
 * Poisson arrivals at 70 % load, on hosts of 8 cores. The same arguments give the same jobs.
 */
final class ReferenceLoad {
  /** Cores of each host. */
  static final int CORES = 8;

  private static final double MEAN_SECONDS = 100;
  private static final double LOAD = 0.7;
  private static final long SEED = 1;

  /** When each job arrives, ascending. */
  final long[] arrivalNanos;

  /** How long each job runs. */
  final long[] durationNanos;

  private final int hosts;

  ReferenceLoad(int jobs, int hosts) {
    this.hosts = hosts;
    arrivalNanos = new long[jobs];
    durationNanos = new long[jobs];
    SplittableRandom random = new SplittableRandom(SEED);
    double gapSeconds = MEAN_SECONDS / (hosts * CORES * LOAD);
    double arrivalSeconds = 0;
    for (int job = 0; job < jobs; job++) {
      arrivalSeconds += -gapSeconds * StrictMath.log(1 - random.nextDouble());
      double duration = -MEAN_SECONDS * StrictMath.log(1 - random.nextDouble());
      arrivalNanos[job] = (long) (arrivalSeconds * 1e9);
      durationNanos[job] = Math.max(1, (long) (duration * 1e9));
    }
  }

  int jobs() {
    return arrivalNanos.length;
  }

  /** The mean JCT if nobody ever waits. */
  double meanDurationSeconds() {
    double sum = 0;
    for (long nanos : durationNanos) {
      sum += nanos * 1e-9;
    }
    return sum / jobs();
  }

  /**
   * The host of each job when every job starts on arrival, on the first host with a free core: what
   * first-fit does while there is one, worked out apart from the simulators that are compared.
   *
   * @throws IllegalStateException if a job finds every core taken
   */
  int[] firstFitHosts() {
    record Running(long finishNanos, int host) {}
    int[] used = new int[hosts];
    TreeSet<Integer> free = new TreeSet<>();
    for (int host = 0; host < hosts; host++) {
      free.add(host);
    }
    PriorityQueue<Running> running =
        new PriorityQueue<>((one, other) -> Long.compare(one.finishNanos, other.finishNanos));
    int[] hostOf = new int[jobs()];
    for (int job = 0; job < jobs(); job++) {
      while (!running.isEmpty() && running.peek().finishNanos <= arrivalNanos[job]) {
        int host = running.poll().host;
        used[host]--;
        free.add(host);
      }
      if (free.isEmpty()) {
        throw new IllegalStateException("job " + job + " would have to wait");
      }
      int host = free.first();
      if (++used[host] == CORES) {
        free.remove(host);
      }
      hostOf[job] = host;
      running.add(new Running(arrivalNanos[job] + durationNanos[job], host));
    }
    return hostOf;
  }

  /** User and system time of this process so far, every thread counted, in seconds. */
  static double cpuSeconds() {
    return 1e-9
        * ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
            .getProcessCpuTime();
  }
}
