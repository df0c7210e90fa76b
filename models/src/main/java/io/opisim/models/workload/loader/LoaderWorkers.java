package io.opisim.models.workload.loader;

/**
 * The workers of one rank and how far they may run ahead.
 *
 * <p>Batch k of a rank is read by worker k mod {@code workers}, which reads one batch after
 * another. A worker may have {@link #batchesEach} batches read or under way that the rank has not
 * taken.
 *
 * @param workers loader threads or processes of a rank; 0 reads in the rank itself, without overlap
 * @param prefetchBatches as the benchmark's file says it; 0 means 2
 */
public record LoaderWorkers(int workers, int prefetchBatches) {
  private static final int DEFAULT_PREFETCH = 2;

  /** Refuses negative numbers. */
  public LoaderWorkers {
    if (workers < 0 || prefetchBatches < 0) {
      throw new IllegalArgumentException(
          "workers and prefetched batches cannot be " + workers + " and " + prefetchBatches);
    }
  }

  /** Whether the rank reads while it computes. */
  public boolean overlap() {
    return workers > 0;
  }

  /** Readers of a rank: its workers, or the rank itself. */
  public int readers() {
    return Math.max(1, workers);
  }

  /** The most batches that one worker reads ahead of the rank. */
  public int batchesEach() {
    int prefetch = prefetchBatches == 0 ? DEFAULT_PREFETCH : prefetchBatches;
    return overlap() ? (prefetch + workers - 1) / workers : 1;
  }
}
