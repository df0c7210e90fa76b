package io.opisim.scenarios.scenario.io;

import io.opisim.scenarios.scenario.io.RecordKeys.KeyField;
import io.opisim.scenarios.scenario.io.YamlNode.Origin;
import io.opisim.scenarios.scenario.io.YamlNode.YamlList;
import io.opisim.scenarios.scenario.io.YamlNode.YamlMap;
import io.opisim.scenarios.scenario.io.YamlNode.YamlScalar;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a document, as {@code cluster.nodes[0].count}: what overrides and axes point at.
 *
 * @param text as written
 * @param steps key, or number of a list's item
 */
record TreePath(String text, List<Step> steps) {
  private static final Pattern PART = Pattern.compile("([A-Za-z0-9_-]+)((?:\\[[0-9]{1,6}\\])*)");
  private static final Pattern INDEX = Pattern.compile("\\[([0-9]+)\\]");

  /**
   * One step down.
   *
   * @param key key of a map, or null
   * @param index item of a list, if there is no key
   */
  record Step(String key, int index) {}

  /** A path that does not lead anywhere. */
  static final class Astray extends Exception {
    private static final long serialVersionUID = 1L;

    private final String hint;

    Astray(String message, String hint) {
      super(message);
      this.hint = hint;
    }

    String hint() {
      return hint;
    }
  }

  /** Reads a path. */
  static TreePath parse(String text) throws Astray {
    List<Step> steps = new ArrayList<>();
    for (String part : text.split("\\.", -1)) {
      Matcher matcher = PART.matcher(part);
      if (!matcher.matches()) {
        throw new Astray("is not a path", "write it as cluster.nodes[0].count");
      }
      steps.add(new Step(matcher.group(1), -1));
      Matcher index = INDEX.matcher(matcher.group(2));
      while (index.find()) {
        steps.add(new Step(null, Integer.parseInt(index.group(1))));
      }
    }
    return new TreePath(text, List.copyOf(steps));
  }

  /** The first key. */
  String head() {
    return steps.get(0).key();
  }

  /** Checks that the path leads to a single value of the record type. */
  void checkAgainst(Class<? extends Record> root) throws Astray {
    Type type = root;
    for (Step step : steps) {
      type = RecordKeys.unwrapped(type);
      if (step.key() == null) {
        if (RecordKeys.raw(type) != List.class) {
          throw new Astray("leads into something that is no list", "drop [" + step.index() + "]");
        }
        type = RecordKeys.argument(type, 0);
      } else {
        type = field(type, step.key()).type();
      }
    }
    type = RecordKeys.unwrapped(type);
    if (RecordKeys.raw(type) == List.class) {
      throw new Astray("is a whole list", "point at one item, as " + text + "[0]");
    }
    if (!ScalarTypes.isScalar(RecordKeys.raw(type))) {
      List<String> names = RecordKeys.of(type).stream().map(KeyField::name).toList();
      throw new Astray("is not a single value", "add one of: " + String.join(", ", names));
    }
  }

  private static KeyField field(Type type, String key) throws Astray {
    Class<?> raw = RecordKeys.raw(type);
    if (raw == List.class) {
      throw new Astray("leads into a list", "say which item, as [0]");
    }
    if (!raw.isRecord() || ScalarTypes.isScalar(raw)) {
      throw new Astray("goes further than the single value", "drop \"." + key + "\"");
    }
    List<KeyField> fields = RecordKeys.of(type);
    Optional<KeyField> field = fields.stream().filter(f -> f.name().equals(key)).findFirst();
    if (field.isEmpty()) {
      List<String> names = fields.stream().map(KeyField::name).toList();
      throw new Astray("has no key \"" + key + "\"", Nearest.hint(key, names));
    }
    return field.get();
  }

  /** The tree with the value at this path; maps on the way are made, list items must exist. */
  YamlMap set(YamlMap root, YamlNode value) throws Astray {
    return (YamlMap) set(root, 0, value);
  }

  private YamlNode set(YamlNode node, int depth, YamlNode value) throws Astray {
    if (depth == steps.size()) {
      return value;
    }
    Step step = steps.get(depth);
    Origin origin = value.origin();
    if (step.key() == null) {
      if (!(node instanceof YamlList list) || step.index() >= list.items().size()) {
        int last = node instanceof YamlList tooShort ? tooShort.items().size() - 1 : -1;
        throw new Astray(
            "there is no item [" + step.index() + "]",
            last < 0 ? "there is no list here" : "the last is [" + last + "]");
      }
      List<YamlNode> items = new ArrayList<>(list.items());
      items.set(step.index(), set(items.get(step.index()), depth + 1, value));
      return new YamlList(list.origin(), items);
    }
    boolean free = node == null || (node instanceof YamlScalar scalar && scalar.isNull());
    if (!free && !(node instanceof YamlMap)) {
      throw new Astray("leads into " + node.kind(), "make that a map with the key " + step.key());
    }
    YamlMap map = node instanceof YamlMap there ? there : new YamlMap(origin, Map.of());
    Map<String, YamlMap.Entry> entries = new LinkedHashMap<>(map.entries());
    YamlMap.Entry old = entries.get(step.key());
    YamlNode below = set(old == null ? null : old.value(), depth + 1, value);
    Origin keyOrigin = old == null || depth + 1 == steps.size() ? origin : old.keyOrigin();
    entries.put(step.key(), new YamlMap.Entry(keyOrigin, below));
    return new YamlMap(map.origin(), entries);
  }
}
