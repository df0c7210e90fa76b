package io.opisim.scenarios.scenario;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One point of the sweep.
 *
 * @param id its axis values, safe as a file name; {@code default} without a sweep
 * @param parameters axis path to value, in the order of the file
 * @param spec what is simulated
 */
public record Case(String id, Map<String, String> parameters, CaseSpec spec) {
  /** Copies the parameters, keeping their order. */
  public Case {
    parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
  }
}
