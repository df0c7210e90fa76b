package io.opisim.scenarios.scenario.io;

import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.io.TreePath.Astray;
import io.opisim.scenarios.scenario.io.TreePath.Step;
import io.opisim.scenarios.scenario.io.YamlNode.Origin;
import io.opisim.scenarios.scenario.io.YamlNode.YamlList;
import io.opisim.scenarios.scenario.io.YamlNode.YamlMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds the lines of problems that are seen only when a scenario meets the catalog, and so are told
 * by path alone.
 */
public final class ProblemPlaces {
  /** The file of problems whose place is to be found. */
  public static final String SCENARIO = "scenario";

  private ProblemPlaces() {}

  /**
   * The same problems; those of {@link #SCENARIO} get file and line of their path, or of what
   * stands above it.
   *
   * @param file the scenario
   * @param overrides {@code path=value} each, as it was loaded with
   */
  public static List<Problem> find(Path file, List<String> overrides, List<Problem> problems) {
    List<Problem> ignored = new ArrayList<>();
    Optional<YamlMap> tree =
        new Imports(ignored)
            .load(file)
            .map(document -> Overrides.apply(document, overrides, ignored));
    return tree.isEmpty()
        ? problems
        : problems.stream().map(problem -> placed(tree.get(), problem)).toList();
  }

  private static Problem placed(YamlMap tree, Problem problem) {
    if (!problem.file().equals(SCENARIO)) {
      return problem;
    }
    Origin at = origin(tree, problem.path());
    return new Problem(at.file(), at.line(), problem.path(), problem.message(), problem.hint());
  }

  private static Origin origin(YamlMap tree, String path) {
    Origin at = tree.origin();
    YamlNode node = axisOr(tree, path);
    if (node != tree) {
      return node.origin();
    }
    try {
      for (Step step : TreePath.parse(path).steps()) {
        if (step.key() != null
            && node instanceof YamlMap map
            && map.entries().containsKey(step.key())) {
          at = map.entries().get(step.key()).keyOrigin();
          node = map.entries().get(step.key()).value();
        } else if (step.key() == null
            && node instanceof YamlList list
            && step.index() < list.items().size()) {
          node = list.items().get(step.index());
          at = node.origin();
        } else {
          return at;
        }
      }
      return at;
    } catch (Astray noPath) {
      return at;
    }
  }

  /** The values of the axis that varies the path, or the tree itself. */
  private static YamlNode axisOr(YamlMap tree, String path) {
    YamlMap.Entry sweep = tree.entries().get(Sweep.KEY);
    return sweep != null
            && sweep.value() instanceof YamlMap axes
            && axes.entries().containsKey(path)
        ? axes.entries().get(path).value()
        : tree;
  }
}
