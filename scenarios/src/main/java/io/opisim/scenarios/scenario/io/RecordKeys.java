package io.opisim.scenarios.scenario.io;

import io.opisim.simcore.units.Key;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The keys of a record, as its components declare them. */
public final class RecordKeys {
  private RecordKeys() {}

  /**
   * One key.
   *
   * @param name as written in files
   * @param type the component's type, with the record's type arguments filled in
   * @param key what it means
   * @param component the component that holds it
   */
  public record KeyField(String name, Type type, Key key, RecordComponent component) {
    /** Whether a file may leave it out. */
    public boolean isOptional() {
      return raw(type) == Optional.class || !key.byDefault().isEmpty();
    }
  }

  /** The keys of a record type, in the order of its components. */
  public static List<KeyField> of(Type type) {
    return of(type, null);
  }

  /**
   * The keys of a record type; {@code outer} describes the components whose type is the record's
   * argument, as the value inside a sourced value.
   */
  static List<KeyField> of(Type type, Key outer) {
    List<KeyField> fields = new ArrayList<>();
    for (RecordComponent component : raw(type).getRecordComponents()) {
      Type declared = component.getGenericType();
      boolean argument = declared instanceof TypeVariable<?>;
      Key key = argument && outer != null ? outer : component.getAnnotation(Key.class);
      if (key == null) {
        throw new IllegalStateException(raw(type) + " has no @Key on " + component.getName());
      }
      String own = component.getAnnotation(Key.class).name();
      String name = own.isEmpty() ? snakeCase(component.getName()) : own;
      fields.add(new KeyField(name, argument ? argument(type, 0) : declared, key, component));
    }
    return fields;
  }

  /** The class behind a type. */
  public static Class<?> raw(Type type) {
    return (Class<?>) (type instanceof ParameterizedType generic ? generic.getRawType() : type);
  }

  /** A type argument. */
  public static Type argument(Type type, int index) {
    return ((ParameterizedType) type).getActualTypeArguments()[index];
  }

  /** The type inside an optional, or the type itself. */
  public static Type unwrapped(Type type) {
    return raw(type) == Optional.class ? argument(type, 0) : type;
  }

  /** {@code nodesPerRack} as {@code nodes_per_rack}. */
  public static String snakeCase(String camelCase) {
    StringBuilder text = new StringBuilder();
    for (char c : camelCase.toCharArray()) {
      if (Character.isUpperCase(c)) {
        text.append('_').append(Character.toLowerCase(c));
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
