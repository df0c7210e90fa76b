package io.opisim.scheduler.allocation;

/** Which share of its time each job runs on each GPU type. Pure: the problem is all it knows. */
public interface AllocationPolicy {
  /** Public name, kebab-case. */
  String id();

  /** One sentence for lists and help. */
  String description();

  /**
   * Shares of wall time by job and type, each 0 to 1, of a job at most 1 together, of a type at
   * most its GPUs.
   */
  double[][] shares(AllocationProblem problem);

  /** Whether a job may use a GPU that would idle, of a type of which it has no share. */
  default boolean fillsIdleGpus() {
    return true;
  }
}
