package io.opisim.scheduler.allocation;

/**
 * Jobs that want GPUs, and GPUs of several types on which they run at different speeds.
 *
 * <p>The arrays are read, never changed; jobs are in order of arrival.
 *
 * @param typeGpus GPUs of each type
 * @param jobGpus GPUs that each job holds while it runs, all of one type
 * @param stepsPerSecond speed by job and type; 0 where the job cannot run
 * @param remainingSteps steps left of each job
 * @param waitedSeconds time since each job's arrival
 * @param isolatedSeconds what the steps done so far would have taken on an equal split of the
 *     cluster, the split of the time at which they were done
 */
public record AllocationProblem(
    int[] typeGpus,
    int[] jobGpus,
    double[][] stepsPerSecond,
    double[] remainingSteps,
    double[] waitedSeconds,
    double[] isolatedSeconds) {

  /** Checks that all arrays tell of the same jobs and types. */
  public AllocationProblem {
    int jobs = jobGpus.length;
    boolean same =
        stepsPerSecond.length == jobs
            && remainingSteps.length == jobs
            && waitedSeconds.length == jobs
            && isolatedSeconds.length == jobs;
    for (int job = 0; same && job < jobs; job++) {
      same = stepsPerSecond[job].length == typeGpus.length && jobGpus[job] > 0;
    }
    if (!same) {
      throw new IllegalArgumentException("arrays of different jobs or types, or a job on no GPU");
    }
  }

  /** Jobs of which nothing but the speeds is known: none has run or waited. */
  public static AllocationProblem ofSpeeds(
      int[] typeGpus, int[] jobGpus, double[][] stepsPerSecond, double[] remainingSteps) {
    int jobs = jobGpus.length;
    return new AllocationProblem(
        typeGpus, jobGpus, stepsPerSecond, remainingSteps, new double[jobs], new double[jobs]);
  }

  /** Number of jobs. */
  public int jobs() {
    return jobGpus.length;
  }

  /** Number of GPU types. */
  public int types() {
    return typeGpus.length;
  }

  /** Whether a job can run on a type at all, with the whole cluster for itself. */
  public boolean canRun(int job, int type) {
    return stepsPerSecond[job][type] > 0 && jobGpus[job] <= typeGpus[type];
  }

  /**
   * Steps per second of a job that has its equal part of every type: GPUs ÷ jobs ÷ the GPUs it
   * holds of wall time on each, less where that adds up to more than all its time.
   */
  public double isolatedStepsPerSecond(int job) {
    double share = 0;
    double speed = 0;
    for (int type = 0; type < types(); type++) {
      double part = (double) typeGpus[type] / jobs() / jobGpus[job];
      share += part;
      speed += part * stepsPerSecond[job][type];
    }
    return speed / StrictMath.max(1, share);
  }

  /** Mean speed of a job over all GPUs of the cluster. */
  public double meanStepsPerSecond(int job) {
    long gpus = 0;
    double sum = 0;
    for (int type = 0; type < types(); type++) {
      gpus += typeGpus[type];
      sum += typeGpus[type] * stepsPerSecond[job][type];
    }
    return sum / gpus;
  }
}
