package io.opisim.viz.model;

/**
 * The job that waited longest, and what for.
 *
 * @param row its row
 * @param job the job
 * @param fromSeconds when its longest stretch of waiting began
 * @param toSeconds when that stretch ended
 * @param never whether it waits to the end of the run because it cannot be placed
 */
public record LongestWait(
    int row, JobRow job, double fromSeconds, double toSeconds, boolean never) {

  /** One line for the picture. */
  public String headline() {
    if (never) {
      return "Never placed: job " + job.id();
    }
    return "Longest wait: " + Durations.text(job.queueWaitSeconds()) + ", job " + job.id();
  }

  /** A second line: what for. */
  public String reason() {
    if (never) {
      return job.largestWaitReason().id() + ", asks for " + job.gpus() + " GPUs";
    }
    String asked = ", asks for " + job.gpus() + (job.gpus() == 1 ? " GPU" : " GPUs");
    boolean single = job.largestWaitSeconds() >= 0.995 * job.queueWaitSeconds();
    String reason = job.largestWaitReason().id();
    return (single ? reason : Durations.text(job.largestWaitSeconds()) + " of it " + reason)
        + asked;
  }
}
