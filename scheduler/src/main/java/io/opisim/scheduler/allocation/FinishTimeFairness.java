package io.opisim.scheduler.allocation;

/**
 * The job that is worst off against a cluster of its own is as little worse off as possible:
 * minimises over the shares the largest ρ = (time since arrival + remaining steps ÷ speed) ÷ time
 * on an equal split, where the split counts as it was while the steps were done.
 *
 * <p>Among the allocations with the same largest ρ, the one with the largest sum of speed ÷ mean
 * speed over the cluster's GPUs is taken; the published runs took what their solver gave.
 *
 * <p>Source: finish-time fairness of Mahajan et al., "Themis: Fair and Efficient GPU Cluster
 * Scheduling" (NSDI 2020), as a policy over GPU types in Narayanan et al., "Heterogeneity-Aware
 * Cluster Scheduling Policies for Deep Learning Workloads" (Gavel, OSDI 2020).
 */
public final class FinishTimeFairness implements AllocationPolicy {
  @Override
  public String id() {
    return "finish-time-fairness";
  }

  @Override
  public String description() {
    return "the largest ratio of finish time to that on an equal split is as small as possible";
  }

  @Override
  public double[][] shares(AllocationProblem problem) {
    int jobs = problem.jobs();
    double[] fairSeconds = new double[jobs];
    for (int job = 0; job < jobs; job++) {
      fairSeconds[job] =
          problem.isolatedSeconds()[job]
              + problem.remainingSteps()[job] / problem.isolatedStepsPerSecond(job);
    }
    return FairestAllocation.shares(
        problem, problem.remainingSteps(), problem.waitedSeconds(), fairSeconds);
  }
}
