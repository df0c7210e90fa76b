package io.opisim.scenarios.result;

import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.ServiceBooks;
import io.opisim.scenarios.world.TrainingRun;
import io.opisim.scheduler.WaitReason;
import io.opisim.simcore.stat.Quantiles;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One figure of a run.
 *
 * @param name as in files, on screen and in {@code expect}; ends in its unit
 * @param unit unit in words
 * @param meaning one sentence
 * @param formula how it is computed
 * @param better whether lower or higher is better, or neither
 */
public record Metric(String name, String unit, String meaning, String formula, Better better) {
  /** Which way is good. */
  public enum Better {
    /** Less is better. */
    LOWER,
    /** More is better. */
    HIGHER,
    /** Neither. */
    NEITHER
  }

  static final String MAKESPAN = "makespan_s";

  private static final double NANOS = 1e9;
  private static final String WAITED = "waited_";
  private static final String RESIZES = "resizes";

  /** All metrics, in the order in which they are printed. */
  public static List<Metric> all() {
    List<Metric> metrics = new ArrayList<>();
    for (String what : List.of("mean", "p50", "p90", "p99")) {
      metrics.add(
          seconds(
              "jct_" + what + "_s",
              spoken(what) + " job completion time",
              what + " over finished jobs of finish - arrival"));
    }
    for (String what : List.of("mean", "p50", "p90", "p99", "max")) {
      metrics.add(
          seconds(
              "queue_wait_" + what + "_s",
              spoken(what) + " time a job waited, before its start and after preemptions",
              what + " over finished jobs of (jct - run time)"));
    }
    metrics.add(
        seconds(
            MAKESPAN,
            "time from the first arrival to the last finish",
            "max(finish) - min(arrival)"));
    metrics.add(
        ratio(
            "gpu_utilisation_ratio",
            "share of the cluster's GPU time held by jobs, over the makespan",
            "sum(gpu_milli / 1000 x run time) / (GPUs x makespan)"));
    metrics.add(
        ratio(
            "cpu_utilisation_ratio",
            "share of the cluster's CPU time held by jobs, over the makespan",
            "sum(cpu_milli x run time) / (cluster cpu_milli x makespan)"));
    metrics.add(count("jobs_finished", "jobs that ran to their end", Better.HIGHER));
    metrics.add(
        count("jobs_unplaceable", "jobs that no set of nodes could ever hold", Better.LOWER));
    metrics.add(count("preemptions", "times a running job was taken off its nodes", Better.LOWER));
    metrics.add(
        new Metric(
            RESIZES,
            "count",
            "times elastic jobs changed their number of GPUs while they ran",
            "number of changes of width of running jobs; only with workload.speeds.elastic",
            Better.LOWER));
    for (WaitReason reason : WaitReason.values()) {
      if (reason != WaitReason.UNPLACEABLE) {
        // Less of one reason is often more of another: only their sum has a good side.
        metrics.add(
            new Metric(
                nameOf(reason),
                "s",
                "time all jobs together waited for " + reason.id() + ": " + reason.meaning(),
                "sum over jobs of time waited with reason " + reason.id(),
                Better.NEITHER));
      }
    }
    metrics.addAll(TrainingMetrics.all());
    metrics.addAll(EmulatedMetrics.all());
    metrics.addAll(CostMetrics.all());
    metrics.addAll(ServiceMetrics.all());
    metrics.addAll(StorageMetrics.all());
    return List.copyOf(metrics);
  }

  /** The names of all metrics. */
  public static SortedSet<String> names() {
    SortedSet<String> names = new TreeSet<>();
    all().forEach(metric -> names.add(metric.name()));
    return names;
  }

  /** The metric of a name. */
  public static Optional<Metric> find(String name) {
    return all().stream().filter(metric -> metric.name().equals(name)).findFirst();
  }

  /** The metric that sums the time waited for a reason. */
  public static String nameOf(WaitReason reason) {
    return WAITED + reason.name().toLowerCase(Locale.ROOT) + "_s";
  }

  /**
   * The metrics of one run, in the order of {@link #all}. A metric that has no meaning there (the
   * utilisation of a cluster without GPUs, or of the unlimited one) is left out.
   */
  public static Map<String, Double> of(RunOutcome outcome) {
    return of(outcome, Optional.empty());
  }

  /** The same with the metrics of training jobs on a fabric. */
  public static Map<String, Double> of(RunOutcome outcome, Optional<TrainingRun> training) {
    Map<String, Double> values = new LinkedHashMap<>();
    int finished = countFinished(outcome);
    double[] jct = new double[finished];
    double[] wait = new double[finished];
    Totals totals = new Totals();
    int index = 0;
    for (int job = 0; job < outcome.jobs().size(); job++) {
      if (outcome.finished(job)) {
        jct[index] = outcome.jctNanos(job) / NANOS;
        wait[index++] = outcome.waitNanos()[job] / NANOS;
        totals.add(outcome, job);
      }
    }
    addSpread(values, "jct_", jct, false);
    addSpread(values, "queue_wait_", wait, true);
    long makespan = totals.lastFinishNanos - outcome.jobs().get(0).arrivalNanos();
    values.put(MAKESPAN, makespan / NANOS);
    addUtilisation(values, outcome, totals, makespan);
    values.put("jobs_finished", (double) finished);
    values.put("jobs_unplaceable", (double) (outcome.jobs().size() - finished));
    values.put("preemptions", (double) Arrays.stream(outcome.preemptions()).asLongStream().sum());
    outcome.resizes().ifPresent(count -> values.put(RESIZES, (double) count));
    for (WaitReason reason : WaitReason.values()) {
      if (reason != WaitReason.UNPLACEABLE
          && (reason != WaitReason.UNDER_REPAIR || breakable(outcome))) {
        values.put(nameOf(reason), outcome.reasonSeconds()[reason.ordinal()]);
      }
    }
    training.ifPresent(run -> TrainingMetrics.put(values, outcome, run));
    training.ifPresent(
        run -> run.storage().ifPresent(storage -> InputMetrics.put(values, outcome, run, storage)));
    outcome.service().ifPresent(books -> ServiceMetrics.put(values, outcome, books));
    return Collections.unmodifiableMap(values);
  }

  private static boolean breakable(RunOutcome outcome) {
    return outcome.service().map(ServiceBooks::breakable).orElse(false);
  }

  private static final class Totals {
    private long lastFinishNanos;
    private double gpuMilliSeconds;
    private double cpuMilliSeconds;

    void add(RunOutcome outcome, int job) {
      lastFinishNanos = Math.max(lastFinishNanos, outcome.finishNanos()[job]);
      gpuMilliSeconds += outcome.gpuMilliSeconds(job);
      cpuMilliSeconds += outcome.cpuMilliSeconds(job);
    }
  }

  private static int countFinished(RunOutcome outcome) {
    int finished = 0;
    for (long finish : outcome.finishNanos()) {
      finished += finish >= 0 ? 1 : 0;
    }
    return finished;
  }

  private static void addSpread(
      Map<String, Double> values, String prefix, double[] observations, boolean withMax) {
    double sum = 0;
    for (double observation : observations) {
      sum += observation;
    }
    Arrays.sort(observations);
    values.put(prefix + "mean_s", sum / observations.length);
    values.put(prefix + "p50_s", Quantiles.ofSorted(observations, 0.5));
    values.put(prefix + "p90_s", Quantiles.ofSorted(observations, 0.9));
    values.put(prefix + "p99_s", Quantiles.ofSorted(observations, 0.99));
    if (withMax) {
      values.put(prefix + "max_s", observations[observations.length - 1]);
    }
  }

  private static void addUtilisation(
      Map<String, Double> values, RunOutcome outcome, Totals totals, long makespanNanos) {
    if (outcome.unlimited()) {
      return;
    }
    double seconds = makespanNanos / NANOS;
    long gpus = outcome.cluster().gpus();
    if (gpus > 0) {
      values.put("gpu_utilisation_ratio", totals.gpuMilliSeconds / (gpus * 1000.0 * seconds));
    }
    long cpuMilli = outcome.cluster().cpuMilli();
    if (cpuMilli > 0) {
      values.put("cpu_utilisation_ratio", totals.cpuMilliSeconds / (cpuMilli * seconds));
    }
  }

  private static String spoken(String what) {
    return switch (what) {
      case "mean" -> "mean";
      case "max" -> "longest";
      case "p50" -> "median";
      default -> what.substring(1) + "th percentile of the";
    };
  }

  private static Metric seconds(String name, String meaning, String formula) {
    return new Metric(name, "s", meaning, formula, Better.LOWER);
  }

  private static Metric ratio(String name, String meaning, String formula) {
    return new Metric(name, "ratio", meaning, formula, Better.HIGHER);
  }

  private static Metric count(String name, String meaning, Better better) {
    return new Metric(name, "count", meaning, "number of " + meaning, better);
  }
}
