package io.opisim.tracereplay.synthetic;

import java.util.List;
import org.apache.commons.math3.special.Erf;

/**
 * A mixture of lognormal laws, cut off at a largest value.
 *
 * <p>Models: run times over many orders of magnitude with several humps (failed starts, short
 * experiments, long training). Ignores: atoms, such as time limits that many jobs run into. Valid
 * for: values from about a second to {@code maxSeconds}; beyond the fitted data a tail of jobs that
 * nobody ran would carry most of the load, hence the cut. Source: lognormal run times, e.g.
 * Feitelson, "Workload Modeling for Computer Systems Performance Evaluation", chapter 3.
 *
 * @param components at least one; their weights add up to 1
 * @param maxSeconds no value is larger: each component is conditioned to lie below
 */
public record LognormalMixture(List<Component> components, double maxSeconds) {
  /** Checks the weights. */
  public LognormalMixture {
    components = List.copyOf(components);
    Shares.check(components.stream().mapToDouble(Component::weight).toArray());
    if (!(maxSeconds > 0)) {
      throw new IllegalArgumentException("a largest duration of " + maxSeconds + " s");
    }
  }

  /**
   * One hump.
   *
   * @param weight its share of the values
   * @param logMean mean of the logarithm of seconds
   * @param logDeviation standard deviation of the logarithm, positive
   */
  public record Component(double weight, double logMean, double logDeviation) {
    /** Checks the deviation. */
    public Component {
      if (!(logDeviation > 0) || !Double.isFinite(logMean)) {
        throw new IllegalArgumentException(
            "a lognormal law of log mean " + logMean + " and log deviation " + logDeviation);
      }
    }

    private double score(double seconds) {
      return (StrictMath.log(seconds) - logMean) / logDeviation;
    }
  }

  /** The same law with a lower cut. */
  public LognormalMixture cappedAt(double seconds) {
    return new LognormalMixture(components, Math.min(maxSeconds, seconds));
  }

  /** The value for two independent uniform numbers: one picks the hump, one the place in it. */
  public double sample(double pick, double place) {
    Component component = picked(pick);
    double share = place * normalCdf(component.score(maxSeconds));
    double score = Math.sqrt(2) * Erf.erfInv(2 * share - 1);
    double seconds = StrictMath.exp(component.logMean + component.logDeviation * score);
    return Math.min(seconds, maxSeconds);
  }

  /** The share of values up to {@code seconds}. */
  public double cdf(double seconds) {
    if (seconds <= 0) {
      return 0;
    }
    double sum = 0;
    for (Component component : components) {
      double below = normalCdf(component.score(Math.min(seconds, maxSeconds)));
      sum += component.weight * below / normalCdf(component.score(maxSeconds));
    }
    return sum;
  }

  /** The mean value. */
  public double mean() {
    double sum = 0;
    for (Component component : components) {
      double deviation = component.logDeviation;
      double score = component.score(maxSeconds);
      double whole = StrictMath.exp(component.logMean + deviation * deviation / 2);
      sum += component.weight * whole * normalCdf(score - deviation) / normalCdf(score);
    }
    return sum;
  }

  private Component picked(double uniform) {
    double rest = uniform;
    for (Component component : components) {
      rest -= component.weight;
      if (rest < 0) {
        return component;
      }
    }
    // Rounding of the weights left a little over.
    return components.get(components.size() - 1);
  }

  private static double normalCdf(double score) {
    return 0.5 * Erf.erfc(-score / Math.sqrt(2));
  }
}
