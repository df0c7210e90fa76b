package io.opisim.models.execution;

import io.opisim.models.workload.TimeClass;

/**
 * What the time of a training job went to, and how much of its steps the last checkpoint saved.
 *
 * <p>Noise of ranks is kept as the computation of the slowest one, shared by all, and what each
 * drew itself. Time of steps that are lost moves to lost work, whatever it was before.
 */
final class StepBooks {
  private static final int CLASSES = TimeClass.values().length;
  private static final int COMPUTE = TimeClass.COMPUTE.ordinal();
  private static final int CHECKPOINT = TimeClass.CHECKPOINT_STALL.ordinal();
  private static final int LOST = TimeClass.LOST_WORK_AND_RESTART.ordinal();

  private final long computeNanos;
  private final long[] shared = new long[CLASSES];
  private long[] extra = {};
  private long step;

  private final long[] savedShared = new long[CLASSES];
  private long[] savedExtra = {};
  private long savedStep;

  /** Empty books of a job whose steps compute for so long. */
  StepBooks(long computeNanos) {
    this.computeNanos = computeNanos;
  }

  /** Ranks draw noise. */
  void drawFor(int ranks) {
    extra = new long[ranks];
    savedExtra = new long[ranks];
  }

  long step() {
    return step;
  }

  void add(TimeClass timeClass, long nanos) {
    shared[timeClass.ordinal()] += nanos;
  }

  /** A step is done. */
  void addStep(long[] stepNanos, long[] drawnNanos) {
    for (int index = 0; index < CLASSES; index++) {
      shared[index] += stepNanos[index];
    }
    for (int rank = 0; rank < extra.length; rank++) {
      extra[rank] += drawnNanos[rank];
    }
    step++;
  }

  /** Time in steps that would be lost now. */
  long unsavedNanos() {
    long sum = 0;
    for (int index = 0; index < CLASSES; index++) {
      sum += index == LOST || index == CHECKPOINT ? 0 : shared[index] - savedShared[index];
    }
    return sum;
  }

  /** All steps so far will never be lost. */
  void save() {
    savedStep = step;
    System.arraycopy(shared, 0, savedShared, 0, CLASSES);
    System.arraycopy(extra, 0, savedExtra, 0, extra.length);
  }

  /** Steps since the last save are lost. */
  void lose() {
    long checkpoints = shared[CHECKPOINT];
    long lost = shared[LOST] + unsavedNanos();
    System.arraycopy(savedShared, 0, shared, 0, CLASSES);
    System.arraycopy(savedExtra, 0, extra, 0, extra.length);
    shared[CHECKPOINT] = checkpoints;
    shared[LOST] = lost;
    step = savedStep;
  }

  /** What the time of a rank went to. */
  long rankNanos(int rank, TimeClass timeClass) {
    long nanos = shared[timeClass.ordinal()];
    if (extra.length == 0) {
      return nanos;
    }
    // The computation of the slowest rank of each step is in the shared sum.
    long waited = shared[COMPUTE] - step * computeNanos - extra[rank];
    return switch (timeClass) {
      case COMPUTE -> nanos - waited;
      case STRAGGLER_WAIT -> nanos + waited;
      default -> nanos;
    };
  }
}
