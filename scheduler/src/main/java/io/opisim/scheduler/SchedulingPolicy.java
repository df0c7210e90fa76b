package io.opisim.scheduler;

import io.opisim.models.workload.Job;

/**
 * Who runs when. Found as a service by {@link #id()}.
 *
 * <p>A policy is pure: it has no clock, does no I/O, draws no random numbers and keeps nothing
 * between two calls, unless it says in {@link #forRun} that it keeps an account of one run. Where a
 * job goes is left to the placement, through {@link ClusterView#place}.
 */
public interface SchedulingPolicy {
  /** Public name, kebab-case. */
  String id();

  /** One sentence for lists and help. */
  String description();

  /** The same policy with a scenario's options. */
  default SchedulingPolicy with(PolicyOptions options) {
    return this;
  }

  /** What to do now; {@link Plan#NOTHING} ends the round of decisions at this instant. */
  Plan plan(ClusterView cluster, JobQueue queue);

  /**
   * The order of a job among those that wait and those that run, lower first; ties go to the
   * earlier arrival. Asked when the job arrives, when it starts, when it is preempted, and at its
   * reviews.
   */
  default long priority(JobQueue queue, int job) {
    return 0;
  }

  /**
   * How long a job that starts now may run before its priority has to be asked again, or {@link
   * Long#MAX_VALUE}.
   */
  default long reviewAfterNanos(JobQueue queue, int job) {
    return Long.MAX_VALUE;
  }

  /** Whether a job that cannot start holds back all those behind it. */
  default boolean startsInStrictOrder() {
    return false;
  }

  /** Why a job waits that would fit, where jobs do not start in strict order. */
  default WaitReason heldBackBy() {
    return WaitReason.RESERVED_FOR_HEAD;
  }

  /** Whether all priorities have to be asked again when {@link JobQueue#history} is renewed. */
  default boolean ordersByHistory() {
    return false;
  }

  /**
   * The policy of one run, asked before its first event: one that has to remember what it decided
   * answers with a new object.
   */
  default SchedulingPolicy forRun() {
    return this;
  }

  /** Whether it would ever run a job that fits an empty cluster; asked once for each demand. */
  default boolean accepts(ClusterView empty, Job job) {
    return true;
  }

  /**
   * When it has to be asked next at the latest, after now, though nothing else happens; {@link
   * Long#MAX_VALUE} if that is not needed. Asked after each round of decisions.
   */
  default long askAgainNanos() {
    return Long.MAX_VALUE;
  }

  /** Whether it names the nodes of jobs on whole GPUs itself, so that no placement has a say. */
  default boolean namesNodes() {
    return false;
  }

  /** Whether it has to be asked also when nobody waits. */
  default boolean movesRunningJobs() {
    return false;
  }
}
