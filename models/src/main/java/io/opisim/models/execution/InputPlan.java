package io.opisim.models.execution;

/**
 * What a training job reads, step by step.
 *
 * @param stepBytes of the samples of one step, all ranks together, as they arrive at the host
 * @param prefetchSteps steps whose input may be on its way or waiting beside the running one; with
 *     0 a step's input is fetched when the step before it is over
 * @param readers reads of a node under way at once; each takes its part of the node's samples of a
 *     step
 */
public record InputPlan(long stepBytes, int prefetchSteps, int readers) {
  /** Checks the amounts. */
  public InputPlan {
    if (stepBytes < 1 || prefetchSteps < 0 || readers < 1) {
      throw new IllegalArgumentException(
          "a step reads bytes by readers, not "
              + stepBytes
              + " by "
              + readers
              + ", "
              + prefetchSteps
              + " steps ahead");
    }
  }

  /**
   * Bytes of ranks {@code from} to {@code to} (exclusive) of so many: parts add up to the whole.
   */
  public long bytes(int from, int to, int ranks) {
    return before(to, ranks) - before(from, ranks);
  }

  private long before(int rank, int ranks) {
    return stepBytes / ranks * rank + stepBytes % ranks * rank / ranks;
  }
}
