package io.opisim.scheduler.optimizer.joint;

import io.opisim.models.workload.Job;

/**
 * A job to be planned.
 *
 * @param job what it asks for; whole GPUs or none
 * @param ways in how many ways it may be run: layouts and service sites that are feasible
 * @param runningOn node of each task if it runs already and stays, or null
 * @param leftRatio the share of its steps that is still to do
 */
public record PlannedJob(Job job, int ways, int[] runningOn, double leftRatio) {
  /** Checks that it can be planned. */
  public PlannedJob {
    if (job.lastDemand().isFractional()) {
      throw new IllegalArgumentException(
          "job " + job.id() + " holds a fraction of a GPU; joint plans know whole ones only");
    }
    if (ways < 1 || !(leftRatio >= 0 && leftRatio <= 1)) {
      throw new IllegalArgumentException(
          "job " + job.id() + ": " + ways + " ways, " + leftRatio + " left");
    }
  }

  /** A job that waits or is still to come. */
  public static PlannedJob waiting(Job job, int ways) {
    return new PlannedJob(job, ways, null, 1);
  }
}
