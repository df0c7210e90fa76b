package io.opisim.scenarios.scenario.io;

import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.io.YamlNode.Origin;
import io.opisim.scenarios.scenario.io.YamlNode.YamlList;
import io.opisim.scenarios.scenario.io.YamlNode.YamlMap;
import io.opisim.scenarios.scenario.io.YamlNode.YamlScalar;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads a document with everything it imports.
 *
 * <p>An imported file is found from the folder of the file that imports it. Maps are merged key by
 * key, lists and single values are replaced; a later import wins over an earlier one, the importing
 * file over all. {@code key: null} takes an imported key away.
 */
final class Imports {
  /** The key that names the files to import. */
  static final String KEY = "import";

  private static final int MAX_FILES = 100;

  private final Collection<Problem> problems;
  private final Map<Path, Optional<YamlMap>> merged = new LinkedHashMap<>();
  private final List<Path> chain = new ArrayList<>();

  Imports(Collection<Problem> problems) {
    this.problems = problems;
  }

  /** The merged document; empty if any file of it is unusable. */
  Optional<YamlMap> load(Path file) {
    Path same = file.toAbsolutePath().normalize();
    Optional<YamlMap> known = merged.get(same);
    if (known == null) {
      chain.add(same);
      known = read(file);
      chain.remove(same);
      merged.put(same, known);
    }
    return known;
  }

  private Optional<YamlMap> read(Path file) {
    Optional<YamlNode> root = YamlReader.read(file, problems);
    if (root.isEmpty()) {
      return Optional.empty();
    }
    if (!(root.get() instanceof YamlMap map)) {
      Origin at = root.get().origin();
      problems.add(
          new Problem(
              at.file(),
              at.line(),
              "",
              "must be a map, not " + root.get().kind(),
              "write keys and values, as question: …"));
      return Optional.empty();
    }
    YamlMap.Entry imports = map.entries().get(KEY);
    if (imports == null) {
      return Optional.of(map);
    }
    Optional<YamlMap> base = bases(file, imports);
    return base.map(below -> merge(below, map.without(KEY)));
  }

  private Optional<YamlMap> bases(Path importing, YamlMap.Entry imports) {
    YamlMap base = new YamlMap(imports.keyOrigin(), Map.of());
    boolean complete = true;
    for (YamlNode name : names(imports.value())) {
      Optional<YamlMap> next = base(importing, name);
      complete &= next.isPresent();
      if (next.isPresent()) {
        base = merge(base, next.get());
      }
    }
    return complete ? Optional.of(base) : Optional.empty();
  }

  private static List<YamlNode> names(YamlNode value) {
    return value instanceof YamlList list ? list.items() : List.of(value);
  }

  private Optional<YamlMap> base(Path importing, YamlNode name) {
    if (!(name instanceof YamlScalar scalar) || scalar.isNull() || scalar.text().isBlank()) {
      return fail(name.origin(), "must name files", "write import: [base.yaml]");
    }
    Path file;
    try {
      file = importing.resolveSibling(scalar.text());
    } catch (InvalidPathException notAName) {
      return fail(name.origin(), "\"" + scalar.text() + "\" is no file name", "");
    }
    int seen = chain.indexOf(file.toAbsolutePath().normalize());
    if (seen >= 0) {
      List<String> cycle = new ArrayList<>();
      chain.subList(seen, chain.size()).forEach(step -> cycle.add(step.getFileName().toString()));
      cycle.add(cycle.get(0));
      String shown = String.join(" → ", cycle);
      return fail(name.origin(), "imports go in a circle: " + shown, "take one of them out");
    }
    if (!Files.exists(file)) {
      return fail(
          name.origin(),
          "there is no file \"" + scalar.text() + "\"",
          "a name is looked up beside the file that imports it");
    }
    if (merged.size() + chain.size() >= MAX_FILES) {
      return fail(name.origin(), "more than " + MAX_FILES + " files are imported", "");
    }
    return load(file);
  }

  private Optional<YamlMap> fail(Origin at, String message, String hint) {
    problems.add(new Problem(at.file(), at.line(), KEY, message, hint));
    return Optional.empty();
  }

  /** The keys of both; where both have one, maps are merged and else {@code over} wins. */
  static YamlMap merge(YamlMap base, YamlMap over) {
    Map<String, YamlMap.Entry> entries = new LinkedHashMap<>(base.entries());
    over.entries()
        .forEach(
            (key, entry) -> {
              YamlMap.Entry below = entries.get(key);
              if (below != null && isExplicitNull(entry.value())) {
                entries.remove(key);
              } else if (below != null
                  && below.value() instanceof YamlMap lower
                  && entry.value() instanceof YamlMap upper) {
                entries.put(key, new YamlMap.Entry(entry.keyOrigin(), merge(lower, upper)));
              } else {
                entries.put(key, entry);
              }
            });
    return new YamlMap(over.origin(), entries);
  }

  private static boolean isExplicitNull(YamlNode node) {
    return node instanceof YamlScalar scalar && scalar.isNull() && !scalar.text().isEmpty();
  }
}
