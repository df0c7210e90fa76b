package io.opisim.hwvalidate.compare;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.scenarios.scenario.Problem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One activity of a system solved by hand.
 *
 * @param system which system it belongs to
 * @param activity its name there
 * @param uses resources with their capacities and its weights
 * @param share its claim relative to others
 * @param cap its own largest rate, may be infinite
 * @param rate its rate while all of the system run
 * @param amount its work, if a finish is given too
 * @param finishSeconds when it finishes, if all start at 0
 */
record SharingRow(
    String system,
    String activity,
    List<Use> uses,
    double share,
    double cap,
    double rate,
    long amount,
    OptionalDouble finishSeconds) {
  static final List<String> COLUMNS =
      List.of("system", "activity", "uses", "share", "cap", "rate", "amount", "finish_s");

  private static final Pattern USE =
      Pattern.compile("([A-Za-z0-9_-]+)=([0-9.eE+-]+)(?:\\*([0-9.eE+-]+))?");

  /** Work that outlasts any system whose finishes are not asked for. */
  private static final long ENDLESS = 1L << 50;

  /**
   * One resource of an activity.
   *
   * @param resource its name within the system
   * @param capacity what it gives per second
   * @param weight what one unit of the activity's rate takes of it
   */
  record Use(String resource, double capacity, double weight) {}

  /** The row of a table, or nothing after adding what is wrong with it. */
  static Optional<SharingRow> parse(CsvTable.Row row, List<Problem> problems) {
    List<Problem> found = new ArrayList<>();
    List<Use> uses = uses(row, found);
    double share = positive(row, "share", 1, found);
    double cap = positive(row, "cap", Double.POSITIVE_INFINITY, found);
    double rate = positive(row, "rate", Double.NaN, found);
    boolean isTimed = !row.text("amount").isEmpty() || !row.text("finish_s").isEmpty();
    double amount = isTimed ? positive(row, "amount", Double.NaN, found) : ENDLESS;
    double finish = isTimed ? positive(row, "finish_s", Double.NaN, found) : Double.NaN;
    problems.addAll(found);
    return found.isEmpty()
        ? Optional.of(
            new SharingRow(
                row.text("system"),
                row.text("activity"),
                uses,
                share,
                cap,
                rate,
                (long) amount,
                isTimed ? OptionalDouble.of(finish) : OptionalDouble.empty()))
        : Optional.empty();
  }

  String key() {
    return system + "/" + activity;
  }

  private static List<Use> uses(CsvTable.Row row, List<Problem> problems) {
    List<Use> uses = new ArrayList<>();
    for (String text : row.text("uses").split(" +")) {
      Matcher matcher = USE.matcher(text);
      double capacity = matcher.matches() ? number(matcher.group(2)) : Double.NaN;
      boolean isPlain = matcher.matches() && matcher.group(3) == null;
      double weight = isPlain || !matcher.matches() ? 1 : number(matcher.group(3));
      boolean isNamedTwice =
          matcher.matches()
              && uses.stream().anyMatch(use -> use.resource().equals(matcher.group(1)));
      if (isUsable(capacity) && isUsable(weight) && !isNamedTwice) {
        uses.add(new Use(matcher.group(1), capacity, weight));
      } else {
        problems.add(row.problem("uses", "not " + text, "NAME=CAPACITY*WEIGHT, each name once"));
      }
    }
    return uses;
  }

  private static double positive(
      CsvTable.Row row, String column, double otherwise, List<Problem> problems) {
    boolean isLeftOut = row.text(column).isEmpty() && !Double.isNaN(otherwise);
    double value = isLeftOut ? otherwise : row.number(column);
    if (!isLeftOut && !isUsable(value)) {
      problems.add(row.problem(column, "not " + row.text(column), "a positive number"));
    }
    return value;
  }

  private static boolean isUsable(double value) {
    return value > 0 && value < Double.POSITIVE_INFINITY;
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException notANumber) {
      return Double.NaN;
    }
  }
}
