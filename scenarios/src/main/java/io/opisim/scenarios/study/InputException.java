package io.opisim.scenarios.study;

import io.opisim.scenarios.scenario.Problem;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;

/** Input files that cannot be used, with all that is wrong with them. */
public final class InputException extends IOException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** All problems at once. */
  public InputException(List<Problem> problems) {
    super(problems.stream().map(Problem::render).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, with file, line and hint. */
  public List<Problem> problems() {
    return problems;
  }
}
