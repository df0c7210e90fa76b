package io.opisim.hwvalidate.table;

import io.opisim.scenarios.scenario.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a table cannot be compared with; carries everything that is wrong with it. */
public final class InvalidTableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  /** All problems of one table; there is at least one. */
  public InvalidTableException(List<Problem> problems) {
    super(problems.stream().map(Problem::render).collect(Collectors.joining("\n")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong. */
  public List<Problem> problems() {
    return problems;
  }
}
