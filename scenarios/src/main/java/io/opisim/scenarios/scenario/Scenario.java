package io.opisim.scenarios.scenario;

import java.util.List;

/**
 * A scenario that is valid in all its cases.
 *
 * @param document the file with everything filled in
 * @param cases the product of the axes, the last axis varying fastest
 */
public record Scenario(ScenarioDocument document, List<Case> cases) {
  /** Id of the only case without a sweep. */
  public static final String DEFAULT_CASE = "default";

  /** Id of the row of the unlimited cluster. */
  public static final String ORACLE_CASE = "oracle";

  /** Checks that there is a case. */
  public Scenario {
    cases = List.copyOf(cases);
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("a scenario has at least one case");
    }
  }

  /** The name, from the file or the file's name. */
  public String name() {
    return document.scenario().orElseThrow();
  }

  /** What the scenario answers. */
  public String question() {
    return document.question();
  }

  /** The master seed. */
  public long seed() {
    return document.seed();
  }

  /** Replications of each case. */
  public int runs() {
    return document.runs();
  }

  /** Whether the unlimited cluster is added as a row. */
  public boolean oracle() {
    return document.oracle();
  }

  /** Id of the case that others are compared with. */
  public String baseline() {
    return document.baseline().orElseThrow();
  }

  /** Tables written besides jobs and summary. */
  public List<String> tables() {
    return document.record();
  }

  /** Bands checked after the run. */
  public List<Expectation> expectations() {
    return document.expect();
  }
}
