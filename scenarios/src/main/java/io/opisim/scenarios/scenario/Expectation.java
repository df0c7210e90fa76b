package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.List;
import java.util.Optional;

/**
 * A band that a metric of a case must fall into.
 *
 * @param caseId which case
 * @param metric its metric, by the column's name
 * @param atLeast lower end, or empty
 * @param atMost upper end, or empty
 */
@AtLeastOneOf({"at_least", "at_most"})
public record Expectation(
    @Key(value = "Case id; \"oracle\" for the unlimited cluster.", example = "fifo", name = "case")
        String caseId,
    @Key(value = "Metric, by its column's name.", example = "jct_mean_s", ids = KnownIds.METRIC)
        String metric,
    @Key(
            value = "Least mean accepted, in the metric's unit.",
            example = "0.5",
            min = Double.NEGATIVE_INFINITY)
        Optional<Double> atLeast,
    @Key(
            value = "Greatest mean accepted, in the metric's unit.",
            example = "5000",
            min = Double.NEGATIVE_INFINITY)
        Optional<Double> atMost)
    implements Checked {
  @Override
  public List<Violation> violations() {
    if (atLeast.isPresent() && atMost.isPresent() && atLeast.get() > atMost.get()) {
      return List.of(
          new Violation(
              "at_most", "no value is at least the one and at most the other", "swap the two"));
    }
    return List.of();
  }
}
