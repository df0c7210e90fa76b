package io.opisim.simcore.random;

/** A choice among numbered things, each with a weight; immutable. */
public final class WeightedIndex {
  private final double[] cumulative;

  /**
   * A choice among {@code weights.length} things.
   *
   * @param weights not negative, at least one positive; they need not sum to one
   */
  public WeightedIndex(double... weights) {
    cumulative = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      if (!(weights[i] >= 0)) {
        throw new IllegalArgumentException("weight " + i + " is negative: " + weights[i]);
      }
      sum += weights[i];
      cumulative[i] = sum;
    }
    Parameters.positive("the sum of weights", sum);
  }

  /** How many things there are to choose from. */
  public int size() {
    return cumulative.length;
  }

  /** The probability of thing {@code index}. */
  public double probability(int index) {
    double below = index == 0 ? 0 : cumulative[index - 1];
    return (cumulative[index] - below) / cumulative[cumulative.length - 1];
  }

  /** The first index whose cumulative probability exceeds {@code probability}. */
  public int quantile(double probability) {
    Parameters.probability(probability);
    double target = probability * cumulative[cumulative.length - 1];
    int low = 0;
    int high = cumulative.length - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (cumulative[middle] > target) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    // Rounding can lift the target to the sum; what has no weight behind it is not chosen.
    while (probability(low) == 0) {
      low--;
    }
    return low;
  }

  /** One index drawn by weight. */
  public int sample(RandomStream stream) {
    return quantile(stream.nextUniform());
  }
}
