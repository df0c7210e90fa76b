package io.opisim.scheduler;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;

/**
 * The service that finished jobs have needed, in bins that double: bin 0 up to 1 s, bin k from
 * {@code 2^(k-1)} to {@code 2^k} s. Service is GPU time; for a job without GPU, its run time. It is
 * told anew whenever a tenth more jobs have finished, for the first time after ten.
 */
public interface ServiceHistory {
  /** The number of bins; the last one has no end. */
  int BINS = 48;

  /** Finished jobs that are told of; 0 before the tenth. */
  long jobs();

  /** Finished jobs whose service lies in a bin. */
  long jobs(int bin);

  /** Their service in seconds, summed. */
  double seconds(int bin);

  /** The service in seconds at which a bin begins. */
  static double beginSeconds(int bin) {
    return bin == 0 ? 0 : 1L << (bin - 1);
  }

  /** The bin of so much service. */
  static int binOf(double seconds) {
    return seconds < 1 ? 0 : Math.min(BINS - 1, Math.getExponent(seconds) + 1);
  }

  /** GPUs by which run time becomes service. */
  static double gpusOf(Job job) {
    return job.gpus() == 0 ? 1 : job.gpuMilli() / (double) TaskDemand.WHOLE_GPU;
  }
}
