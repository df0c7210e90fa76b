package io.opisim.scenarios.scenario.io;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A piece of a YAML document: every scalar is the text that was written, and knows its place. */
public sealed interface YamlNode {
  /** Where it was written. */
  Origin origin();

  /** What it is, for messages. */
  String kind();

  /**
   * A place in a file.
   *
   * @param file as the user named it
   * @param line 1-based, or 0 if it is no line of a file
   * @param column 1-based, or 0
   */
  record Origin(String file, int line, int column) {}

  /**
   * A text.
   *
   * @param origin where
   * @param text as written, without quotes
   * @param isNull whether nothing, {@code null} or {@code ~} was written, without quotes
   */
  record YamlScalar(Origin origin, String text, boolean isNull) implements YamlNode {
    @Override
    public String kind() {
      return "a single value";
    }
  }

  /**
   * A list.
   *
   * @param origin where
   * @param items in the order of the file
   */
  record YamlList(Origin origin, List<YamlNode> items) implements YamlNode {
    /** Copies the items. */
    public YamlList {
      items = List.copyOf(items);
    }

    @Override
    public String kind() {
      return "a list";
    }
  }

  /**
   * A map.
   *
   * @param origin where
   * @param entries in the order of the file
   */
  record YamlMap(Origin origin, Map<String, Entry> entries) implements YamlNode {
    /**
     * One key and its value.
     *
     * @param keyOrigin where the key is
     * @param value what it is given
     */
    public record Entry(Origin keyOrigin, YamlNode value) {}

    /** Copies the entries, keeping their order. */
    public YamlMap {
      entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    /** This map without a key. */
    YamlMap without(String key) {
      Map<String, Entry> rest = new LinkedHashMap<>(entries);
      rest.remove(key);
      return new YamlMap(origin, rest);
    }

    /** This map with a key set. */
    YamlMap with(String key, Entry entry) {
      Map<String, Entry> more = new LinkedHashMap<>(entries);
      more.put(key, entry);
      return new YamlMap(origin, more);
    }

    @Override
    public String kind() {
      return "a map";
    }
  }
}
