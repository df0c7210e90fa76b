package io.opisim.tracereplay.synthetic;

import java.util.List;

/**
 * Bursty gaps between submissions, over a weekly rhythm.
 *
 * <p>Models: a gap is exponential with the mean of the phase that holds; after each arrival the
 * phase stays with probability {@code persistence}, else it is drawn anew by weight. So short gaps
 * come in bursts, and the gaps are hyperexponential. Gaps are counted in a time that runs fast when
 * many people submit: see {@link WeeklyRhythm}. Ignores: bursts that belong to one user, slow
 * change over months. Valid for: loads of many users with scripted submissions. Source:
 * Markov-modulated Poisson processes, e.g. Fischer and Meier-Hellstern, Performance Evaluation 18,
 * 1993.
 *
 * @param phases at least one; their weights add up to 1
 * @param persistence probability that the phase of a gap is that of the gap before, 0 to below 1
 * @param rhythm how the rate changes over a week
 */
public record ArrivalLaw(List<Phase> phases, double persistence, WeeklyRhythm rhythm) {
  /** Checks weights and persistence. */
  public ArrivalLaw {
    phases = List.copyOf(phases);
    Shares.check(phases.stream().mapToDouble(Phase::weight).toArray());
    if (!(persistence >= 0 && persistence < 1)) {
      throw new IllegalArgumentException("a phase persists with probability " + persistence);
    }
  }

  /**
   * One kind of gap.
   *
   * @param weight its share of the gaps
   * @param meanSeconds mean gap, positive
   */
  public record Phase(double weight, double meanSeconds) {
    /** Checks the mean. */
    public Phase {
      if (!(meanSeconds > 0) || !Double.isFinite(meanSeconds)) {
        throw new IllegalArgumentException("a mean gap of " + meanSeconds + " s");
      }
    }
  }

  /** The mean gap. */
  public double meanSeconds() {
    return phases.stream().mapToDouble(phase -> phase.weight * phase.meanSeconds).sum();
  }

  /** The share of gaps up to {@code seconds}. */
  public double cdf(double seconds) {
    double sum = 0;
    for (Phase phase : phases) {
      sum += phase.weight * -StrictMath.expm1(-Math.max(0, seconds) / phase.meanSeconds);
    }
    return sum;
  }

  double[] weights() {
    return phases.stream().mapToDouble(Phase::weight).toArray();
  }
}
