package io.opisim.models.workload.loader;

/** How long a rank computes in a step. */
@FunctionalInterface
public interface StepTimes {
  /**
   * The compute time of one step, not negative; asked once per epoch, rank and step, in the order
   * in which the steps begin.
   *
   * @param epoch counted from 0
   * @param rank counted from 0
   * @param step counted from 0
   */
  long computeNanos(int epoch, int rank, int step);
}
