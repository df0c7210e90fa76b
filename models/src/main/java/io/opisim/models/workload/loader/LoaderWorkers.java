package io.opisim.models.workload.loader;

import io.opisim.models.catalog.LoaderKind;
import io.opisim.models.catalog.StorageWorkload;

/**
 * The workers of one rank and how far they may run ahead.
 *
 * <p>Alone, as in PyTorch: batch k of a rank is read by worker k mod {@code workers}, which reads
 * one batch after another. Together, as TensorFlow's readers do: every worker reads its part of
 * every batch. A worker may have {@link #batchesEach} batches (or parts) read or under way that the
 * rank has not taken.
 *
 * @param workers loader threads or processes of a rank; 0 reads in the rank itself, without overlap
 * @param prefetchBatches as the benchmark's file says it; 0 means 2
 * @param together whether all workers read one batch
 */
public record LoaderWorkers(int workers, int prefetchBatches, boolean together) {
  private static final int DEFAULT_PREFETCH = 2;

  /** Refuses negative numbers. */
  public LoaderWorkers {
    if (workers < 0 || prefetchBatches < 0) {
      throw new IllegalArgumentException(
          "workers and prefetched batches cannot be " + workers + " and " + prefetchBatches);
    }
  }

  /** Workers that each read whole batches. */
  public LoaderWorkers(int workers, int prefetchBatches) {
    this(workers, prefetchBatches, false);
  }

  /**
   * The loader of a workload. Readers of TensorFlow read a batch together if it has a record for
   * each of them; with fewer, each reads ahead on its own.
   */
  public static LoaderWorkers of(StorageWorkload workload) {
    int threads = workload.readThreads().value();
    boolean together =
        workload.loader() == LoaderKind.TENSORFLOW && workload.batchSize().value() >= threads;
    return new LoaderWorkers(threads, workload.prefetchBatches().value(), together);
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
    if (!overlap()) {
      return 1;
    }
    return together ? prefetch : (prefetch + workers - 1) / workers;
  }
}
