package io.opisim.scenarios.result;

import io.opisim.simcore.stat.ConfidenceInterval;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One metric of one case against the baseline: the mean of the differences run by run, over common
 * random numbers, with its 95 % interval.
 *
 * @param caseId the case
 * @param baseline what it is compared with
 * @param metric the metric
 * @param baselineMean mean of the baseline
 * @param difference case minus baseline
 */
public record Comparison(
    String caseId,
    String baseline,
    Metric metric,
    double baselineMean,
    ConfidenceInterval difference) {
  /** What can be said. */
  public enum Verdict {
    /** The interval lies on the good side of zero. */
    BETTER,
    /** The interval lies on the bad side of zero. */
    WORSE,
    /** The interval lies on one side of zero, and the metric has no good side. */
    DIFFERENT,
    /** Every run gave the same. */
    EQUAL,
    /** The interval holds zero, or there is one run only. */
    UNDECIDED
  }

  /** Which side of zero the interval lies on. */
  public Verdict verdict() {
    if (difference.mean() == 0 && difference.low() == difference.high()) {
      return Verdict.EQUAL;
    }
    boolean oneSided = difference.low() > 0 || difference.high() < 0;
    if (difference.count() < 2 || !oneSided) {
      return Verdict.UNDECIDED;
    }
    return switch (metric.better()) {
      case NEITHER -> Verdict.DIFFERENT;
      case LOWER -> difference.mean() < 0 ? Verdict.BETTER : Verdict.WORSE;
      case HIGHER -> difference.mean() > 0 ? Verdict.BETTER : Verdict.WORSE;
    };
  }

  /** The difference as a share of the baseline's mean, or empty if that is zero. */
  public Optional<Double> relative() {
    return baselineMean == 0
        ? Optional.empty()
        : Optional.of(difference.mean() / StrictMath.abs(baselineMean));
  }

  /**
   * Compares a case with a baseline in every metric that both have.
   *
   * @throws IllegalArgumentException if their runs have not the same seeds
   */
  public static List<Comparison> of(CaseResult result, CaseResult baseline) {
    List<Long> seeds = result.runs().stream().map(RunResult::seed).toList();
    List<Long> baselineSeeds = baseline.runs().stream().map(RunResult::seed).toList();
    if (!seeds.equals(baselineSeeds)) {
      throw new IllegalArgumentException(
          "runs are compared seed by seed, but "
              + result.caseId()
              + " has seeds "
              + seeds
              + " and "
              + baseline.caseId()
              + " has "
              + baselineSeeds);
    }
    List<Comparison> comparisons = new ArrayList<>();
    for (Metric metric : Metric.all()) {
      Optional<double[]> own = result.values(metric.name());
      Optional<double[]> others = baseline.values(metric.name());
      if (own.isPresent() && others.isPresent()) {
        comparisons.add(
            new Comparison(
                result.caseId(),
                baseline.caseId(),
                metric,
                ConfidenceInterval.of(others.get(), CaseResult.LEVEL).mean(),
                ConfidenceInterval.ofPairedDifferences(own.get(), others.get(), CaseResult.LEVEL)));
      }
    }
    return comparisons;
  }
}
