package io.opisim.scenarios.study;

import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.WaitReason;

/** Sees what happens to the jobs of a run, as it happens; it cannot change anything. */
public interface RunObserver {
  /** Nobody looks. */
  RunObserver NONE = new RunObserver() {};

  /** Whether {@link #waited} is wanted; intervals cost memory. */
  default boolean wantsWaits() {
    return false;
  }

  /** A job started, or started again. */
  default void started(int job, Assignment assignment, long timeNanos) {}

  /** A job left its nodes. */
  default void stopped(int job, long timeNanos, boolean finished) {}

  /** A job has waited for one reason from one instant to another. */
  default void waited(int job, long fromNanos, long toNanos, WaitReason reason) {}
}
