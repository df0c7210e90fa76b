package io.opisim.scenarios.scenario.io;

import io.opisim.scenarios.scenario.Case;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.Expectation;
import io.opisim.scenarios.scenario.KnownIds;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.scenario.ScenarioDocument;
import io.opisim.scenarios.scenario.SchedulingSpec;
import io.opisim.scenarios.scenario.ServicesSpec;
import io.opisim.scenarios.scenario.io.YamlNode.YamlList;
import io.opisim.scenarios.scenario.io.YamlNode.YamlMap;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reads a scenario file with its imports, overrides and axes, and checks every case of it. */
public final class ScenarioLoader {
  private static final Comparator<Problem> BY_PLACE =
      Comparator.comparing(Problem::file).thenComparingInt(Problem::line);

  private final KnownIds ids;

  /** A loader that knows these ids. */
  public ScenarioLoader(KnownIds ids) {
    this.ids = ids;
  }

  /** Reads a file as it is. */
  public LoadResult load(Path file) {
    return load(file, List.of());
  }

  /**
   * Reads a file.
   *
   * @param file the scenario
   * @param overrides {@code path=value} each
   */
  public LoadResult load(Path file, List<String> overrides) {
    Collection<Problem> problems = new LinkedHashSet<>();
    Optional<YamlMap> tree = new Imports(problems).load(file);
    Optional<Scenario> scenario =
        tree.map(read -> Overrides.apply(read, overrides, problems))
            .flatMap(document -> scenario(document, nameOf(file), problems));
    return problems.isEmpty()
        ? new LoadResult(scenario, List.of())
        : new LoadResult(Optional.empty(), problems.stream().sorted(BY_PLACE).toList());
  }

  private Optional<Scenario> scenario(YamlMap tree, String fileName, Collection<Problem> problems) {
    Sweep sweep = Sweep.of(tree, problems);
    List<Sweep.Point> points = sweep.points(tree);
    Binder binder = new Binder(ids, problems);
    List<Case> cases = new ArrayList<>();
    ScenarioDocument first = null;
    for (Sweep.Point point : points) {
      Optional<ScenarioDocument> bound = bind(binder, point.tree(), tree, problems);
      if (bound.isPresent()) {
        ScenarioDocument document = bound.get();
        first = first == null ? document : first;
        CaseSpec spec =
            new CaseSpec(
                document.cluster(),
                document.workload(),
                document.scheduling(),
                document.services().orElse(ServicesSpec.NONE),
                document.costs(),
                document.faults(),
                document.checkpoints());
        cases.add(new Case(point.id(), point.parameters(), spec));
      }
    }
    if (first == null || !problems.isEmpty()) {
      return Optional.empty();
    }
    String name = first.scenario().orElse(fileName);
    ScenarioDocument document = first.completed(name, sweep.axes(), cases.get(0).id());
    checkAcrossCases(tree, document, cases, problems);
    return Optional.of(new Scenario(document, cases));
  }

  /** Binds one case; a missing value that a broken axis was to give is not reported again. */
  private static Optional<ScenarioDocument> bind(
      Binder binder, YamlMap tree, YamlMap whole, Collection<Problem> problems) {
    Optional<ScenarioDocument> bound = binder.bind(tree, ScenarioDocument.class);
    YamlMap.Entry sweep = whole.entries().get(Sweep.KEY);
    if (bound.isEmpty() && sweep != null && sweep.value() instanceof YamlMap axes) {
      problems.removeIf(
          problem -> problem.message().equals("is missing") && leadsTo(problem.path(), axes));
    }
    return bound;
  }

  private static boolean leadsTo(String path, YamlMap axes) {
    return axes.entries().keySet().stream()
        .anyMatch(axis -> axis.equals(path) || axis.startsWith(path + "."));
  }

  private static void checkAcrossCases(
      YamlMap tree, ScenarioDocument document, List<Case> cases, Collection<Problem> problems) {
    List<String> ids = new ArrayList<>(cases.stream().map(Case::id).toList());
    String baseline = document.baseline().orElseThrow();
    if (!ids.contains(baseline)) {
      String message = "there is no case \"" + baseline + "\"";
      problems.add(problem(tree, "baseline", "baseline", message, Nearest.hint(baseline, ids)));
    }
    if (document.oracle()) {
      ids.add(Scenario.ORACLE_CASE);
    }
    for (int i = 0; i < document.expect().size(); i++) {
      Expectation expectation = document.expect().get(i);
      if (!ids.contains(expectation.caseId())) {
        String path = "expect[" + i + "].case";
        String message = "there is no case \"" + expectation.caseId() + "\"";
        problems.add(expectationProblem(tree, i, path, message, ids, expectation.caseId()));
      }
    }
    if (cases.stream().anyMatch(c -> !c.spec().scheduling().queueLimits().isEmpty())) {
      List<String> with = List.of(SchedulingSpec.POLICY_WITH_QUEUES);
      checkUsed(tree, "queue_limits", "queues", with, cases, problems);
    }
    if (cases.stream().anyMatch(c -> c.spec().scheduling().quota().isPresent())) {
      List<String> with = List.of(SchedulingSpec.POLICY_WITH_QUOTAS);
      checkUsed(tree, "quota", "quotas", with, cases, problems);
    }
    if (cases.stream().anyMatch(c -> c.spec().scheduling().rounds().isPresent())) {
      checkUsed(tree, "rounds", "rounds", SchedulingSpec.POLICIES_WITH_ROUNDS, cases, problems);
    }
  }

  /** An option that no case uses is a mistake. */
  private static void checkUsed(
      YamlMap tree,
      String key,
      String what,
      List<String> policies,
      List<Case> cases,
      Collection<Problem> problems) {
    if (cases.stream().noneMatch(c -> policies.contains(c.spec().scheduling().policy()))) {
      String path = "scheduling." + key;
      String message = "no case has " + what;
      String hint =
          "only " + String.join(", ", policies) + (policies.size() > 1 ? " have" : " has");
      problems.add(problem(tree, "scheduling", path, message, hint));
    }
  }

  private static Problem expectationProblem(
      YamlMap tree, int index, String path, String message, List<String> ids, String word) {
    YamlNode list = tree.entries().get("expect").value();
    YamlNode.Origin at = ((YamlList) list).items().get(index).origin();
    return new Problem(at.file(), at.line(), path, message, Nearest.hint(word, ids));
  }

  private static Problem problem(
      YamlMap tree, String key, String path, String message, String hint) {
    Map<String, YamlMap.Entry> entries = tree.entries();
    YamlNode.Origin at = entries.containsKey(key) ? entries.get(key).keyOrigin() : tree.origin();
    return new Problem(at.file(), at.line(), path, message, hint);
  }

  /** The file's name without its ending, as an id. */
  private static String nameOf(Path file) {
    String name = file.getFileName().toString().replaceFirst("[.][A-Za-z]+$", "");
    String id = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    id = id.replaceAll("^-|-$", "");
    return id.isEmpty() ? "scenario" : id;
  }
}
