package io.opisim.scenarios.catalog;

import io.opisim.scenarios.scenario.Problem;
import java.util.List;
import java.util.stream.Collectors;

/** An id that is not in the catalog, or a catalog file that is not right. */
public final class CatalogException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<Problem> problems;

  CatalogException(List<Problem> problems) {
    super(problems.stream().map(Problem::render).collect(Collectors.joining("; ")));
    this.problems = List.copyOf(problems);
  }

  /** What is wrong, at least one thing. */
  public List<Problem> problems() {
    return problems;
  }
}
