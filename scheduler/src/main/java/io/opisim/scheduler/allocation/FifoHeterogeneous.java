package io.opisim.scheduler.allocation;

/**
 * First come, first served, each job on the fastest type that is free: types are dealt anew in
 * order of arrival, a job takes one type whole. Strict: the first job that finds no type stops the
 * queue.
 *
 * <p>A running job moves when an earlier one leaves a faster type. Of types of equal speed the last
 * one is taken.
 *
 * <p>Source: the heterogeneity-aware FIFO baseline of Narayanan et al., "Heterogeneity-Aware
 * Cluster Scheduling Policies for Deep Learning Workloads" (Gavel, OSDI 2020).
 */
public final class FifoHeterogeneous implements AllocationPolicy {
  @Override
  public String id() {
    return "fifo-heterogeneous";
  }

  @Override
  public String description() {
    return "strictly in order of arrival, each job on the fastest GPU type that is free";
  }

  @Override
  public boolean fillsIdleGpus() {
    return false;
  }

  @Override
  public double[][] shares(AllocationProblem problem) {
    double[][] shares = new double[problem.jobs()][problem.types()];
    int[] free = problem.typeGpus().clone();
    for (int job = 0; job < problem.jobs(); job++) {
      int type = fastestFree(problem, job, free);
      if (type < 0) {
        break;
      }
      shares[job][type] = 1;
      free[type] -= problem.jobGpus()[job];
    }
    return shares;
  }

  private static int fastestFree(AllocationProblem problem, int job, int[] free) {
    double[] speeds = problem.stepsPerSecond()[job];
    int fastest = -1;
    for (int type = 0; type < speeds.length; type++) {
      if (speeds[type] > 0
          && problem.jobGpus()[job] <= free[type]
          && (fastest < 0 || speeds[type] >= speeds[fastest])) {
        fastest = type;
      }
    }
    return fastest;
  }
}
