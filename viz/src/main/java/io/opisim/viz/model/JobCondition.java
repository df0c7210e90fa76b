package io.opisim.viz.model;

/**
 * What a job is doing at a moment: running, or waiting for one of the reasons that the scheduler
 * gives, most severe first. The order is that of the legend.
 */
public enum JobCondition {
  /** Holds its GPUs. */
  RUNNING("running"),
  /** Fits on no set of nodes of this cluster, even an empty one. */
  UNPLACEABLE("unplaceable"),
  /** Fewer GPUs are free than it asks for. */
  NO_FREE_GPU("no-free-gpu"),
  /** GPUs are free, but not the cores. */
  NO_FREE_CPU("no-free-cpu"),
  /** GPUs are free, but not the memory. */
  NO_FREE_MEMORY("no-free-memory"),
  /** Enough is free in all, but not where one task needs it. */
  FRAGMENTED("fragmented"),
  /** It would fit, but would delay the job at the head of the queue. */
  RESERVED_FOR_HEAD("reserved-for-head"),
  /** The policy starts jobs in order, and another one is first. */
  BEHIND_HEAD("behind-head"),
  /** Waits for a reason that this version does not know, or that was not recorded. */
  OTHER_WAIT("other-wait");

  private final String id;

  JobCondition(String id) {
    this.id = id;
  }

  /** The word used in result files and on the screen. */
  public String id() {
    return id;
  }

  /** Whether a job in this condition waits. */
  public boolean isWaiting() {
    return this != RUNNING;
  }

  /** The condition of a job that waits for a reason, {@link #OTHER_WAIT} if it is not known. */
  public static JobCondition waitingFor(String reason) {
    for (JobCondition condition : values()) {
      if (condition.isWaiting() && condition.id.equals(reason)) {
        return condition;
      }
    }
    return OTHER_WAIT;
  }
}
