package io.opisim.tracereplay.synthetic;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Maximum-likelihood fit of a {@link LognormalMixture} by expectation maximisation.
 *
 * <p>The number of humps is the one with the least Bayesian information criterion. The start is a
 * split of the sorted values into equal parts, so that the fit has no chance in it. The cut at the
 * largest value is left out of the likelihood. A hump is at least {@link #MIN_DEVIATION} wide in
 * the logarithm: a narrower one would sit on a single value of the data.
 */
final class LognormalMixtureFit {
  private static final int MAX_COMPONENTS = 5;
  private static final int MAX_ITERATIONS = 300;
  private static final double TOLERANCE = 1e-7;
  private static final double MIN_DEVIATION = 0.1;
  private static final double LOG_SQRT_TWO_PI = 0.5 * StrictMath.log(2 * Math.PI);

  private final double[] logs;
  private final double[] counts;
  private final double total;

  private double[] weights;
  private double[] means;
  private double[] deviations;

  /**
   * What a fit found.
   *
   * @param law the law
   * @param logLikelihood of the values in seconds, in nats
   */
  record Result(LognormalMixture law, double logLikelihood) {}

  private LognormalMixtureFit(double[] sortedSeconds) {
    // Equal values are one with a count: traces have whole seconds.
    double[] distinct = new double[sortedSeconds.length];
    double[] count = new double[sortedSeconds.length];
    int size = 0;
    for (double value : sortedSeconds) {
      double log = StrictMath.log(value);
      if (size == 0 || distinct[size - 1] != log) {
        distinct[size++] = log;
      }
      count[size - 1]++;
    }
    logs = Arrays.copyOf(distinct, size);
    counts = Arrays.copyOf(count, size);
    total = sortedSeconds.length;
  }

  static Result fit(double[] seconds, double maxSeconds) {
    double[] sorted = seconds.clone();
    Arrays.sort(sorted);
    LognormalMixtureFit fit = new LognormalMixtureFit(sorted);
    double sumOfLogs = 0;
    for (int i = 0; i < fit.logs.length; i++) {
      sumOfLogs += fit.counts[i] * fit.logs[i];
    }
    Result best = null;
    double bestCriterion = Double.POSITIVE_INFINITY;
    for (int humps = 1; humps <= MAX_COMPONENTS; humps++) {
      double logLikelihood = fit.run(humps) - sumOfLogs;
      double criterion = (3 * humps - 1) * StrictMath.log(fit.total) - 2 * logLikelihood;
      if (criterion < bestCriterion) {
        bestCriterion = criterion;
        best = new Result(fit.law(maxSeconds), logLikelihood);
      }
    }
    return best;
  }

  private double run(int humps) {
    split(humps);
    double previous = Double.NEGATIVE_INFINITY;
    double current = step();
    for (int i = 1; i < MAX_ITERATIONS && current - previous > TOLERANCE * total; i++) {
      previous = current;
      current = step();
    }
    return current;
  }

  private void split(int humps) {
    weights = new double[humps];
    means = new double[humps];
    deviations = new double[humps];
    double[] squares = new double[humps];
    double passed = 0;
    for (int i = 0; i < logs.length; i++) {
      int part = Math.min(humps - 1, (int) (humps * passed / total));
      weights[part] += counts[i];
      means[part] += counts[i] * logs[i];
      squares[part] += counts[i] * logs[i] * logs[i];
      passed += counts[i];
    }
    conclude(squares);
  }

  /** One step; returns the log-likelihood of the logarithms before it. */
  private double step() {
    int humps = weights.length;
    double[] sums = new double[humps];
    double[] sumsOfLogs = new double[humps];
    double[] squares = new double[humps];
    double[] logDensities = new double[humps];
    double logLikelihood = 0;
    for (int i = 0; i < logs.length; i++) {
      double largest = Double.NEGATIVE_INFINITY;
      for (int k = 0; k < humps; k++) {
        double score = (logs[i] - means[k]) / deviations[k];
        logDensities[k] =
            StrictMath.log(weights[k])
                - StrictMath.log(deviations[k])
                - LOG_SQRT_TWO_PI
                - 0.5 * score * score;
        largest = Math.max(largest, logDensities[k]);
      }
      double density = 0;
      for (int k = 0; k < humps; k++) {
        logDensities[k] = StrictMath.exp(logDensities[k] - largest);
        density += logDensities[k];
      }
      logLikelihood += counts[i] * (largest + StrictMath.log(density));
      for (int k = 0; k < humps; k++) {
        double share = counts[i] * logDensities[k] / density;
        sums[k] += share;
        sumsOfLogs[k] += share * logs[i];
        squares[k] += share * logs[i] * logs[i];
      }
    }
    weights = sums;
    means = sumsOfLogs;
    conclude(squares);
    return logLikelihood;
  }

  /** Turns sums into weights, means and deviations. */
  private void conclude(double[] squares) {
    for (int k = 0; k < weights.length; k++) {
      double count = Math.max(weights[k], 1e-300);
      means[k] /= count;
      double variance = squares[k] / count - means[k] * means[k];
      deviations[k] = Math.max(MIN_DEVIATION, Math.sqrt(Math.max(0, variance)));
      weights[k] = count / total;
    }
  }

  private LognormalMixture law(double maxSeconds) {
    List<LognormalMixture.Component> components = new ArrayList<>();
    for (int k = 0; k < weights.length; k++) {
      components.add(
          new LognormalMixture.Component(
              Significant.rounded(weights[k]),
              Significant.rounded(means[k]),
              Significant.rounded(deviations[k])));
    }
    return new LognormalMixture(components, maxSeconds);
  }
}
