package io.opisim.scenarios.result;

import io.opisim.models.offload.PlacedService;
import io.opisim.models.storage.CacheLayer;
import io.opisim.models.storage.ChainReport;
import io.opisim.scenarios.result.Metric.Better;
import io.opisim.scenarios.world.EmulatedRun;
import java.util.List;
import java.util.Map;

/**
 * What became of the bytes between emulated training jobs and their storage, where caches or
 * services make that something else than what the jobs read.
 */
final class StorageMetrics {
  /** Share of reads that caches answered. */
  static final String CACHE_HITS = "cache_hit_ratio";

  /** Bytes that left the storage, over time. */
  static final String STORAGE_READ_RATE = "storage_read_bytes_per_s";

  private StorageMetrics() {}

  static List<Metric> all() {
    return List.of(
        new Metric(
            CACHE_HITS,
            "ratio",
            "share of the loaders' reads that a cache on the way answered, first epochs, in which"
                + " caches are empty, included; only with caches",
            "sum over caches of hits / reads of all loaders",
            Better.HIGHER),
        new Metric(
            STORAGE_READ_RATE,
            "bytes/s",
            "bytes that left the storage for loaders, over the makespan; only where caches or"
                + " services that change the number of bytes are on the way",
            "sum over ways of bytes below the last stage / makespan",
            Better.LOWER));
  }

  /** Adds the metrics of one run that lasted so long. */
  static void put(Map<String, Double> values, EmulatedRun run, double seconds) {
    long hits = 0;
    long reads = 0;
    long bytes = 0;
    boolean cached = false;
    boolean changed = false;
    for (EmulatedRun.Volume volume : run.volumes()) {
      ChainReport report = volume.chain().report();
      for (CacheLayer cache : volume.chain().caches()) {
        hits += cache.hits();
        cached = true;
      }
      reads += report.reads();
      bytes += report.storageReadBytes();
      changed |= volume.description().services().stream().anyMatch(StorageMetrics::resizes);
    }
    if (cached) {
      values.put(CACHE_HITS, (double) hits / reads);
    }
    if (cached || changed) {
      values.put(STORAGE_READ_RATE, bytes / seconds);
    }
  }

  private static boolean resizes(PlacedService service) {
    return service.cost().outPerIn() != 1;
  }
}
