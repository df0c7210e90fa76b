package io.opisim.scenarios.scenario.io;

import io.opisim.simcore.units.ComputeRate;
import io.opisim.simcore.units.CpuCores;
import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.DataSize;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.Money;
import io.opisim.simcore.units.Numbers;
import io.opisim.simcore.units.Power;
import io.opisim.simcore.units.QuantityException;
import io.opisim.simcore.units.TimeSpan;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** From one text to one typed value, and back. */
public final class ScalarTypes {
  private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]{0,30})");
  private static final Pattern DECIMAL =
      Pattern.compile("[+-]?([0-9]{1,40}([.][0-9]{0,40})?|[.][0-9]{1,40})([eE][+-]?[0-9]{1,3})?");
  private static final Pattern KEBAB_CASE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
  private static final int MOST_ECHOED = 60;

  private ScalarTypes() {}

  /** A text that is not the value due. */
  static final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;

    private final String hint;

    BadValue(String message, String hint) {
      super(message);
      this.hint = hint;
    }

    String hint() {
      return hint;
    }
  }

  /** Whether values of the type are written as one text. */
  public static boolean isScalar(Class<?> type) {
    return type == String.class
        || type.isPrimitive()
        || Number.class.isAssignableFrom(type)
        || type.isEnum()
        || type == LocalDate.class
        || isQuantity(type);
  }

  /** Whether the type is an amount with a unit, or a number of cores. */
  public static boolean isQuantity(Class<?> type) {
    return type == CpuCores.class || !units(type).isEmpty();
  }

  /** The unit symbols of a quantity; empty for other types. */
  public static List<String> units(Class<?> type) {
    if (type == DataSize.class) {
      return DataSize.units();
    } else if (type == DataRate.class) {
      return DataRate.units();
    } else if (type == ComputeRate.class) {
      return ComputeRate.units();
    } else if (type == Power.class) {
      return Power.units();
    } else if (type == Money.class) {
      return Money.units();
    }
    return type == TimeSpan.class ? TimeSpan.units() : List.of();
  }

  /** Reads a text as a value of the type, within the key's range. */
  static Object parse(Class<?> type, String text, Key key) throws BadValue {
    if (type == String.class) {
      return word(text, key);
    } else if (type == boolean.class) {
      return truth(text);
    } else if (type == int.class || type == Integer.class) {
      return (int) whole(text, key, Integer.MAX_VALUE);
    } else if (type == long.class || type == Long.class) {
      return whole(text, key, Long.MAX_VALUE);
    } else if (type == double.class || type == Double.class) {
      return decimal(text, key);
    } else if (type.isEnum()) {
      return constant(type, text);
    }
    return type == LocalDate.class ? date(text) : quantity(type, text, key);
  }

  /** Writes a value as a text that reads back to it. */
  static String print(Object value) {
    if (value instanceof Double number) {
      String text = Numbers.format(number);
      boolean same = Double.parseDouble(text) == number;
      return same ? text : new BigDecimal(number).round(new MathContext(17)).toString();
    }
    return value instanceof Enum<?> constant ? printed(constant) : value.toString();
  }

  /** A constant as written in files. */
  public static String printed(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String word(String text, Key key) throws BadValue {
    if (text.isBlank()) {
      throw new BadValue("is empty", example(key));
    }
    if (key.kebabCase() && !KEBAB_CASE.matcher(text).matches()) {
      throw new BadValue(
          quote(text) + " is not a name", "use small letters, digits and single dashes");
    }
    return text;
  }

  private static boolean truth(String text) throws BadValue {
    if (!text.equals("true") && !text.equals("false")) {
      throw new BadValue(quote(text) + " is neither true nor false", "write true or false");
    }
    return text.equals("true");
  }

  private static long whole(String text, Key key, long most) throws BadValue {
    if (!WHOLE.matcher(text).matches()) {
      throw new BadValue(quote(text) + " is not a whole number", wholeHint(text, key));
    }
    BigInteger value = new BigInteger(text);
    BigInteger greatest = BigInteger.valueOf((long) Math.min(most, key.max()));
    BigInteger least = BigInteger.valueOf((long) key.min());
    boolean tooSmall = value.compareTo(least) < 0 || (key.positive() && value.signum() <= 0);
    if (tooSmall || value.compareTo(greatest) > 0) {
      throw new BadValue(quote(text) + " is out of range", "from " + least + " to " + greatest);
    }
    return value.longValueExact();
  }

  private static String wholeHint(String text, Key key) {
    if (DECIMAL.matcher(text).matches()) {
      BigDecimal value = new BigDecimal(text).stripTrailingZeros();
      if (value.scale() <= 0 && value.precision() - value.scale() < 20) {
        return "write " + value.toPlainString();
      }
    }
    return example(key);
  }

  private static double decimal(String text, Key key) throws BadValue {
    if (!DECIMAL.matcher(text).matches()) {
      throw new BadValue(quote(text) + " is not a number", example(key));
    }
    double value = Double.parseDouble(text);
    boolean tooSmall = value < key.min() || (key.positive() && value <= 0);
    if (tooSmall || value > key.max() || Double.isInfinite(value)) {
      throw new BadValue(quote(text) + " is out of range", range(key));
    }
    return value;
  }

  private static String range(Key key) {
    String low = key.positive() ? "more than 0" : "at least " + Numbers.format(key.min());
    String high = Double.isInfinite(key.max()) ? "" : "at most " + Numbers.format(key.max());
    if (key.min() == Double.NEGATIVE_INFINITY) {
      return high.isEmpty() ? "write a finite number" : high;
    }
    return high.isEmpty() ? low : low + " and " + high;
  }

  private static Object constant(Class<?> type, String text) throws BadValue {
    List<String> names =
        Arrays.stream(type.getEnumConstants()).map(c -> printed((Enum<?>) c)).toList();
    int index = names.indexOf(text);
    if (index < 0) {
      throw new BadValue(quote(text) + " is not one of the words due", Nearest.hint(text, names));
    }
    return type.getEnumConstants()[index];
  }

  private static LocalDate date(String text) throws BadValue {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException wrong) {
      throw new BadValue(
          quote(text) + " is not a date", "write year-month-day, as 2026-01-31, without a zone");
    }
  }

  private static Object quantity(Class<?> type, String text, Key key) throws BadValue {
    try {
      Object value = parseQuantity(type, text);
      boolean zero = value.equals(parseQuantity(type, zero(type)));
      if (key.positive() && zero) {
        throw new BadValue(quote(text) + " is out of range", "more than " + zero(type));
      }
      return value;
    } catch (QuantityException wrong) {
      throw new BadValue(wrong.problem(), wrong.hint());
    }
  }

  private static String zero(Class<?> type) {
    return type == CpuCores.class ? "0" : "0 " + units(type).get(0);
  }

  private static Object parseQuantity(Class<?> type, String text) {
    if (type == DataSize.class) {
      return DataSize.parse(text);
    } else if (type == DataRate.class) {
      return DataRate.parse(text);
    } else if (type == ComputeRate.class) {
      return ComputeRate.parse(text);
    } else if (type == Power.class) {
      return Power.parse(text);
    } else if (type == Money.class) {
      return Money.parse(text);
    } else if (type == CpuCores.class) {
      return CpuCores.parse(text);
    } else if (type == TimeSpan.class) {
      return TimeSpan.parse(text);
    }
    throw new IllegalStateException("no text is a " + type.getName());
  }

  private static String example(Key key) {
    return "write it as " + key.example();
  }

  /** The text in quotes, cut if it is long. */
  static String quote(String text) {
    String shown = text.length() <= MOST_ECHOED ? text : text.substring(0, MOST_ECHOED) + "…";
    return "\"" + shown.replace('\n', ' ') + "\"";
  }
}
