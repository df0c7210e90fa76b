package io.opisim.scenarios.result;

import io.opisim.models.workload.Job;
import io.opisim.models.workload.TimeClass;
import io.opisim.models.workload.loader.TrainerResult;
import io.opisim.scenarios.result.Metric.Better;
import io.opisim.scenarios.world.EmulatedRun;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.SustainedSearch;
import java.util.List;
import java.util.Map;

/** The figures of emulated training jobs on their storage. */
public final class EmulatedMetrics {
  /** Accelerator utilisation. */
  public static final String AU = "au_ratio";

  /** The largest number of accelerators that reach it. */
  public static final String SUSTAINED = "accelerators_sustained";

  /** Cores of nodes that the storage's way keeps busy. */
  public static final String HOST_CORES = "host_cores_busy";

  /** Cores that the baseline would need for the same bytes, less the own. */
  public static final String HOST_CORES_FREED = "host_cores_freed";

  /** Bytes that ranks took, over time. */
  public static final String READ_RATE = "read_bytes_per_s";

  static final String SAMPLES = "samples_per_s";

  /** Share of time in which ranks waited for batches, their own or others'. */
  public static final String LATE = "late_data_ratio";

  static final String STALL = "data_stall_ratio";
  static final String LATENCY = "read_latency_mean_s";
  static final String DPU_CORES = "dpu_cores_busy";
  static final String DPU_POWER = "dpu_power_w";

  private static final double NANOS = 1e9;

  private EmulatedMetrics() {}

  static List<Metric> all() {
    return List.of(
        new Metric(
            AU,
            "ratio",
            "accelerator utilisation as MLPerf Storage defines it: emulated compute time over the"
                + " time of an epoch without its first step",
            "mean over epochs, ranks and jobs of T x (steps - 1) / (epoch - first load and compute)",
            Better.HIGHER),
        new Metric(
            SUSTAINED,
            "accelerators",
            "largest number of accelerators, spread evenly over all nodes, whose au_ratio is at"
                + " least what the workload asks for; of the first jobs that ask for the search",
            "max n with au_ratio(n) >= least, by bisection over simulations; au_ratio is taken to"
                + " fall with n, and n - 1 and n + 1 are simulated, too",
            Better.HIGHER),
        new Metric(
            SAMPLES,
            "samples/s",
            "samples that all ranks trained on, over the makespan",
            "sum over jobs of ranks x steps x epochs x batch / makespan",
            Better.HIGHER),
        new Metric(
            READ_RATE,
            "bytes/s",
            "bytes that ranks took from their loaders, over the makespan",
            "sum over jobs of delivered bytes / makespan",
            Better.HIGHER),
        new Metric(
            STALL,
            "ratio",
            "share of the ranks' time on their devices in which they waited for a batch of their"
                + " own",
            "sum over ranks of data_stall_s / sum over ranks of run time",
            Better.LOWER),
        new Metric(
            LATE,
            "ratio",
            "the same with what they waited at the barrier for slower ranks, whose batches were"
                + " late or whose step took longer",
            "sum over ranks of (data_stall_s + straggler_wait_s) / sum over ranks of run time",
            Better.LOWER),
        new Metric(
            LATENCY,
            "s",
            "mean time of a read, from its request to its last byte",
            "sum over reads of (end - request) / reads",
            Better.LOWER),
        new Metric(
            HOST_CORES,
            "cores",
            "cores of all nodes together that the way to the storage keeps busy, mean over the"
                + " makespan; the training program's own are not among them",
            "sum over nodes of core-seconds / makespan",
            Better.LOWER),
        new Metric(
            HOST_CORES_FREED,
            "cores",
            "cores of all nodes together that the baseline needs for the bytes of this run, less"
                + " those of this run",
            "baseline host_cores_busy / baseline read_bytes_per_s x read_bytes_per_s -"
                + " host_cores_busy, run by run",
            Better.HIGHER),
        new Metric(
            DPU_CORES,
            "cores",
            "cores of all nodes' DPUs together that are busy, mean over the makespan",
            "sum over DPUs of core-seconds / makespan",
            Better.NEITHER),
        new Metric(
            DPU_POWER,
            "W",
            "power of all nodes' DPUs together: idle to most by the busiest part of each",
            "sum over DPUs of idle + (most - idle) x utilisation of its busiest resource",
            Better.LOWER));
  }

  /** Adds the metrics of one run. */
  public static void put(
      Map<String, Double> values,
      RunOutcome outcome,
      EmulatedRun run,
      List<SustainedSearch.Answer> sustained) {
    Totals totals = totals(outcome, run);
    if (totals.ranks == 0) {
      return;
    }
    double seconds = totals.spanNanos / NANOS;
    ResourceFigures figures = new ResourceFigures(run, seconds);
    values.put(AU, totals.au / totals.ranks);
    if (!sustained.isEmpty()) {
      values.put(SUSTAINED, (double) sustained.get(0).sustained());
    }
    values.put(SAMPLES, totals.samples / seconds);
    values.put(READ_RATE, totals.bytes / seconds);
    values.put(STALL, totals.stallNanos / totals.heldNanos);
    values.put(LATE, (totals.stallNanos + totals.barrierNanos) / totals.heldNanos);
    values.put(LATENCY, latency(run));
    StorageMetrics.put(values, outcome, run, seconds);
    values.put(HOST_CORES, figures.hostCores());
    if (figures.hasDpus()) {
      values.put(DPU_CORES, figures.dpuCores());
      values.put(DPU_POWER, figures.dpuWatts());
    }
  }

  private static final class Totals {
    private long spanNanos;
    private double ranks;
    private double au;
    private double samples;
    private double bytes;
    private double stallNanos;
    private double barrierNanos;
    private double heldNanos;
  }

  private static Totals totals(RunOutcome outcome, EmulatedRun run) {
    Totals totals = new Totals();
    for (int job = 0; job < outcome.jobs().size(); job++) {
      if (!outcome.finished(job)) {
        continue;
      }
      Job described = outcome.jobs().get(job);
      TrainerResult result = run.trainer(job).result();
      var plan = run.setup().kindOfJob().get(job).plan();
      int ranks = described.gpus();
      totals.spanNanos = Math.max(totals.spanNanos, outcome.finishNanos()[job]);
      totals.ranks += ranks;
      totals.au += ranks * result.au();
      totals.samples +=
          (double) ranks * plan.stepsPerEpoch() * plan.epochs() * plan.samplesPerBatch();
      totals.bytes += result.bytes().deliveredBytes();
      for (int rank = 0; rank < ranks; rank++) {
        long[] nanos = run.rankNanos(outcome, job, rank);
        totals.stallNanos += nanos[TimeClass.DATA_STALL.ordinal()];
        totals.barrierNanos += nanos[TimeClass.STRAGGLER_WAIT.ordinal()];
      }
      totals.heldNanos += (double) outcome.runNanos(job) * ranks;
    }
    totals.spanNanos -= outcome.jobs().get(0).arrivalNanos();
    return totals;
  }

  private static double latency(EmulatedRun run) {
    double sum = 0;
    double reads = 0;
    for (EmulatedRun.Volume volume : run.volumes()) {
      var report = volume.chain().report();
      sum += report.meanReadSeconds() * report.reads();
      reads += report.reads();
    }
    return sum / reads;
  }
}
