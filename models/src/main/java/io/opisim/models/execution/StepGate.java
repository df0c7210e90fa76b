package io.opisim.models.execution;

/** Something that a step must wait for: its input, a checkpoint. */
@FunctionalInterface
public interface StepGate {
  /** Never holds anything up. */
  StepGate OPEN = (job, step, pass) -> pass.run();

  /**
   * Calls {@code pass} once, now or later, when the step may go on.
   *
   * @param job number of the execution
   * @param step 0-based
   */
  void await(int job, long step, Runnable pass);

  /** How long before the gate opened last a rank could have gone on by itself; 0 for the last. */
  default long lagNanos(int rank) {
    return 0;
  }
}
