package io.opisim.scheduler;

/**
 * The groups (users, virtual clusters, queues) that the jobs of a workload name, numbered in the
 * order of their first job, with who waits in each and what each holds.
 */
public interface JobGroups {
  /** How many groups the workload names. */
  int count();

  /** The name of a group; empty for jobs that name none. */
  String name(int group);

  /** The group of a job. */
  int of(int job);

  /** Jobs of a group that wait. */
  int waiting(int group);

  /** The first waiting job of a group by priority, then arrival, or -1. */
  int firstWaiting(int group);

  /** The waiting jobs of a group, in order; valid until the next decision is applied. */
  IntCursor waitingInOrder(int group);

  /** Thousandths of GPUs that the running jobs of a group hold. */
  long heldGpuMilli(int group);

  /** Thousandths of CPU cores that they hold. */
  long heldCpuMilli(int group);

  /** Host memory that they hold. */
  long heldMemoryBytes(int group);
}
