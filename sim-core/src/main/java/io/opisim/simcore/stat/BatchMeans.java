package io.opisim.simcore.stat;

/**
 * Means of consecutive, equally long parts of one long run: nearly independent when the parts are
 * long, so that one run gives an interval.
 */
public final class BatchMeans {
  private BatchMeans() {}

  /**
   * The means of {@code batches} parts of the observations from index {@code from} on. What does
   * not fill a part is left out at the front, where the warm-up is.
   */
  public static double[] of(double[] observations, int from, int batches) {
    int length = batches < 1 ? 0 : (observations.length - from) / batches;
    if (from < 0 || length < 1) {
      throw new IllegalArgumentException(
          observations.length
              + " observations from "
              + from
              + " do not fill "
              + batches
              + " parts");
    }
    double[] means = new double[batches];
    int next = observations.length - batches * length;
    for (int batch = 0; batch < batches; batch++) {
      double sum = 0;
      for (int i = 0; i < length; i++) {
        sum += observations[next++];
      }
      means[batch] = sum / length;
    }
    return means;
  }

  /** Student's interval for the mean, from the means of parts. */
  public static ConfidenceInterval interval(
      double[] observations, int from, int batches, double level) {
    return ConfidenceInterval.of(of(observations, from, batches), level);
  }
}
