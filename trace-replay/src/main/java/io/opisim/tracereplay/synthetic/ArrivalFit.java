package io.opisim.tracereplay.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Fit of an {@link ArrivalLaw} to submission times.
 *
 * <p>The rhythm is the share of submissions in each hour of the day and on each day of the week.
 * The phases are a maximum-likelihood fit, by expectation maximisation, to gaps on the busy clock.
 * The persistence follows from the correlation of the logarithms of neighbouring gaps: within a
 * phase the logarithm of an exponential gap has the variance π²/6, whatever its mean, so a
 * correlation {@code r} at variance {@code v} means persistence {@code r v / (v - π²/6)}.
 */
final class ArrivalFit {
  private static final int PHASES = 4;
  private static final int MAX_ITERATIONS = 1000;
  private static final double TOLERANCE = 1e-8;
  private static final double LOG_EXPONENTIAL_VARIANCE = Math.PI * Math.PI / 6;
  private static final double MAX_PERSISTENCE = 0.99;
  private static final double HOUR_SECONDS = 3600;

  /** Submissions in one recorded second are taken as half a second apart. */
  private static final double MIN_GAP_SECONDS = 0.5;

  private final double[] wallSeconds;

  /**
   * Submission times.
   *
   * @param wallSeconds sorted, in seconds since a Monday 00:00
   */
  ArrivalFit(double[] wallSeconds) {
    this.wallSeconds = wallSeconds;
  }

  /**
   * What a fit found.
   *
   * @param law the law
   * @param logLikelihood of the fitted gaps, in nats
   */
  record Result(ArrivalLaw law, double logLikelihood) {}

  /** Fits to every second submission and every second gap. */
  Result fitToEven() {
    WeeklyRhythm rhythm = rhythm();
    double[] gaps = busyGaps(rhythm);
    double[] even = everySecond(gaps, 0);
    double[] weights = new double[PHASES];
    double[] means = new double[PHASES];
    start(even, weights, means);
    double previous = Double.NEGATIVE_INFINITY;
    double current = step(even, weights, means);
    for (int i = 1; i < MAX_ITERATIONS && current - previous > TOLERANCE * even.length; i++) {
      previous = current;
      current = step(even, weights, means);
    }
    List<ArrivalLaw.Phase> phases = new ArrayList<>();
    for (int k = 0; k < PHASES; k++) {
      phases.add(
          new ArrivalLaw.Phase(Significant.rounded(weights[k]), Significant.rounded(means[k])));
    }
    return new Result(
        new ArrivalLaw(phases, Significant.rounded(persistence(gaps)), rhythm), current);
  }

  /** The gaps between neighbouring submissions, on the busy clock. */
  double[] busyGaps(WeeklyRhythm rhythm) {
    WeeklyRhythm.Clock clock = rhythm.clock();
    double[] gaps = new double[wallSeconds.length - 1];
    for (int i = 0; i < gaps.length; i++) {
      double from = wallSeconds[i];
      double to = wallSeconds[i + 1];
      gaps[i] =
          to - from < MIN_GAP_SECONDS
              ? MIN_GAP_SECONDS * clock.rate(from)
              : clock.busySeconds(to) - clock.busySeconds(from);
    }
    return gaps;
  }

  static double[] everySecond(double[] values, int first) {
    double[] half = new double[(values.length - first + 1) / 2];
    Arrays.setAll(half, i -> values[first + 2 * i]);
    return half;
  }

  private WeeklyRhythm rhythm() {
    double[] hours = new double[24];
    double[] days = new double[7];
    double[] even = everySecond(wallSeconds, 0);
    for (double seconds : even) {
      long hour = (long) (seconds / HOUR_SECONDS);
      hours[(int) (hour % 24)]++;
      days[(int) (hour / 24 % 7)]++;
    }
    return new WeeklyRhythm(factors(hours), factors(days));
  }

  private static List<Double> factors(double[] counts) {
    double mean = Arrays.stream(counts).sum() / counts.length;
    // An hour in which nobody submitted has a small rate, not none.
    return Arrays.stream(counts)
        .map(count -> Significant.rounded(Math.max(count, 0.5) / mean))
        .boxed()
        .toList();
  }

  private static void start(double[] gaps, double[] weights, double[] means) {
    double[] sorted = gaps.clone();
    Arrays.sort(sorted);
    for (int k = 0; k < PHASES; k++) {
      int from = k * sorted.length / PHASES;
      int to = (k + 1) * sorted.length / PHASES;
      means[k] = Arrays.stream(sorted, from, to).average().orElseThrow();
      weights[k] = 1.0 / PHASES;
    }
  }

  private static double step(double[] gaps, double[] weights, double[] means) {
    double[] sums = new double[PHASES];
    double[] sumsOfGaps = new double[PHASES];
    double[] densities = new double[PHASES];
    double logLikelihood = 0;
    for (double gap : gaps) {
      double density = 0;
      for (int k = 0; k < PHASES; k++) {
        densities[k] = weights[k] / means[k] * StrictMath.exp(-gap / means[k]);
        density += densities[k];
      }
      logLikelihood += StrictMath.log(density);
      for (int k = 0; k < PHASES; k++) {
        double share = densities[k] / density;
        sums[k] += share;
        sumsOfGaps[k] += share * gap;
      }
    }
    for (int k = 0; k < PHASES; k++) {
      weights[k] = sums[k] / gaps.length;
      means[k] = sumsOfGaps[k] / sums[k];
    }
    return logLikelihood;
  }

  private static double persistence(double[] gaps) {
    double[] logs = Arrays.stream(gaps).map(StrictMath::log).toArray();
    double mean = Arrays.stream(logs).average().orElseThrow();
    double variance = 0;
    double covariance = 0;
    for (int i = 0; i + 1 < logs.length; i += 2) {
      variance += (logs[i] - mean) * (logs[i] - mean);
      covariance += (logs[i] - mean) * (logs[i + 1] - mean);
    }
    int pairs = logs.length / 2;
    double between = variance / pairs - LOG_EXPONENTIAL_VARIANCE;
    if (between <= 0) {
      return 0;
    }
    return Math.max(0, Math.min(MAX_PERSISTENCE, covariance / pairs / between));
  }
}
