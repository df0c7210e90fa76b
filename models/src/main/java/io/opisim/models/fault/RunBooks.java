package io.opisim.models.fault;

import io.opisim.simcore.sim.SimulatedTime;
import java.util.Arrays;
import java.util.List;

/**
 * Where the time of a run went, to the nanosecond.
 *
 * @param usefulNanos training that was kept
 * @param lostNanos training that was done again
 * @param checkpointNanos standing still for checkpoints, finished or not
 * @param restartNanos from interruptions to training, reading the checkpoint included
 * @param repairWaitNanos without a spare for a broken device
 * @param interruptions how often each cause of the profile struck
 */
public record RunBooks(
    long usefulNanos,
    long lostNanos,
    long checkpointNanos,
    long restartNanos,
    long repairWaitNanos,
    List<Long> interruptions) {
  /** Copies the list. */
  public RunBooks {
    interruptions = List.copyOf(interruptions);
  }

  /** All time together. */
  public long wallNanos() {
    return usefulNanos + lostNanos + checkpointNanos + restartNanos + repairWaitNanos;
  }

  /** The same in seconds. */
  public double wallSeconds() {
    return SimulatedTime.secondsFromNanos(wallNanos());
  }

  /** Share of time that was kept: effective training time, goodput of a run that never idles. */
  public double goodput() {
    return (double) usefulNanos / wallNanos();
  }

  /** The rest of it. */
  public double waste() {
    return 1 - goodput();
  }

  /** Interruptions of all causes. */
  public long interruptionCount() {
    return interruptions.stream().mapToLong(Long::longValue).sum();
  }

  /**
   * The books of two runs together.
   *
   * @throws ArithmeticException beyond 292 years
   */
  public RunBooks plus(RunBooks other) {
    long[] counts = new long[interruptions.size()];
    for (int i = 0; i < counts.length; i++) {
      counts[i] = interruptions.get(i) + other.interruptions.get(i);
    }
    return new RunBooks(
        Math.addExact(usefulNanos, other.usefulNanos),
        Math.addExact(lostNanos, other.lostNanos),
        Math.addExact(checkpointNanos, other.checkpointNanos),
        Math.addExact(restartNanos, other.restartNanos),
        Math.addExact(repairWaitNanos, other.repairWaitNanos),
        Arrays.stream(counts).boxed().toList());
  }
}
