package io.opisim.models.workload;

/**
 * A job's share on one node.
 *
 * @param job the job
 * @param index position in the job, 0-based
 * @param demand what it holds of its node
 */
public record Task(Job job, int index, TaskDemand demand) {
  /** The number of ranks in this task: one per GPU device. */
  public int ranks() {
    return demand.gpus();
  }

  /** Rank {@code local} (0-based) of this task. */
  public Rank rank(int local) {
    if (local < 0 || local >= ranks()) {
      throw new IndexOutOfBoundsException("task has " + ranks() + " ranks, not rank " + local);
    }
    return new Rank(this, local, index * job.demand().gpus() + local);
  }
}
