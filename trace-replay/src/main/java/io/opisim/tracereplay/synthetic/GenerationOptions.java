package io.opisim.tracereplay.synthetic;

/**
 * How much is drawn from a law, and for what cluster.
 *
 * @param jobs number of jobs
 * @param offeredLoad GPU-seconds of all jobs over GPUs of the cluster times the time to the last
 *     arrival; the gaps are scaled to it and keep their rhythm. 0 leaves the gaps as the law has
 *     them
 * @param clusterGpus GPUs of the cluster; used with a load only
 * @param maxGpus jobs that ask for more are not drawn
 * @param maxDurationSeconds jobs that run longer are not drawn
 */
public record GenerationOptions(
    int jobs, double offeredLoad, int clusterGpus, int maxGpus, double maxDurationSeconds) {
  /** Checks the ranges. */
  public GenerationOptions {
    boolean load = offeredLoad == 0 || (offeredLoad > 0 && Double.isFinite(offeredLoad));
    if (jobs < 1 || !load || (offeredLoad > 0 && clusterGpus < 1) || maxGpus < 0) {
      throw new IllegalArgumentException(
          jobs
              + " jobs at load "
              + offeredLoad
              + " on "
              + clusterGpus
              + " GPUs, at most "
              + maxGpus
              + " each");
    }
    if (!(maxDurationSeconds > 0)) {
      throw new IllegalArgumentException("jobs of at most " + maxDurationSeconds + " s");
    }
  }

  /** So many jobs of the law as it is. */
  public static GenerationOptions asFitted(int jobs) {
    return new GenerationOptions(jobs, 0, 0, Integer.MAX_VALUE, Double.POSITIVE_INFINITY);
  }

  /** The same, with gaps scaled to a load on a cluster. */
  public GenerationOptions withLoad(double offeredLoad, int clusterGpus) {
    return new GenerationOptions(jobs, offeredLoad, clusterGpus, maxGpus, maxDurationSeconds);
  }

  /** The same without larger or longer jobs. */
  public GenerationOptions cappedAt(int maxGpus, double maxDurationSeconds) {
    return new GenerationOptions(jobs, offeredLoad, clusterGpus, maxGpus, maxDurationSeconds);
  }
}
