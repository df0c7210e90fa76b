package io.opisim.scenarios.scenario.io;

import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.io.TreePath.Astray;
import io.opisim.scenarios.scenario.io.TreePath.Step;
import io.opisim.scenarios.scenario.io.YamlNode.Origin;
import io.opisim.scenarios.scenario.io.YamlNode.YamlMap;
import io.opisim.scenarios.scenario.io.YamlNode.YamlScalar;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Values given beside the file, as {@code path=value}: {@code --set} on the command line. */
final class Overrides {
  private static final String SWEEP_PREFIX = Sweep.KEY + ".";

  private Overrides() {}

  /** The document with the values set. */
  static YamlMap apply(YamlMap document, List<String> overrides, Collection<Problem> problems) {
    YamlMap changed = document;
    for (String override : overrides) {
      changed = apply(changed, override, problems);
    }
    return changed;
  }

  private static YamlMap apply(YamlMap document, String override, Collection<Problem> problems) {
    String place = "--set " + override;
    int equals = override.indexOf('=');
    if (equals <= 0) {
      String hint = "write it as --set scheduling.policy=fifo";
      problems.add(new Problem(place, 0, "", "is not path=value", hint));
      return document;
    }
    String path = override.substring(0, equals).strip();
    Optional<YamlNode> value = value(place, override.substring(equals + 1).strip(), problems);
    if (value.isEmpty()) {
      return document;
    }
    try {
      if (isSwept(document, path)) {
        throw new Astray(
            "is an axis of the sweep, which would win over this value",
            "set the axis, as --set " + SWEEP_PREFIX + path + "=[a, b]");
      }
      return path(path).set(document, value.get());
    } catch (Astray astray) {
      problems.add(new Problem(place, 0, path, astray.getMessage(), astray.hint()));
      return document;
    }
  }

  /** The name of an axis is a path itself, and one key. */
  private static TreePath path(String path) throws Astray {
    if (!path.startsWith(SWEEP_PREFIX)) {
      return TreePath.parse(path);
    }
    Step axis = new Step(path.substring(SWEEP_PREFIX.length()), -1);
    return new TreePath(path, List.of(new Step(Sweep.KEY, -1), axis));
  }

  private static boolean isSwept(YamlMap document, String path) {
    YamlMap.Entry sweep = document.entries().get(Sweep.KEY);
    return sweep != null
        && sweep.value() instanceof YamlMap axes
        && axes.entries().containsKey(path);
  }

  private static Optional<YamlNode> value(String place, String text, Collection<Problem> problems) {
    boolean structured = text.startsWith("[") || text.startsWith("{");
    if (!structured) {
      return Optional.of(new YamlScalar(new Origin(place, 0, 0), text, text.isEmpty()));
    }
    List<Problem> found = new ArrayList<>();
    Optional<YamlNode> node = YamlReader.parse(place, text.getBytes(StandardCharsets.UTF_8), found);
    problems.addAll(found);
    return found.isEmpty() ? node : Optional.empty();
  }
}
