package io.opisim.models.workload;

/**
 * A run of equal optimiser steps.
 *
 * <p>Models: a job's duration as whole steps of one length, so that work survives in whole steps.
 * Ignores: variation from step to step, warm-up, evaluation. Valid for: traces that give iterations
 * and a duration. Source: definition of a step in {@code docs/concepts.md}.
 *
 * @param count number of steps, at least 1
 * @param stepNanos length of one step, positive
 */
public record Steps(long count, long stepNanos) {
  /** Checks the ranges above. */
  public Steps {
    if (count < 1 || stepNanos < 1) {
      throw new IllegalArgumentException(count + " steps of " + stepNanos + " ns");
    }
  }

  /** The time of all steps. */
  public long durationNanos() {
    return Math.multiplyExact(count, stepNanos);
  }

  /** Steps wholly done after running for {@code runNanos}. */
  public long doneAfter(long runNanos) {
    return Math.min(count, runNanos / stepNanos);
  }
}
