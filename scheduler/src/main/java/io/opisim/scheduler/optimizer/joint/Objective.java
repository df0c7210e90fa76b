package io.opisim.scheduler.optimizer.joint;

/** What a plan is to make small. */
public enum Objective {
  /** The mean of finish less arrival. */
  JCT,
  /** The last finish. */
  MAKESPAN
}
