package io.opisim.simcore.stat;

/**
 * Removal of the start-up of a run that begins empty, by MSER-5: White, Cobb and Spratt, "A
 * comparison of five steady-state truncation heuristics for simulation", Winter Simulation
 * Conference 2000.
 *
 * <p>The run is cut where the squared standard error of the remaining mean, taken over means of
 * five observations, is least. A cut beyond half the run is not considered: the run is too short.
 */
public final class WarmUp {
  private static final int BATCH = 5;

  private WarmUp() {}

  /**
   * How many of the first observations to drop: a multiple of five, at most half of them.
   *
   * @param observations in the order in which they were made
   */
  public static int mser5(double[] observations) {
    int batches = observations.length / BATCH;
    Tally remaining = new Tally();
    int best = 0;
    double bestError = Double.POSITIVE_INFINITY;
    for (int first = batches - 1; first >= 0; first--) {
      double sum = 0;
      for (int i = first * BATCH; i < (first + 1) * BATCH; i++) {
        sum += observations[i];
      }
      remaining.add(sum / BATCH);
      long count = remaining.count();
      // The statistic divides by count², that is variance · (count − 1) / count².
      double error = remaining.variance() * (count - 1) / ((double) count * count);
      if (first <= batches / 2 && error <= bestError) {
        best = first;
        bestError = error;
      }
    }
    return best * BATCH;
  }
}
