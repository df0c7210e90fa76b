package io.opisim.tracereplay.synthetic;

import java.util.SplittableRandom;

/** Seeded uniform numbers for tests: the generator of the product is given by the layer above. */
public final class TestUniforms {
  private TestUniforms() {}

  /** A stream of its own for each seed. */
  public static UniformSource seeded(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return () -> (random.nextLong(1L << 52) + 0.5) * 0x1p-52;
  }

  /** Four streams. */
  public static SyntheticStreams streams(long seed) {
    return new SyntheticStreams(
        seeded(4 * seed), seeded(4 * seed + 1), seeded(4 * seed + 2), seeded(4 * seed + 3));
  }
}
