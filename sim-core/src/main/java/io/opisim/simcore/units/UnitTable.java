package io.opisim.simcore.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The units of one quantity: their symbols, sizes and usual misspellings.
 *
 * <p>Arithmetic is decimal and exact. Symbols are case-sensitive, since {@code MW} and {@code mW},
 * {@code Gb} and {@code GB} are different things; a miss is answered with the spelling meant.
 */
final class UnitTable {
  private static final int MAX_LENGTH = 64;
  private static final Pattern AMOUNT =
      Pattern.compile("([+-]?(?:[0-9]+(?:[.][0-9]+)?|[.][0-9]+)(?:[eE][+-]?[0-9]{1,3})?)(.*)");
  private static final Pattern DECIMAL_COMMA = Pattern.compile("([+-]?[0-9]+),([0-9]+) *(.*)");
  private static final Pattern NOT_FINITE =
      Pattern.compile("[+-]?[.]?(nan|inf|infinity)( .*)?", Pattern.CASE_INSENSITIVE);

  private final String quantity;
  private final String usual;
  private final Map<String, BigDecimal> sizes;
  private final Map<String, String> misspellings;

  private UnitTable(
      String quantity,
      String usual,
      Map<String, BigDecimal> sizes,
      Map<String, String> misspellings) {
    this.quantity = quantity;
    this.usual = usual;
    this.sizes = new LinkedHashMap<>(sizes);
    this.misspellings = new LinkedHashMap<>(misspellings);
  }

  /**
   * Starts a table.
   *
   * @param quantity as in "a data rate"
   * @param usual the unit suggested where none is written
   */
  static Builder of(String quantity, String usual) {
    return new Builder(quantity, usual);
  }

  /** The symbols, in the order of the table. */
  List<String> symbols() {
    return List.copyOf(sizes.keySet());
  }

  /** The unit suggested where none is written. */
  String usual() {
    return usual;
  }

  /** Reads number, space, unit; the result is in the base unit, exact and not negative. */
  BigDecimal parse(String text) {
    if (text.length() > MAX_LENGTH) {
      throw new QuantityException("a text of " + text.length() + " characters " + isNot(), shape());
    }
    Matcher matcher = AMOUNT.matcher(text);
    if (!matcher.matches() || matcher.group(2).startsWith(",")) {
      throw notANumber(text);
    }
    String number = matcher.group(1);
    String rest = matcher.group(2);
    String unit = rest.strip();
    if (unit.isEmpty()) {
      throw new QuantityException(
          quote(text) + " has no unit", "write " + quote(number + " " + usual));
    }
    BigDecimal size = sizes.get(unit);
    if (size == null || !rest.equals(" " + unit)) {
      String right = size != null ? unit : meant(unit);
      throw new QuantityException(
          quote(text) + " " + isNot(),
          right == null ? shape() : "write " + quote(number + " " + right));
    }
    BigDecimal value = new BigDecimal(number);
    if (value.signum() < 0) {
      throw new QuantityException(quote(text) + " is negative", quantity + " is 0 or more");
    }
    return value.multiply(size).stripTrailingZeros();
  }

  /** Reads as {@link #parse} and rounds to a whole number of base units. */
  long parseWhole(String text, RoundingMode rounding) {
    BigDecimal exact = parse(text);
    BigDecimal whole = exact.setScale(0, rounding);
    if (whole.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      throw new QuantityException(
          quote(text) + " is too large", "at most " + print(BigDecimal.valueOf(Long.MAX_VALUE)));
    }
    if (whole.signum() == 0 && exact.signum() > 0) {
      throw new QuantityException(
          quote(text) + " is too small", "at least 1 " + sizes.keySet().iterator().next());
    }
    return whole.longValueExact();
  }

  /**
   * Prints an amount of base units exactly, in a unit of which there is at least one (the first
   * unit failing that) and that makes the text shortest; of equals the largest.
   */
  String print(BigDecimal amount) {
    return print(amount, symbols());
  }

  /** As {@link #print(BigDecimal)}, choosing among some units only. */
  String print(BigDecimal amount, List<String> symbols) {
    if (amount.signum() == 0) {
      return "0 " + symbols.get(0);
    }
    String best = null;
    BigDecimal bestSize = null;
    for (String symbol : symbols) {
      BigDecimal size = sizes.get(symbol);
      String text = exactQuotient(amount, size);
      if (text == null || (amount.compareTo(size) < 0 && !symbol.equals(symbols.get(0)))) {
        continue;
      }
      text = text + " " + symbol;
      int shorter = best == null ? -1 : Integer.compare(text.length(), best.length());
      if (shorter < 0 || (shorter == 0 && size.compareTo(bestSize) > 0)) {
        best = text;
        bestSize = size;
      }
    }
    return best;
  }

  private static String exactQuotient(BigDecimal amount, BigDecimal size) {
    try {
      return Numbers.format(amount.divide(size));
    } catch (ArithmeticException endless) {
      // a third of a minute has no finite decimal: this unit cannot say it
      return null;
    }
  }

  private QuantityException notANumber(String text) {
    Matcher comma = DECIMAL_COMMA.matcher(text);
    if (comma.matches()) {
      String unit = comma.group(3).isEmpty() ? usual : comma.group(3);
      return new QuantityException(
          quote(text) + " " + isNot(),
          "write " + quote(comma.group(1) + "." + comma.group(2) + " " + unit));
    }
    if (NOT_FINITE.matcher(text).matches()) {
      return new QuantityException(quote(text) + " is not a finite number", shape());
    }
    return new QuantityException(quote(text) + " " + isNot(), shape());
  }

  private String meant(String unit) {
    String known = misspellings.get(unit);
    if (known == null) {
      known = misspellings.get(unit.toLowerCase(Locale.ROOT));
    }
    if (known != null) {
      return known;
    }
    List<String> sameLetters = sizes.keySet().stream().filter(unit::equalsIgnoreCase).toList();
    return sameLetters.size() == 1 ? sameLetters.get(0) : null;
  }

  private String isNot() {
    return "is not " + quantity;
  }

  private String shape() {
    return "write a number, a space and a unit, as "
        + quote("10 " + usual)
        + "; units: "
        + String.join(", ", sizes.keySet());
  }

  private static String quote(String text) {
    return "\"" + text + "\"";
  }

  /** Collects units, the base unit first. */
  static final class Builder {
    private final String quantity;
    private final String usual;
    private final Map<String, BigDecimal> sizes = new LinkedHashMap<>();
    private final Map<String, String> misspellings = new LinkedHashMap<>();

    private Builder(String quantity, String usual) {
      this.quantity = quantity;
      this.usual = usual;
    }

    /** Adds a unit of {@code size} base units. */
    Builder unit(String symbol, BigDecimal size) {
      if (sizes.putIfAbsent(symbol, size) != null) {
        throw new IllegalArgumentException("unit " + symbol + " is in the table twice");
      }
      return this;
    }

    /** Adds a unit of {@code size} base units. */
    Builder unit(String symbol, long size) {
      return unit(symbol, BigDecimal.valueOf(size));
    }

    /** Adds what people write and what they should have written. */
    Builder meant(String right, String... wrong) {
      for (String spelling : wrong) {
        misspellings.put(spelling, right);
      }
      return this;
    }

    UnitTable build() {
      return new UnitTable(quantity, usual, sizes, misspellings);
    }
  }
}
