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
  /** It would fit if no node were out for repair. */
  UNDER_REPAIR("under-repair"),
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
  /** It would fit, but its queue has no quota for it now. */
  OVER_QUOTA("over-quota"),
  /** It would fit, but jobs start only when the next round begins. */
  UNTIL_NEXT_ROUND("until-next-round"),
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

  /** Whether only some runs, or other versions, know it: it is named only where it occurs. */
  public boolean isSpecial() {
    return this == UNDER_REPAIR
        || this == OVER_QUOTA
        || this == UNTIL_NEXT_ROUND
        || this == OTHER_WAIT;
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
