package io.opisim.scenarios.scenario.io;

import io.opisim.scenarios.scenario.AtLeastOneOf;
import io.opisim.scenarios.scenario.Checked;
import io.opisim.scenarios.scenario.ExactlyOneOf;
import io.opisim.scenarios.scenario.KnownIds;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.io.RecordKeys.KeyField;
import io.opisim.scenarios.scenario.io.ScalarTypes.BadValue;
import io.opisim.scenarios.scenario.io.YamlNode.Origin;
import io.opisim.scenarios.scenario.io.YamlNode.YamlList;
import io.opisim.scenarios.scenario.io.YamlNode.YamlMap;
import io.opisim.scenarios.scenario.io.YamlNode.YamlScalar;
import io.opisim.simcore.units.Key;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;

/** Fills records from a tree and collects everything that is wrong with it on the way. */
public final class Binder {
  private static final Origin NOWHERE = new Origin("", 0, 0);

  private final KnownIds ids;
  private final Collection<Problem> problems;

  /**
   * A binder.
   *
   * @param ids what exists
   * @param problems where to put what is wrong
   */
  public Binder(KnownIds ids, Collection<Problem> problems) {
    this.ids = ids;
    this.problems = problems;
  }

  /** Where a value is: its path, and the place to point at when it is missing or wrong. */
  private record Place(String path, Origin origin) {
    Place key(String key, Origin at) {
      return new Place(path.isEmpty() ? key : path + "." + key, at);
    }

    Place item(int index, Origin at) {
      return new Place(path + "[" + index + "]", at);
    }
  }

  /** Fills a record; empty if anything in it is wrong, which is then among the problems. */
  public <T extends Record> Optional<T> bind(YamlNode root, Class<T> type) {
    Object value = value(root, new Place("", root.origin()), type, null);
    return Optional.ofNullable(type.cast(value));
  }

  /** The value, or null after a problem. */
  private Object value(YamlNode node, Place place, Type type, Key key) {
    Class<?> raw = RecordKeys.raw(type);
    if (raw == Optional.class) {
      Object inside = value(node, place, RecordKeys.argument(type, 0), key);
      return inside == null ? null : Optional.of(inside);
    }
    if (node instanceof YamlScalar scalar && scalar.isNull()) {
      return fail(place, "has no value", key == null ? "" : "write it as " + key.example());
    }
    if (raw == List.class) {
      return list(node, place, RecordKeys.argument(type, 0), key);
    }
    if (!ScalarTypes.isScalar(raw)) {
      return record(node, place, type, key);
    }
    if (!(node instanceof YamlScalar scalar)) {
      return fail(
          place, "must be a single value, not " + node.kind(), "write it as " + key.example());
    }
    return scalar(scalar, place, raw, key);
  }

  private Object scalar(YamlScalar scalar, Place place, Class<?> type, Key key) {
    try {
      Object value = ScalarTypes.parse(type, scalar.text(), key);
      return type == String.class ? known((String) value, place, key) : value;
    } catch (BadValue wrong) {
      return fail(place, wrong.getMessage(), wrong.hint());
    }
  }

  private String known(String word, Place place, Key key) {
    Optional<SortedSet<String>> known = ids.of(key.ids());
    if (known.isEmpty() || known.get().contains(word)) {
      return word;
    }
    fail(
        place,
        "unknown " + key.ids() + " " + ScalarTypes.quote(word),
        Nearest.hint(word, known.get()));
    return null;
  }

  private List<Object> list(YamlNode node, Place place, Type itemType, Key key) {
    if (!(node instanceof YamlList list)) {
      fail(place, "must be a list, not " + node.kind(), "write it as " + key.example());
      return null;
    }
    if (list.items().isEmpty()) {
      fail(place, "is an empty list", "leave the key out, or write it as " + key.example());
      return null;
    }
    List<Object> values = new ArrayList<>();
    for (int i = 0; i < list.items().size(); i++) {
      YamlNode item = list.items().get(i);
      values.add(value(item, place.item(i, item.origin()), itemType, key));
    }
    return values.contains(null) ? null : values;
  }

  private Object record(YamlNode node, Place place, Type type, Key outer) {
    if (!(node instanceof YamlMap map)) {
      String hint = outer == null ? "write keys and values" : "write it as " + outer.example();
      return fail(place, "must be a map, not " + node.kind(), hint);
    }
    int before = problems.size();
    List<KeyField> fields = RecordKeys.of(type, outer);
    refuseUnknown(map, place, fields);
    checkAlternatives(map, place, RecordKeys.raw(type));
    Object[] values = new Object[fields.size()];
    boolean complete = true;
    for (int i = 0; i < values.length; i++) {
      values[i] = field(map, place, fields.get(i));
      complete &= values[i] != null;
    }
    return complete && problems.size() == before ? construct(map, place, type, values) : null;
  }

  private void refuseUnknown(YamlMap map, Place place, List<KeyField> fields) {
    List<String> names = fields.stream().map(KeyField::name).toList();
    map.entries()
        .forEach(
            (key, entry) -> {
              if (!names.contains(key)) {
                Place at = place.key(key, entry.keyOrigin());
                fail(at, "unknown key", Nearest.hint(key, names));
              }
            });
  }

  private void checkAlternatives(YamlMap map, Place place, Class<?> type) {
    ExactlyOneOf exactly = type.getAnnotation(ExactlyOneOf.class);
    AtLeastOneOf atLeast = type.getAnnotation(AtLeastOneOf.class);
    String[] keys = exactly != null ? exactly.value() : atLeast != null ? atLeast.value() : null;
    if (keys == null) {
      return;
    }
    List<String> given = Arrays.stream(keys).filter(map.entries()::containsKey).toList();
    String all = String.join(", ", keys);
    if (given.isEmpty()) {
      fail(
          place, "has none of " + all, exactly != null ? "write exactly one" : "write one of them");
    } else if (exactly != null && given.size() > 1) {
      Origin first = map.entries().get(given.get(0)).keyOrigin();
      Origin second = map.entries().get(given.get(1)).keyOrigin();
      String imported =
          first.file().equals(second.file()) ? "" : "; key: null takes an imported key away";
      fail(
          new Place(place.path(), second),
          "has " + String.join(" and ", given) + " together",
          "keep exactly one of " + all + imported);
    }
  }

  private Object field(YamlMap map, Place place, KeyField field) {
    YamlMap.Entry entry = map.entries().get(field.name());
    if (entry != null) {
      return value(entry.value(), place.key(field.name(), entry.keyOrigin()), field);
    }
    if (RecordKeys.raw(field.type()) == Optional.class) {
      return Optional.empty();
    }
    String byDefault = field.key().byDefault();
    if (byDefault.isEmpty()) {
      Place missing = place.key(field.name(), place.origin());
      return fail(missing, "is missing", "write " + field.name() + ": " + field.key().example());
    }
    return switch (byDefault) {
      case "[]" -> List.of();
      case "{}" ->
          RecordKeys.raw(field.type()) == Map.class
              ? Map.of()
              : record(new YamlMap(NOWHERE, Map.of()), place, field.type(), field.key());
      default -> value(new YamlScalar(place.origin(), byDefault, false), place, field);
    };
  }

  private Object value(YamlNode node, Place place, KeyField field) {
    if (RecordKeys.raw(field.type()) == Map.class) {
      throw new IllegalStateException(place.path() + ": maps of free keys are read by the loader");
    }
    return value(node, place, field.type(), field.key());
  }

  private Object construct(YamlMap map, Place place, Type type, Object[] values) {
    Class<?> raw = RecordKeys.raw(type);
    Class<?>[] parameters =
        Arrays.stream(raw.getRecordComponents())
            .map(RecordComponent::getType)
            .toArray(Class<?>[]::new);
    try {
      Object built = raw.getDeclaredConstructor(parameters).newInstance(values);
      return built instanceof Checked checked && violated(map, place, checked) ? null : built;
    } catch (InvocationTargetException refused) {
      if (refused.getCause() instanceof IllegalArgumentException reason) {
        return fail(place, reason.getMessage(), "");
      }
      throw new IllegalStateException(raw + " could not be made", refused);
    } catch (ReflectiveOperationException impossible) {
      throw new IllegalStateException(raw + " could not be made", impossible);
    }
  }

  private boolean violated(YamlMap map, Place place, Checked checked) {
    List<Checked.Violation> violations = checked.violations();
    for (Checked.Violation violation : violations) {
      YamlMap.Entry entry = map.entries().get(violation.key());
      Origin at = entry == null ? place.origin() : entry.keyOrigin();
      fail(place.key(violation.key(), at), violation.message(), violation.hint());
    }
    return !violations.isEmpty();
  }

  private Object fail(Place place, String message, String hint) {
    Origin at = place.origin();
    problems.add(new Problem(at.file(), at.line(), place.path(), message, hint));
    return null;
  }
}
