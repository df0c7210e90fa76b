package io.opisim.models.execution;

/** Hears of every step of a training job. */
@FunctionalInterface
public interface StepListener {
  /** Hears nothing. */
  StepListener NONE = (job, step, startNanos, endNanos, nanosByClass) -> {};

  /**
   * A step is over, or what was done of it when the job was taken off its nodes.
   *
   * @param job number the execution was made with
   * @param step 0-based; a step that was broken off comes again with the same number
   * @param nanosByClass of the slowest rank, by ordinal of {@link
   *     io.opisim.models.workload.TimeClass}; sums to end − start; only valid during the call
   */
  void stepDone(int job, long step, long startNanos, long endNanos, long[] nanosByClass);
}
