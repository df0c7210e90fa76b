package io.opisim.simcore.random;

import umontreal.ssj.rng.MRG32k3a;

/**
 * One sequence of random numbers: L'Ecuyer's MRG32k3a (Operations Research 47(1), 1999), in SSJ's
 * implementation.
 *
 * <p>A uniform has 32 random bits and is never 0 or 1. Each of {@link #nextUniform} and {@link
 * #nextInt} consumes one number of the sequence, {@link #nextLong} two. One thread; made by {@link
 * RandomStreams}.
 */
public final class RandomStream {
  static final long MODULUS_1 = 4_294_967_087L;
  static final long MODULUS_2 = 4_294_944_443L;

  private static final double TWO_TO_32 = 4_294_967_296.0;

  private final MRG32k3a generator;

  RandomStream(long[] seed) {
    // SSJ's constructor advances a seed that all instances share; ours is set just after.
    synchronized (MRG32k3a.class) {
      generator = new MRG32k3a();
    }
    generator.setSeed(seed);
  }

  /** A number in the open interval (0, 1). */
  public double nextUniform() {
    return generator.nextDouble();
  }

  /**
   * A whole number from 0 to {@code bound} − 1. No value is more likely than another by more than
   * {@code bound} / 2³².
   */
  public int nextInt(int bound) {
    if (bound <= 0) {
      throw new IllegalArgumentException("the bound must be positive, not " + bound);
    }
    return (int) (generator.nextDouble() * bound);
  }

  /** 64 random bits, for instance a seed for something else. */
  public long nextLong() {
    long high = (long) (generator.nextDouble() * TWO_TO_32);
    long low = (long) (generator.nextDouble() * TWO_TO_32);
    return high << 32 | low;
  }
}
