package io.opisim.scenarios.result;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The figures of one run.
 *
 * @param seed seed of the run
 * @param metrics metric name to value, in the order of {@link Metric#all}
 */
public record RunResult(long seed, Map<String, Double> metrics) {
  /** Copies the metrics, keeping their order. */
  public RunResult {
    metrics = Collections.unmodifiableMap(new LinkedHashMap<>(metrics));
  }
}
