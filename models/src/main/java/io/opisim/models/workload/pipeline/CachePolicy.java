package io.opisim.models.workload.pipeline;

/**
 * What a cache of samples keeps, when every sample is read once an epoch in a new random order.
 *
 * <p>Models: the share of reads that find their sample, in steady state. Ignores: samples of
 * unequal size, other users of the memory, read-ahead. Valid for: many samples. Source: Mohan et
 * al., VLDB 14(5), 2021 (never evict); the formula for LRU is derived here and checked by
 * simulation: a sample read at the share x of one epoch and y of the next is still there if the
 * distinct samples between, 1 − x (1 − y), fit, and the product of two uniform numbers exceeds 1 −
 * c with probability c + (1 − c) ln(1 − c).
 */
public enum CachePolicy {
  /** Nothing is kept. */
  NONE {
    @Override
    public double hitShare(double cachedShare) {
      check(cachedShare);
      return 0;
    }
  },
  /** The least recently used sample goes first: a page cache. */
  LRU {
    @Override
    public double hitShare(double cachedShare) {
      check(cachedShare);
      double missing = 1 - cachedShare;
      return missing == 0 ? 1 : cachedShare + missing * StrictMath.log(missing);
    }
  },
  /** What is in stays in. */
  NEVER_EVICT {
    @Override
    public double hitShare(double cachedShare) {
      check(cachedShare);
      return cachedShare;
    }
  };

  /**
   * Share of reads that find their sample.
   *
   * @param cachedShare size of the cache ÷ size of the data, 0 to 1
   */
  public abstract double hitShare(double cachedShare);

  private static void check(double cachedShare) {
    if (!(cachedShare >= 0 && cachedShare <= 1)) {
      throw new IllegalArgumentException("a cached share is 0 to 1, not " + cachedShare);
    }
  }
}
