package io.opisim.scenarios.scenario.io;

import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.scenario.io.RecordKeys.KeyField;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes a scenario in the one canonical way: keys in the order of the reference page, defaults
 * spelled out, imports and overrides resolved, no comments. Equal scenarios give equal text.
 */
public final class ScenarioWriter {
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9._/-]+(?: [A-Za-z0-9._/+-]+)*");
  private static final Pattern NOT_PLAIN =
      Pattern.compile("[-.]|null|true|false|yes|no|on|off|y|n", Pattern.CASE_INSENSITIVE);

  private final StringBuilder text = new StringBuilder();

  private ScenarioWriter() {}

  /** The scenario as a YAML document that loads to the same scenario. */
  public static String canonicalText(Scenario scenario) {
    ScenarioWriter writer = new ScenarioWriter();
    writer.keys(scenario.document(), 0);
    return writer.text.toString();
  }

  /** The canonical text as bytes, for hashing. */
  public static byte[] canonicalBytes(Scenario scenario) {
    return canonicalText(scenario).getBytes(StandardCharsets.UTF_8);
  }

  private void keys(Record record, int indent) {
    boolean inItem = text.length() > 1 && text.charAt(text.length() - 2) == '-';
    for (KeyField field : RecordKeys.of(record.getClass())) {
      Object value = present(component(record, field));
      if (value == null) {
        continue;
      }
      text.append(inItem ? "" : "  ".repeat(indent));
      inItem = false;
      text.append(field.name()).append(':');
      value(value, indent);
    }
  }

  /** The value to write, or null where leaving the key out means the same. */
  private static Object present(Object value) {
    Object inside = value instanceof Optional<?> optional ? optional.orElse(null) : value;
    boolean empty =
        (inside instanceof List<?> list && list.isEmpty())
            || (inside instanceof Map<?, ?> map && map.isEmpty());
    return empty ? null : inside;
  }

  private void value(Object value, int indent) {
    if (value instanceof List<?> list) {
      text.append('\n');
      for (Object item : list) {
        text.append("  ".repeat(indent + 1)).append("- ");
        item(item, indent + 2);
      }
    } else if (value instanceof Map<?, ?> map) {
      text.append('\n');
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        text.append("  ".repeat(indent + 1)).append(scalar((String) entry.getKey())).append(':');
        value(entry.getValue(), indent + 1);
      }
    } else if (value instanceof Boolean) {
      text.append(' ').append(value).append('\n');
    } else if (ScalarTypes.isScalar(value.getClass())) {
      text.append(' ').append(scalar(ScalarTypes.print(value))).append('\n');
    } else {
      text.append('\n');
      keys((Record) value, indent + 1);
    }
  }

  private void item(Object item, int indent) {
    if (ScalarTypes.isScalar(item.getClass())) {
      text.append(scalar(ScalarTypes.print(item))).append('\n');
    } else {
      keys((Record) item, indent);
    }
  }

  private static String scalar(String value) {
    boolean plain = PLAIN.matcher(value).matches() && !NOT_PLAIN.matcher(value).matches();
    if (plain && value.charAt(0) != '-') {
      return value;
    }
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : value.toCharArray()) {
      switch (c) {
        case '"' -> quoted.append("\\\"");
        case '\\' -> quoted.append("\\\\");
        case '\n' -> quoted.append("\\n");
        case '\t' -> quoted.append("\\t");
        default -> {
          if (c < ' ' || c == '\u0085' || c == '\u2028' || c == '\u2029' || c == '\uFEFF') {
            quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
          } else {
            quoted.append(c);
          }
        }
      }
    }
    return quoted.append('"').toString();
  }

  private static Object component(Record record, KeyField field) {
    try {
      return field.component().getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException impossible) {
      throw new IllegalStateException("cannot read " + field.name(), impossible);
    }
  }
}
