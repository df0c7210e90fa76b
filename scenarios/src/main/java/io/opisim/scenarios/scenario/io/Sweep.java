package io.opisim.scenarios.scenario.io;

import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.scenario.ScenarioDocument;
import io.opisim.scenarios.scenario.io.TreePath.Astray;
import io.opisim.scenarios.scenario.io.YamlNode.Origin;
import io.opisim.scenarios.scenario.io.YamlNode.YamlList;
import io.opisim.scenarios.scenario.io.YamlNode.YamlMap;
import io.opisim.scenarios.scenario.io.YamlNode.YamlScalar;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The axes of a document and the cases that are their product, the last axis varying fastest. */
final class Sweep {
  /** The key of the axes. */
  static final String KEY = "sweep";

  private static final int MAX_CASES = 10_000;
  private static final int MAX_ID_LENGTH = 100;
  private static final List<String> SWEPT =
      List.of("cluster", "workload", "scheduling", "services", "costs", "faults", "checkpoints");

  private final Collection<Problem> problems;
  private final List<Axis> axes = new ArrayList<>();

  private Sweep(Collection<Problem> problems) {
    this.problems = problems;
  }

  /** One axis: the path it varies and its values. */
  private record Axis(TreePath path, Origin origin, List<YamlScalar> values) {}

  /**
   * One combination.
   *
   * @param id safe as a file name
   * @param parameters path to value
   * @param tree the document of this case
   */
  record Point(String id, Map<String, String> parameters, YamlMap tree) {}

  /** Reads the axes of a document; what is wrong with them goes to the problems. */
  static Sweep of(YamlMap document, Collection<Problem> problems) {
    Sweep sweep = new Sweep(problems);
    YamlMap.Entry entry = document.entries().get(KEY);
    if (entry == null) {
      return sweep;
    }
    if (!(entry.value() instanceof YamlMap map) || map.entries().isEmpty()) {
      String hint = "write it as {scheduling.policy: [fifo, easy-backfill]}";
      sweep.fail(entry.keyOrigin(), KEY, "must be a map of axes", hint);
      return sweep;
    }
    map.entries().forEach(sweep::read);
    return sweep;
  }

  private void read(String path, YamlMap.Entry entry) {
    TreePath target;
    try {
      target = TreePath.parse(path);
      if (!SWEPT.contains(target.head())) {
        String known = Nearest.hint(target.head(), SWEPT);
        String hint = known.startsWith("known") ? "start with " + String.join(", ", SWEPT) : known;
        throw new Astray("cannot be varied", hint);
      }
      target.checkAgainst(ScenarioDocument.class);
    } catch (Astray astray) {
      fail(entry.keyOrigin(), name(path), astray.getMessage(), astray.hint());
      return;
    }
    List<YamlScalar> values = values(path, entry);
    if (!values.isEmpty()) {
      axes.add(new Axis(target, entry.keyOrigin(), values));
    }
  }

  private List<YamlScalar> values(String path, YamlMap.Entry entry) {
    Origin at = entry.keyOrigin();
    if (!(entry.value() instanceof YamlList list)) {
      fail(at, name(path), "must be a list of values", "write it as [first, second]");
      return List.of();
    }
    List<YamlScalar> values = new ArrayList<>();
    Set<String> texts = new LinkedHashSet<>();
    for (YamlNode item : list.items()) {
      if (!(item instanceof YamlScalar scalar) || scalar.isNull()) {
        fail(item.origin(), name(path), "must hold single values, not " + item.kind(), "");
      } else if (!texts.add(scalar.text())) {
        String message = "has the value \"" + scalar.text() + "\" twice";
        fail(scalar.origin(), name(path), message, "keep one");
      } else {
        values.add(scalar);
      }
    }
    if (list.items().size() < 2) {
      String message = list.items().isEmpty() ? "has no values" : "has one value only";
      fail(at, name(path), message, "give it two or more, or set " + path + " itself");
    }
    return values;
  }

  private static String name(String path) {
    return KEY + "." + path;
  }

  /** The axes, path to values as written. */
  Map<String, List<String>> axes() {
    Map<String, List<String>> texts = new LinkedHashMap<>();
    for (Axis axis : axes) {
      texts.put(axis.path().text(), axis.values().stream().map(YamlScalar::text).toList());
    }
    return texts;
  }

  /** The documents of all cases, without their axes. */
  List<Point> points(YamlMap document) {
    YamlMap base = document.without(KEY);
    List<Point> points = new ArrayList<>();
    points.add(new Point("", Map.of(), base));
    for (Axis axis : axes) {
      if ((long) points.size() * axis.values().size() > MAX_CASES) {
        fail(axis.origin(), KEY, "makes more than " + MAX_CASES + " cases", "take values out");
        return points.subList(0, 1);
      }
      try {
        points = crossed(points, axis);
      } catch (Astray astray) {
        fail(axis.origin(), name(axis.path().text()), astray.getMessage(), astray.hint());
      }
    }
    return named(points);
  }

  private static List<Point> crossed(List<Point> points, Axis axis) throws Astray {
    List<Point> crossed = new ArrayList<>();
    for (Point point : points) {
      for (YamlScalar value : axis.values()) {
        Map<String, String> parameters = new LinkedHashMap<>(point.parameters());
        parameters.put(axis.path().text(), value.text());
        String id = point.id().isEmpty() ? safe(value) : point.id() + "+" + safe(value);
        crossed.add(new Point(id, parameters, axis.path().set(point.tree(), value)));
      }
    }
    return crossed;
  }

  private static String safe(YamlScalar value) {
    String text = value.text().replaceAll("[^A-Za-z0-9._-]+", "-").replaceAll("^[.-]+|-+$", "");
    return text.isEmpty() ? "value" : text;
  }

  /** Makes ids short and unique: values may differ only in what a file name cannot hold. */
  private static List<Point> named(List<Point> points) {
    Set<String> taken = new LinkedHashSet<>(Set.of(Scenario.ORACLE_CASE));
    List<Point> named = new ArrayList<>();
    for (Point point : points) {
      String id = point.id().isEmpty() ? Scenario.DEFAULT_CASE : point.id();
      id = id.substring(0, Math.min(id.length(), MAX_ID_LENGTH));
      String unique = id;
      for (int i = 2; !taken.add(unique); i++) {
        unique = id + "-" + i;
      }
      named.add(new Point(unique, point.parameters(), point.tree()));
    }
    return named;
  }

  private void fail(Origin at, String path, String message, String hint) {
    problems.add(new Problem(at.file(), at.line(), path, message, hint));
  }
}
