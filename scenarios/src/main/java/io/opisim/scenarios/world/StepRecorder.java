package io.opisim.scenarios.world;

import io.opisim.models.execution.StepListener;
import io.opisim.models.workload.TimeClass;
import java.util.Arrays;

/** Adds up what training jobs tell of their steps, and keeps every step where a table asks. */
public final class StepRecorder implements StepListener {
  /** Sees one step, or what was done of it. */
  @FunctionalInterface
  public interface StepVisitor {
    /**
     * One step.
     *
     * @param nanosByClass by ordinal of {@link TimeClass}; only valid during the call
     */
    void visit(int job, long step, long startNanos, long endNanos, long[] nanosByClass);
  }

  private static final int CLASSES = TimeClass.values().length;
  private static final int LOST = TimeClass.LOST_WORK_AND_RESTART.ordinal();

  private final boolean keep;
  private int[] jobs = new int[64];
  private long[] steps = new long[64];
  private long[] starts = new long[64];
  private long[] ends = new long[64];
  private long[] classes = new long[64 * CLASSES];
  private int count;
  private long done;
  private long doneNanos;

  /** A recorder that keeps every step or only their sums. */
  StepRecorder(boolean keep) {
    this.keep = keep;
  }

  @Override
  public void stepDone(int job, long step, long startNanos, long endNanos, long[] nanosByClass) {
    if (nanosByClass[LOST] == 0) {
      done++;
      doneNanos += endNanos - startNanos;
    }
    if (!keep) {
      return;
    }
    if (count == jobs.length) {
      jobs = Arrays.copyOf(jobs, 2 * count);
      steps = Arrays.copyOf(steps, 2 * count);
      starts = Arrays.copyOf(starts, 2 * count);
      ends = Arrays.copyOf(ends, 2 * count);
      classes = Arrays.copyOf(classes, 2 * count * CLASSES);
    }
    jobs[count] = job;
    steps[count] = step;
    starts[count] = startNanos;
    ends[count] = endNanos;
    System.arraycopy(nanosByClass, 0, classes, count * CLASSES, CLASSES);
    count++;
  }

  /** Steps kept, broken ones included. */
  public int rows() {
    return count;
  }

  /** Whole steps of all jobs. */
  public long stepsDone() {
    return done;
  }

  /** The time of these steps together. */
  public long stepsDoneNanos() {
    return doneNanos;
  }

  /** Every step kept, in the order of its end. */
  public void visit(StepVisitor visitor) {
    long[] own = new long[CLASSES];
    for (int row = 0; row < count; row++) {
      System.arraycopy(classes, row * CLASSES, own, 0, CLASSES);
      visitor.visit(jobs[row], steps[row], starts[row], ends[row], own);
    }
  }
}
