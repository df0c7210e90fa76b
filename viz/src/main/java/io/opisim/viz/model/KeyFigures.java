package io.opisim.viz.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The numbers in the title of a picture.
 *
 * @param jobs number of jobs
 * @param finished jobs that ended
 * @param neverStarted jobs that never ran
 * @param meanJctSeconds mean of finish less arrival over the finished jobs, or NaN
 * @param p99JctSeconds 99th percentile of the same, or NaN
 * @param meanWaitSeconds mean time in the queue of the jobs that ran, or NaN
 * @param makespanSeconds last finish less first arrival, or NaN
 * @param gpuUtilisationRatio GPU time in use by GPU time there was, over the makespan, or NaN
 */
public record KeyFigures(
    int jobs,
    int finished,
    int neverStarted,
    double meanJctSeconds,
    double p99JctSeconds,
    double meanWaitSeconds,
    double makespanSeconds,
    double gpuUtilisationRatio) {

  /** The figures of a run. */
  public static KeyFigures of(RunModel run, UtilisationModel use) {
    List<JobRow> rows = run.jobs();
    double[] jct = rows.stream().filter(JobRow::finished).mapToDouble(JobRow::jctSeconds).toArray();
    Arrays.sort(jct);
    double lastFinish =
        rows.stream()
            .filter(JobRow::finished)
            .mapToDouble(JobRow::finishSeconds)
            .max()
            .orElse(Double.NaN);
    double makespan = lastFinish - run.startSeconds();
    double utilisation =
        use.capacityMilli() == 0 || !(makespan > 0)
            ? Double.NaN
            : use.meanRatio(run.startSeconds(), lastFinish);
    return new KeyFigures(
        rows.size(),
        jct.length,
        (int) rows.stream().filter(job -> !job.started()).count(),
        Arrays.stream(jct).average().orElse(Double.NaN),
        quantile(jct, 0.99),
        rows.stream()
            .filter(JobRow::started)
            .mapToDouble(JobRow::queueWaitSeconds)
            .average()
            .orElse(Double.NaN),
        makespan,
        utilisation);
  }

  /** Quantile of sorted values, linear between neighbours; NaN if there are none. */
  static double quantile(double[] sorted, double probability) {
    if (sorted.length == 0) {
      return Double.NaN;
    }
    double place = probability * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** One line for the title. */
  public String line() {
    String text =
        String.format(Locale.ROOT, "%,d jobs", jobs)
            + (neverStarted > 0
                ? String.format(Locale.ROOT, " (%,d never placed)", neverStarted)
                : "")
            + "   ·   mean JCT "
            + Durations.text(meanJctSeconds)
            + "   ·   p99 JCT "
            + Durations.text(p99JctSeconds)
            + "   ·   mean wait "
            + Durations.text(meanWaitSeconds)
            + "   ·   makespan "
            + Durations.text(makespanSeconds);
    return Double.isNaN(gpuUtilisationRatio)
        ? text
        : text
            + String.format(
                Locale.ROOT, "   ·   GPU utilisation %.1f %%", gpuUtilisationRatio * 100);
  }
}
