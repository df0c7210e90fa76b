package io.opisim.scenarios.result;

import io.opisim.models.workload.TimeClass;
import io.opisim.scenarios.result.Metric.Better;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.TrainingKind;
import io.opisim.scenarios.world.TrainingKind.StepWork;
import io.opisim.scenarios.world.TrainingRun;
import java.util.List;
import java.util.Map;

/** The figures of training jobs that share a fabric. */
final class TrainingMetrics {
  /** Mean time of a step. */
  static final String STEP_MEAN = "step_mean_s";

  /** Share of time in collectives that nothing hides. */
  static final String EXPOSED = "exposed_collective_ratio";

  /** How much longer jobs ran than alone. */
  static final String RUN_SLOWDOWN = "run_slowdown_mean_ratio";

  private static final String RUN_SLOWDOWN_MAX = "run_slowdown_max_ratio";
  private static final String JCT_SLOWDOWN = "jct_slowdown_mean_ratio";
  static final String GOODPUT = "goodput_ratio";
  private static final String MFU = "mfu_ratio";
  private static final double NANOS = 1e9;

  private TrainingMetrics() {}

  static List<Metric> all() {
    return List.of(
        new Metric(
            STEP_MEAN,
            "s",
            "mean time of a step of the training jobs on the fabric",
            "sum over whole steps of (end - start) / number of whole steps",
            Better.LOWER),
        new Metric(
            EXPOSED,
            "ratio",
            "share of the training ranks' time on their devices that collectives take which no"
                + " computation hides",
            "sum over ranks of exposed_collective_s / sum over ranks of run time",
            Better.LOWER),
        new Metric(
            RUN_SLOWDOWN,
            "ratio",
            "mean over training jobs of how much longer they ran than alone on an idle fabric"
                + " without noise",
            "mean over finished training jobs of (run time / (steps x step time alone))",
            Better.LOWER),
        new Metric(
            RUN_SLOWDOWN_MAX,
            "ratio",
            "the same of the job that was slowed most",
            "max over finished training jobs of (run time / (steps x step time alone))",
            Better.LOWER),
        new Metric(
            JCT_SLOWDOWN,
            "ratio",
            "mean over training jobs of job completion time over the run time alone on an idle"
                + " fabric: queueing and contention",
            "mean over finished training jobs of (jct / (steps x step time alone))",
            Better.LOWER),
        new Metric(
            GOODPUT,
            "ratio",
            "share of the training ranks' time on their devices that went into steps that count; of"
                + " jobs that take a known time, into work that counts",
            "sum over whole steps of step time x ranks / sum over ranks of run time; sum(gpu_milli"
                + " x time of kept work) / sum(gpu_milli x run time)",
            Better.HIGHER),
        new Metric(
            MFU,
            "ratio",
            "share of the peak arithmetic of the devices held that transformers' models use,"
                + " recomputation not counted",
            "sum over jobs of steps x model FLOP / sum over ranks of run time x bf16 peak",
            Better.HIGHER));
  }

  static void put(Map<String, Double> values, RunOutcome outcome, TrainingRun training) {
    double exposed = 0;
    double lost = 0;
    double held = 0;
    double flop = 0;
    double peak = 0;
    double runSlowdown = 0;
    double worst = 0;
    double jctSlowdown = 0;
    int jobs = 0;
    for (int job = 0; job < outcome.jobs().size(); job++) {
      if (!outcome.finished(job)) {
        continue;
      }
      TrainingKind kind = training.setup().kindOfJob().get(job);
      for (int rank = 0; rank < kind.ranks(); rank++) {
        long[] nanos = training.rankNanos(outcome, job, rank);
        exposed += nanos[TimeClass.EXPOSED_COLLECTIVE.ordinal()];
        lost += nanos[TimeClass.LOST_WORK_AND_RESTART.ordinal()];
      }
      double ran = outcome.runNanos(job);
      held += ran * kind.ranks();
      double alone = kind.aloneNanos();
      runSlowdown += ran / alone;
      worst = Math.max(worst, ran / alone);
      jctSlowdown += outcome.jctNanos(job) / alone;
      jobs++;
      if (kind.work().isPresent()) {
        StepWork work = kind.work().get();
        flop += kind.steps() * work.modelFlop();
        peak += ran / NANOS * kind.ranks() * work.peakFlopPerSecond();
      }
    }
    if (jobs == 0) {
      return;
    }
    values.put(
        STEP_MEAN,
        training.steps().stepsDoneNanos() / (double) training.steps().stepsDone() / NANOS);
    values.put(EXPOSED, exposed / held);
    values.put(RUN_SLOWDOWN, runSlowdown / jobs);
    values.put(RUN_SLOWDOWN_MAX, worst);
    values.put(JCT_SLOWDOWN, jctSlowdown / jobs);
    values.put(GOODPUT, 1 - lost / held);
    if (peak > 0) {
      values.put(MFU, flop / peak);
    }
  }
}
