package io.opisim.scheduler;

import java.util.Locale;

/**
 * Why a job waits, from what no patience can mend to what time alone will mend. When several hold,
 * the first one is told.
 */
public enum WaitReason {
  /** No node of the whole cluster, even empty, could hold one of its tasks, or not all at once. */
  UNPLACEABLE("no set of nodes of this cluster could ever hold it"),
  /** It would fit now if no node were out for repair. */
  UNDER_REPAIR("it would fit if no node were out for repair"),
  /** Fewer free GPUs of an accepted model in the whole cluster than it asks for. */
  NO_FREE_GPU("fewer free GPUs of an accepted model than it asks for"),
  /** Fewer free CPU cores in the whole cluster than it asks for. */
  NO_FREE_CPU("fewer free CPU cores than it asks for"),
  /** Less free memory in the whole cluster than it asks for. */
  NO_FREE_MEMORY("less free memory than it asks for"),
  /** Enough is free in sum, but not together on the nodes where it is needed. */
  FRAGMENTED("enough is free in sum, but not together on its nodes"),
  /** It fits now, but starting it would delay the job at the head of the queue. */
  RESERVED_FOR_HEAD("it fits, but would delay the job at the head of the queue"),
  /** It fits now, but its queue has no quota left, or another queue goes before it. */
  OVER_QUOTA("it fits, but its queue has no quota for it now"),
  /** It fits now, but jobs start and move only when a round begins. */
  UNTIL_NEXT_ROUND("it fits, but jobs start only when the next round begins"),
  /** Jobs start strictly in order, and one in front of it waits. */
  BEHIND_HEAD("a job in front of it waits, and jobs start in order");

  private final String id;
  private final String meaning;

  WaitReason(String meaning) {
    this.id = name().toLowerCase(Locale.ROOT).replace('_', '-');
    this.meaning = meaning;
  }

  /** Public name, kebab-case. */
  public String id() {
    return id;
  }

  /** One clause that explains it. */
  public String meaning() {
    return meaning;
  }
}
