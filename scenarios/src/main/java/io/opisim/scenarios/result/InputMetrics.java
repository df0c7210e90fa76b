package io.opisim.scenarios.result;

import io.opisim.models.storage.ChainReport;
import io.opisim.models.workload.TimeClass;
import io.opisim.scenarios.world.FabricStorage;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.TrainingRun;
import java.util.Map;

/** The figures of what training jobs read, by the names that emulated ones have. */
final class InputMetrics {
  private static final double NANOS = 1e9;

  private InputMetrics() {}

  static void put(
      Map<String, Double> values, RunOutcome outcome, TrainingRun training, FabricStorage storage) {
    long last = 0;
    double stall = 0;
    double straggler = 0;
    double held = 0;
    long delivered = 0;
    for (int job = 0; job < outcome.jobs().size(); job++) {
      if (!outcome.finished(job)) {
        continue;
      }
      last = Math.max(last, outcome.finishNanos()[job]);
      if (training.input(job) == null) {
        continue;
      }
      int ranks = outcome.jobs().get(job).gpus();
      for (int rank = 0; rank < ranks; rank++) {
        long[] nanos = training.rankNanos(outcome, job, rank);
        stall += nanos[TimeClass.DATA_STALL.ordinal()];
        straggler += nanos[TimeClass.STRAGGLER_WAIT.ordinal()];
      }
      held += (double) outcome.runNanos(job) * ranks;
      delivered += training.input(job).books().deliveredBytes();
    }
    if (held == 0) {
      return;
    }
    double seconds = (last - outcome.jobs().get(0).arrivalNanos()) / NANOS;
    ResourceFigures figures = new ResourceFigures(storage, seconds);
    values.put(EmulatedMetrics.READ_RATE, delivered / seconds);
    values.put(EmulatedMetrics.STALL, stall / held);
    values.put(EmulatedMetrics.LATE, (stall + straggler) / held);
    values.put(EmulatedMetrics.LATENCY, latency(storage));
    values.put(EmulatedMetrics.HOST_CORES, figures.hostCores());
    if (figures.hasDpus()) {
      values.put(EmulatedMetrics.DPU_CORES, figures.dpuCores());
      values.put(EmulatedMetrics.DPU_POWER, figures.dpuWatts());
    }
  }

  private static double latency(FabricStorage storage) {
    double sum = 0;
    double reads = 0;
    for (FabricStorage.Volume volume : storage.volumes()) {
      ChainReport report = volume.chain().report();
      sum += report.meanLatencySeconds() * report.reads();
      reads += report.reads();
    }
    return sum / reads;
  }
}
