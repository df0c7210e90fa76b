package io.opisim.simcore.random;

/** Checks of distribution parameters, worded once. */
final class Parameters {
  private Parameters() {}

  static void positive(String name, double value) {
    if (!(value > 0) || value == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(name + " must be positive and finite, not " + value);
    }
  }

  static void finite(String name, double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException(name + " must be finite, not " + value);
    }
  }

  static void probability(double value) {
    if (!(value > 0 && value < 1)) {
      throw new IllegalArgumentException("a probability between 0 and 1 is needed, not " + value);
    }
  }
}
