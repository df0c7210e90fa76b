package io.opisim.scheduler.allocation;

import java.util.Arrays;

/**
 * Least attained service for GPUs of several types: the job that gets least, in units of what it
 * would get from an equal split of the cluster, gets as much as possible.
 *
 * <p>Maximises over the shares the least of GPUs held · speed ÷ mean speed over the cluster's GPUs,
 * as a linear program. Among the allocations for which that least is the same, the one with the
 * largest sum of these ratios is taken; the published runs took what their solver gave.
 *
 * <p>Source: the policy that Narayanan et al., "Heterogeneity-Aware Cluster Scheduling Policies for
 * Deep Learning Workloads" (Gavel, OSDI 2020), call LAS, without weights.
 */
public final class MaxMinHeterogeneous implements AllocationPolicy {
  @Override
  public String id() {
    return "max-min-heterogeneous";
  }

  @Override
  public String description() {
    return "the job that gets least of its fair speed gets as much as possible, by GPU type";
  }

  @Override
  public double[][] shares(AllocationProblem problem) {
    int jobs = problem.jobs();
    double[] steps = new double[jobs];
    Arrays.fill(steps, 1);
    double[] fairSeconds = new double[jobs];
    for (int job = 0; job < jobs; job++) {
      fairSeconds[job] = problem.jobGpus()[job] / problem.meanStepsPerSecond(job);
    }
    return FairestAllocation.shares(problem, steps, new double[jobs], fairSeconds);
  }
}
