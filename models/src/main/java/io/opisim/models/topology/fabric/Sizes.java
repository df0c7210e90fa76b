package io.opisim.models.topology.fabric;

/** Checks of plan parameters, and products that must fit an int. */
final class Sizes {
  private Sizes() {}

  static void atLeast(int least, int value, String what) {
    if (value < least) {
      throw new IllegalArgumentException(what + " must be " + least + " or more, not " + value);
    }
  }

  static int product(int... factors) {
    long product = 1;
    for (int factor : factors) {
      product = Math.multiplyExact(product, (long) factor);
      if (product > Integer.MAX_VALUE / 4) {
        throw new IllegalArgumentException("a fabric of " + product + " parts is too large");
      }
    }
    return (int) product;
  }
}
