package io.opisim.scenarios.result;

import io.opisim.scenarios.result.Metric.Better;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.ServiceBooks;
import io.opisim.scenarios.world.WidthBooks;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** The figures of runs in which interruptions have a price, or things break. */
final class ServiceMetrics {
  private static final double NANOS = 1e9;
  private static final String EFFECTIVE = "effective_training_time_ratio";

  private ServiceMetrics() {}

  static List<Metric> all() {
    return List.of(
        new Metric(
            "waste_ratio",
            "ratio",
            "share of the GPU time held by jobs that went into lost work, checkpoints and restarts",
            "1 - goodput_ratio",
            Better.LOWER),
        new Metric(
            EFFECTIVE,
            "ratio",
            "share of the time from a job's first start to its finish in which it did work that"
                + " counts, by the GPUs it asks for: what waiting for a repair takes is missing, too",
            "sum(gpu_milli x time of kept work) / sum(gpu_milli x (finish - first start))",
            Better.HIGHER),
        time("lost_work_s", "work that was lost", "lost work"),
        time("checkpoint_s", "standing still for checkpoints", "checkpoints"),
        time("restart_s", "coming back after interruptions", "restarts"),
        new Metric(
            "failures",
            "count",
            "times a running job was interrupted because something broke",
            "number of times a running job was interrupted because something broke",
            Better.LOWER));
  }

  private static Metric time(String name, String what, String kind) {
    return new Metric(
        name,
        "s",
        "time all jobs together held their devices for " + what,
        "sum over jobs of time in " + kind,
        Better.LOWER);
  }

  static void put(Map<String, Double> values, RunOutcome outcome, ServiceBooks books) {
    double kept = 0;
    double effective = 0;
    double held = 0;
    double elapsed = 0;
    double lost = 0;
    double checkpoint = 0;
    double restart = 0;
    for (int job = 0; job < outcome.jobs().size(); job++) {
      double gpus = outcome.jobs().get(job).gpuMilli() / 1000.0;
      long there = outcome.finishNanos()[job] - outcome.startNanos()[job];
      effective += gpus * books.keptNanos()[job] / NANOS;
      elapsed += gpus * there / NANOS;
      if (outcome.holdsWhatItAsksFor(job)) {
        kept += gpus * books.keptNanos()[job] / NANOS;
        held += gpus * books.heldNanos(job) / NANOS;
      } else {
        WidthBooks widths = outcome.widths().orElseThrow();
        kept += widths.keptGpuMilliSeconds(job) / 1000.0;
        held += widths.gpuMilliSeconds(job) / 1000.0;
      }
      lost += books.lostNanos()[job] / NANOS;
      checkpoint += books.checkpointNanos()[job] / NANOS;
      restart += books.restartNanos()[job] / NANOS;
    }
    if (held > 0) {
      values.put(TrainingMetrics.GOODPUT, kept / held);
      values.put("waste_ratio", 1 - kept / held);
      values.put(EFFECTIVE, effective / elapsed);
    }
    values.put("lost_work_s", lost);
    values.put("checkpoint_s", checkpoint);
    values.put("restart_s", restart);
    values.put("failures", (double) Arrays.stream(books.failures()).asLongStream().sum());
  }
}
