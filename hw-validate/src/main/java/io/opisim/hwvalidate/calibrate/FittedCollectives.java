package io.opisim.hwvalidate.calibrate;

import io.opisim.models.collective.ClosedFormCollectives;
import io.opisim.models.collective.CollectiveAlgorithms;
import io.opisim.models.collective.CollectiveParameter;
import io.opisim.models.collective.CollectiveParameters;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The parameters of one system, and the curves behind them.
 *
 * @param facts the system
 * @param curves what it was fitted on
 * @param values parameters that the curves determine; the others have their defaults
 */
public record FittedCollectives(
    SystemFacts facts, List<CollectiveCurve> curves, Map<CollectiveParameter, Double> values) {
  /** Copies the map. */
  public FittedCollectives {
    curves = List.copyOf(curves);
    values = Collections.unmodifiableMap(new EnumMap<>(values));
  }

  /** The values, and defaults for the rest. */
  public CollectiveParameters parameters() {
    return CollectiveParameters.of(values).withFabric(facts.fabric());
  }

  /** The time that the closed forms give for a size of a curve of this system. */
  public double seconds(CollectiveCurve curve, long sizeBytes) {
    return new ClosedFormCollectives(parameters(), CollectiveAlgorithms.of(curve.algorithms(facts)))
        .estimate(curve.request(sizeBytes, facts))
        .seconds();
  }
}
