package io.opisim.tracereplay.synthetic;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** How far a law is from data. */
final class Distances {
  private Distances() {}

  /**
   * Kolmogorov's and Smirnov's distance between a distribution function and values.
   *
   * @param resolution a recorded value {@code x} stands for the values above {@code x - resolution}
   *     up to {@code x}
   */
  static double kolmogorovSmirnov(double[] values, DoubleUnaryOperator cdf, double resolution) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double largest = 0;
    int from = 0;
    while (from < sorted.length) {
      int to = from + 1;
      while (to < sorted.length && sorted[to] == sorted[from]) {
        to++;
      }
      double below = cdf.applyAsDouble(sorted[from] - resolution) - from / (double) sorted.length;
      double above = cdf.applyAsDouble(sorted[from]) - to / (double) sorted.length;
      largest = Math.max(largest, Math.max(Math.abs(below), Math.abs(above)));
      from = to;
    }
    return largest;
  }
}
