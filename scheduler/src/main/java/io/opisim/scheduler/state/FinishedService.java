package io.opisim.scheduler.state;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.ServiceHistory;

/**
 * Counts the service of jobs as they finish; what is told is renewed whenever there are a tenth
 * more, so that orders built on it do not change with every job.
 */
final class FinishedService implements ServiceHistory {
  private static final double SECONDS_PER_NANO = 1e-9;
  private static final int FEWEST = 10;

  private final long[] jobs = new long[BINS];
  private final double[] seconds = new double[BINS];
  private long all;
  private long[] toldJobs = new long[BINS];
  private double[] toldSeconds = new double[BINS];
  private long told;

  /** Counts a job; whether what is told has been renewed. */
  boolean add(Job job) {
    double service = job.durationNanos() * SECONDS_PER_NANO * ServiceHistory.gpusOf(job);
    int bin = ServiceHistory.binOf(service);
    jobs[bin]++;
    seconds[bin] += service;
    all++;
    if (all < FEWEST || 10 * all < 11 * told) {
      return false;
    }
    toldJobs = jobs.clone();
    toldSeconds = seconds.clone();
    told = all;
    return true;
  }

  @Override
  public long jobs() {
    return told;
  }

  @Override
  public long jobs(int bin) {
    return toldJobs[bin];
  }

  @Override
  public double seconds(int bin) {
    return toldSeconds[bin];
  }
}
