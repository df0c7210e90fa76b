package io.opisim.viz.model;

/**
 * One job as {@code jobs.csv} tells it. A time that never came is NaN.
 *
 * @param id name of the job
 * @param group who submitted it, or empty
 * @param arrivalSeconds when it was submitted
 * @param startSeconds when it first ran, or NaN
 * @param finishSeconds when it ended, or NaN
 * @param jctSeconds finish less arrival, or NaN
 * @param queueWaitSeconds time spent waiting in all
 * @param runSeconds time spent running in all
 * @param gpus GPU devices held by all its tasks
 * @param gpuMilli thousandths of a GPU held by all its tasks
 * @param tasks number of tasks
 * @param preemptions how often it was stopped
 * @param largestWaitReason what it waited for longest; {@link JobCondition#RUNNING} if it never did
 * @param largestWaitSeconds how long it waited for that reason
 * @param state how it ended, as written by the run
 */
public record JobRow(
    String id,
    String group,
    double arrivalSeconds,
    double startSeconds,
    double finishSeconds,
    double jctSeconds,
    double queueWaitSeconds,
    double runSeconds,
    int gpus,
    long gpuMilli,
    int tasks,
    int preemptions,
    JobCondition largestWaitReason,
    double largestWaitSeconds,
    String state) {

  /** Whether it ever ran. */
  public boolean started() {
    return !Double.isNaN(startSeconds);
  }

  /** Whether it ran to its end. */
  public boolean finished() {
    return !Double.isNaN(finishSeconds);
  }

  /** When its row ends: at its finish, or at the end of the run. */
  public double endSeconds(double runEndSeconds) {
    return finished() ? finishSeconds : runEndSeconds;
  }
}
