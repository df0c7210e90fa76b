package io.opisim.simcore.stat;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * How far two series agree about order: Spearman's rank correlation, equal values sharing ranks.
 */
public final class RankCorrelation {
  private RankCorrelation() {}

  /**
   * From -1 (the other way round) to 1 (the same order).
   *
   * @throws IllegalArgumentException if the lengths differ, there are fewer than two values, or all
   *     values of a series are equal
   */
  public static double spearman(double[] one, double[] other) {
    if (one.length != other.length || one.length < 2) {
      throw new IllegalArgumentException(one.length + " values against " + other.length);
    }
    double[] ranks = ranks(one);
    double[] others = ranks(other);
    double mean = (one.length + 1) / 2.0;
    double product = 0;
    double square = 0;
    double otherSquare = 0;
    for (int i = 0; i < ranks.length; i++) {
      product += (ranks[i] - mean) * (others[i] - mean);
      square += (ranks[i] - mean) * (ranks[i] - mean);
      otherSquare += (others[i] - mean) * (others[i] - mean);
    }
    if (square == 0 || otherSquare == 0) {
      throw new IllegalArgumentException("equal values have no order");
    }
    return product / Math.sqrt(square * otherSquare);
  }

  private static double[] ranks(double[] values) {
    int[] order =
        IntStream.range(0, values.length)
            .boxed()
            .sorted(Comparator.comparingDouble(index -> values[index]))
            .mapToInt(index -> index)
            .toArray();
    double[] ranks = new double[values.length];
    int from = 0;
    for (int end = 1; end <= order.length; end++) {
      if (end == order.length || values[order[end]] != values[order[from]]) {
        for (int i = from; i < end; i++) {
          ranks[order[i]] = (from + 1 + end) / 2.0;
        }
        from = end;
      }
    }
    return ranks;
  }
}
