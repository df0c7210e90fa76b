package io.opisim.scenarios.schema;

import io.opisim.scenarios.scenario.AtLeastOneOf;
import io.opisim.scenarios.scenario.ExactlyOneOf;
import io.opisim.scenarios.scenario.ScenarioDocument;
import io.opisim.scenarios.scenario.io.RecordKeys;
import io.opisim.scenarios.scenario.io.RecordKeys.KeyField;
import io.opisim.scenarios.scenario.io.ScalarTypes;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.Numbers;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the reference page of the scenario keys, a table for each map of the file. */
public final class KeyReference {
  private static final String HEAD =
      """
      # Scenario keys

      Every key a scenario file may hold. This page is made from the program's own records;
      `opisim check FILE` reports everything that does not fit it, with its line.

      A quantity is a number, a space and a unit: `80 GB`, `400 Gbit/s`, `1.5 h`. `kB MB GB` are
      powers of 1000, `KiB MiB GiB` of 1024. Text is read as it is written: `no` and `1:1` are
      texts. Anchors, aliases and tags are not accepted; one file can build on another instead:

      - `import: [base.yaml]` takes over the keys of other files, found from the folder of the file
        that imports them. Maps are merged key by key, lists and values replaced; the importing
        file wins, and `key: null` takes an imported key away.
      - `--set path=value` sets a key from the command line, as `--set workload.window.limit=100`.
      - an axis of `sweep` sets a key to one value after another, and each combination is a case.
        Its id is its values joined by `+`.
      """;

  private final StringBuilder page = new StringBuilder(HEAD);

  private KeyReference() {}

  /** The page, in Markdown. */
  public static String scenarioKeys() {
    KeyReference reference = new KeyReference();
    reference.section("", ScenarioDocument.class);
    return reference.page.toString();
  }

  private void section(String path, Class<?> type) {
    page.append("\n## ").append(path.isEmpty() ? "Top level" : "`" + path + "`").append("\n\n");
    ExactlyOneOf exactly = type.getAnnotation(ExactlyOneOf.class);
    AtLeastOneOf atLeast = type.getAnnotation(AtLeastOneOf.class);
    if (exactly != null) {
      page.append("Exactly one of ").append(codes(exactly.value())).append(".\n\n");
    } else if (atLeast != null) {
      page.append("At least one of ").append(codes(atLeast.value())).append(".\n\n");
    }
    page.append("| Key | Value | Default | Meaning | Example |\n|---|---|---|---|---|\n");
    List<KeyField> fields = RecordKeys.of(type);
    fields.forEach(this::row);
    for (KeyField field : fields) {
      Type inner = RecordKeys.unwrapped(field.type());
      boolean list = RecordKeys.raw(inner) == List.class;
      Class<?> below = RecordKeys.raw(list ? RecordKeys.argument(inner, 0) : inner);
      if (below.isRecord() && !ScalarTypes.isScalar(below)) {
        String name = path.isEmpty() ? field.name() : path + "." + field.name();
        section(name + (list ? "[]" : ""), below);
      }
    }
  }

  private void row(KeyField field) {
    Key key = field.key();
    String byDefault = key.byDefault();
    String shown =
        switch (byDefault) {
          case "" -> field.isOptional() ? "none" : "**required**";
          case "[]", "{}" -> "none";
          default -> "`" + byDefault + "`";
        };
    page.append("| `").append(field.name()).append("` | ");
    page.append(kind(RecordKeys.unwrapped(field.type()), key)).append(" | ");
    page.append(shown).append(" | ").append(key.value()).append(" | ");
    page.append('`').append(key.example()).append("` |\n");
  }

  private static String kind(Type type, Key key) {
    Class<?> raw = RecordKeys.raw(type);
    if (raw == List.class) {
      String item = kind(RecordKeys.argument(type, 0), key);
      return "list, each a " + item;
    } else if (raw == Map.class) {
      return "map of paths to lists";
    } else if (!ScalarTypes.units(raw).isEmpty()) {
      return "quantity in " + String.join(" ", ScalarTypes.units(raw));
    } else if (raw == String.class) {
      return key.ids().isEmpty() ? key.kebabCase() ? "name" : "text" : key.ids() + " id";
    } else if (raw == boolean.class) {
      return "`true` or `false`";
    } else if (raw.isEnum()) {
      return Arrays.stream(raw.getEnumConstants())
          .map(constant -> "`" + ScalarTypes.printed((Enum<?>) constant) + "`")
          .collect(Collectors.joining(", "));
    }
    return ScalarTypes.isScalar(raw) ? number(raw, key) : "map";
  }

  private static String number(Class<?> raw, Key key) {
    List<String> parts = new ArrayList<>();
    boolean fraction = raw == double.class || raw == Double.class || ScalarTypes.isQuantity(raw);
    parts.add(fraction ? "number" : "whole number");
    if (key.positive()) {
      parts.add("more than 0");
    } else if (key.min() != Double.NEGATIVE_INFINITY) {
      parts.add("at least " + Numbers.format(key.min()));
    }
    if (key.max() < Integer.MAX_VALUE) {
      parts.add("at most " + Numbers.format(key.max()));
    }
    return String.join(", ", parts);
  }

  private static String codes(String[] keys) {
    return "`" + String.join("`, `", keys) + "`";
  }
}
