package io.opisim.scheduler.elastic;

/** Which job has the next GPU; pure, and asked for two jobs at a time. */
interface WidthRule {
  /**
   * The order of jobs that hold nothing yet, lower first; of equal ones the earlier arrival.
   *
   * @param leastNanos run time that is left on the fewest GPUs on which the job can run
   */
  long rank(long leastNanos);

  /**
   * Whether one job goes before another, at least one of which holds GPUs already.
   *
   * @param first a job that holds GPUs
   * @param second another one, or the first of those that hold nothing
   */
  boolean secondGoesFirst(Claim first, Claim second);

  /**
   * Whether it puts all jobs that hold GPUs into one order, so that it does not matter which two
   * are compared first.
   */
  boolean isOrder();
}
