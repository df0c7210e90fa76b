package io.opisim.models.storage;

/**
 * Sizes that are taken as equal when needs are compiled.
 *
 * <p>Costs by the byte do not depend on it. Costs by the operation are spread over the rounded
 * size: they are off by at most 1/2048 up to 1 MiB, and by at most 1/32 above, where they are
 * small.
 */
final class SizeClass {
  private static final long FINE_BELOW = 1 << 20;
  private static final int FINE_BITS = 10;
  private static final int COARSE_BITS = 4;

  private SizeClass() {}

  static long of(long bytes) {
    int bits = bytes <= FINE_BELOW ? FINE_BITS : COARSE_BITS;
    int shift = Long.SIZE - Long.numberOfLeadingZeros(bytes) - bits;
    if (shift <= 0) {
      return bytes;
    }
    return (bytes + (1L << (shift - 1))) >> shift << shift;
  }
}
