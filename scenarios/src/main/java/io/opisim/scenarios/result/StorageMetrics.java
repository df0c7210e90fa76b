package io.opisim.scenarios.result;

import io.opisim.models.offload.PlacedService;
import io.opisim.models.storage.CacheLayer;
import io.opisim.models.storage.ChainReport;
import io.opisim.models.workload.TimeClass;
import io.opisim.models.workload.checkpoint.StepCheckpoints;
import io.opisim.scenarios.result.Metric.Better;
import io.opisim.scenarios.world.EmulatedRun;
import io.opisim.scenarios.world.RunOutcome;
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

  /** Share of the ranks' time in which they stood still for checkpoints. */
  static final String CHECKPOINT_STALL = "checkpoint_stall_ratio";

  /** How long they did for one. */
  static final String CHECKPOINT_STOOD = "checkpoint_stall_mean_s";

  /** From its beginning until one is durable. */
  static final String CHECKPOINT_DURABLE = "checkpoint_durable_mean_s";

  /** Bytes that reached the storage, over time. */
  static final String STORAGE_WRITE_RATE = "storage_write_bytes_per_s";

  private static final double NANOS = 1e9;

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
            Better.LOWER),
        new Metric(
            CHECKPOINT_STALL,
            "ratio",
            "share of the ranks' time on their devices in which they stood still for checkpoints;"
                + " only of jobs that make some",
            "sum over ranks of checkpoint_stall_s / sum over ranks of run time",
            Better.LOWER),
        new Metric(
            CHECKPOINT_STOOD,
            "s",
            "how long ranks stood still for a checkpoint",
            "sum over checkpoints of (went on - began) / checkpoints",
            Better.LOWER),
        new Metric(
            CHECKPOINT_DURABLE,
            "s",
            "from the beginning of a checkpoint until all of it is in the storage",
            "sum over checkpoints of (durable - began) / checkpoints",
            Better.LOWER),
        new Metric(
            STORAGE_WRITE_RATE,
            "bytes/s",
            "bytes of checkpoints that reached the storage, over the makespan",
            "sum over ways of bytes written below the last stage / makespan",
            Better.NEITHER));
  }

  /** Adds the metrics of one run that lasted so long. */
  static void put(Map<String, Double> values, RunOutcome outcome, EmulatedRun run, double seconds) {
    putReads(values, run, seconds);
    putCheckpoints(values, outcome, run, seconds);
  }

  private static void putCheckpoints(
      Map<String, Double> values, RunOutcome outcome, EmulatedRun run, double seconds) {
    double held = 0;
    double stalled = 0;
    double stood = 0;
    double durable = 0;
    int count = 0;
    for (int job = 0; job < outcome.jobs().size(); job++) {
      if (outcome.finished(job) && run.checkpoints(job).isPresent()) {
        int ranks = outcome.jobs().get(job).gpus();
        held += (double) outcome.runNanos(job) * ranks;
        stalled += (double) run.trainer(job).rankNanos(0, TimeClass.CHECKPOINT_STALL) * ranks;
        for (StepCheckpoints.Done one : run.checkpoints(job).get().done()) {
          stood += (one.wentOnNanos() - one.beganNanos()) / NANOS;
          durable += (one.durableNanos() - one.beganNanos()) / NANOS;
          count++;
        }
      }
    }
    if (count == 0) {
      return;
    }
    long written = 0;
    for (EmulatedRun.Volume volume : run.volumes()) {
      written += volume.chain().report().storageWrittenBytes();
    }
    values.put(CHECKPOINT_STALL, stalled / held);
    values.put(CHECKPOINT_STOOD, stood / count);
    values.put(CHECKPOINT_DURABLE, durable / count);
    values.put(STORAGE_WRITE_RATE, written / seconds);
  }

  private static void putReads(Map<String, Double> values, EmulatedRun run, double seconds) {
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
