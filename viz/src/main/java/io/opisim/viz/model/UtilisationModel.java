package io.opisim.viz.model;

/**
 * GPUs in use over time, against what the cluster has.
 *
 * @param inUse thousandths of a GPU held by running jobs
 * @param capacityMilli thousandths of a GPU of the cluster
 */
public record UtilisationModel(StepFunction inUse, long capacityMilli) {

  /** The use of a cluster by a run: what each job holds while it runs. */
  public static UtilisationModel of(RunModel run, ResultFolder.ClusterSize cluster) {
    StepFunction.Builder builder = new StepFunction.Builder();
    Intervals intervals = run.intervals();
    for (int row = 0; row < intervals.rows(); row++) {
      long milli = run.jobs().get(row).gpuMilli();
      for (int i = intervals.first(row); i < intervals.end(row); i++) {
        if (intervals.condition(i) == JobCondition.RUNNING) {
          builder.add(intervals.fromSeconds(i), intervals.toSeconds(i), milli);
        }
      }
    }
    return new UtilisationModel(builder.build(), cluster.gpus() * 1000L);
  }

  /** GPU-seconds held in all. */
  public double gpuSeconds() {
    return inUse.integral() / 1000;
  }

  /** Share of the cluster's GPU time in use between two moments; 0 if it has no GPU. */
  public double meanRatio(double fromSeconds, double toSeconds) {
    return capacityMilli == 0
        ? 0
        : inUse.integral(fromSeconds, toSeconds) / (toSeconds - fromSeconds) / capacityMilli;
  }

  /** The top of the scale: the cluster, or the peak where the cluster is unlimited. */
  public long scaleMilli() {
    return Math.max(1, Math.max(capacityMilli, inUse.peak()));
  }
}
