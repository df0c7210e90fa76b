package io.opisim.scheduler.optimizer.joint;

/**
 * How good a plan is, part by part; less is better in each.
 *
 * @param gpuOverload GPUs that jobs bound to nodes ask for beyond what these nodes have
 * @param cpuOverloadMilli thousandths of a CPU core too much, likewise
 * @param memoryOverloadMebibytes host memory too much, likewise, in MiB begun
 * @param wrongModels tasks bound to nodes whose GPU model the job does not accept
 * @param neverStarted jobs that never get to run
 * @param jctSumSeconds finish less arrival, summed over the jobs that run
 * @param makespanSeconds the last finish less the first arrival
 * @param rackCrossings racks used beyond one, summed over jobs
 * @param terms amounts of the soft terms; nothing where neither a weight nor a schedule asked
 * @param weighedSeconds what those with a weight add to the sum of JCTs, or to the makespan
 */
public record JointScore(
    long gpuOverload,
    long cpuOverloadMilli,
    long memoryOverloadMebibytes,
    long wrongModels,
    long neverStarted,
    double jctSumSeconds,
    double makespanSeconds,
    long rackCrossings,
    SoftTerms terms,
    double weighedSeconds) {
  private static final double MICROS = 1e6;

  /** What no plan may have. */
  public long broken() {
    return gpuOverload + cpuOverloadMilli + memoryOverloadMebibytes + wrongModels + neverStarted;
  }

  /** What is to be small, in whole microseconds. */
  public long objectiveMicros(Objective objective) {
    double seconds = objective == Objective.JCT ? jctSumSeconds : makespanSeconds;
    return (long) StrictMath.rint(seconds * MICROS);
  }

  /** The same with what weighed terms are worth. */
  long weighedMicros(Objective objective) {
    return objectiveMicros(objective) + (long) StrictMath.rint(weighedSeconds * MICROS);
  }

  /** The second of equals: the mean of both aims matters a little, and so do racks. */
  long secondMicros(Objective objective) {
    return objectiveMicros(objective == Objective.JCT ? Objective.MAKESPAN : Objective.JCT);
  }
}
