package io.opisim.scenarios.scenario.io;

import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.Scenario;
import java.util.List;
import java.util.Optional;

/**
 * A valid scenario, or everything that is wrong with its files.
 *
 * @param scenario the scenario, if there is no problem
 * @param problems all problems, by file and line; none if there is a scenario
 */
public record LoadResult(Optional<Scenario> scenario, List<Problem> problems) {
  /** Checks that it is one or the other. */
  public LoadResult {
    problems = List.copyOf(problems);
    if (scenario.isPresent() != problems.isEmpty()) {
      throw new IllegalArgumentException("either a scenario or problems: " + problems);
    }
  }
}
