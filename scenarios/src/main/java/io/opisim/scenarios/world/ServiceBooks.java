package io.opisim.scenarios.world;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.checkpoint.InterruptionCost;

/**
 * What became of the time that each job held its devices; arrays are indexed by job.
 *
 * @param keptNanos its work counted
 * @param lostNanos its work was lost
 * @param checkpointNanos it stood still for checkpoints
 * @param restartNanos it came back after an interruption
 * @param failures how often something under it broke
 * @param breakable whether anything can break at all
 */
public record ServiceBooks(
    long[] keptNanos,
    long[] lostNanos,
    long[] checkpointNanos,
    long[] restartNanos,
    int[] failures,
    boolean breakable) {
  /** Nothing yet, of so many jobs. */
  ServiceBooks(int jobs, boolean breakable) {
    this(new long[jobs], new long[jobs], new long[jobs], new long[jobs], new int[jobs], breakable);
  }

  void add(int job, InterruptionCost.Stretch stretch) {
    keptNanos[job] += stretch.keptNanos();
    lostNanos[job] += stretch.lostNanos();
    checkpointNanos[job] += stretch.checkpointNanos();
    restartNanos[job] += stretch.restartNanos();
  }

  /** All of a job's time at once, instead of what was added before. */
  void set(int job, InterruptionCost.Stretch all) {
    keptNanos[job] = all.keptNanos();
    lostNanos[job] = all.lostNanos();
    checkpointNanos[job] = all.checkpointNanos();
    restartNanos[job] = all.restartNanos();
  }

  void failed(int job) {
    failures[job]++;
  }

  /** All its time on devices. */
  public long heldNanos(int job) {
    return keptNanos[job] + lostNanos[job] + checkpointNanos[job] + restartNanos[job];
  }

  /** Checks that a job's time on its devices is all there. */
  void check(Job described, int job, long heldNanos) {
    long sum = heldNanos(job);
    if (sum != heldNanos) {
      throw new IllegalStateException(
          "job "
              + described.id()
              + " held its devices for "
              + heldNanos
              + " ns, but what they were used for adds up to "
              + sum
              + " ns");
    }
  }
}
