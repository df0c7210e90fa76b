package io.opisim.hwvalidate.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Reports as people read them: aligned text for a terminal, Markdown for the documents. */
public final class ValidationTables {
  /** How many fitted rows a summary line names one by one. */
  private static final int MOST_NAMED = 6;

  private static final List<String> HEADER = List.of("row", "published", "predicted", "error");

  private static final int MOST_ROWS = 30;
  private static final int WORST_ROWS = 15;

  private ValidationTables() {}

  /** Columns aligned by spaces, a summary line at the end. */
  public static String text(ValidationReport report) {
    List<List<String>> lines = lines(report.points());
    int[] widths = new int[HEADER.size()];
    for (List<String> line : lines) {
      for (int column = 0; column < widths.length; column++) {
        widths[column] = Math.max(widths[column], line.get(column).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      StringBuilder padded = new StringBuilder();
      for (int column = 0; column < widths.length; column++) {
        String space = " ".repeat(widths[column] - line.get(column).length());
        padded.append(column == 0 ? line.get(0) + space : "  " + space + line.get(column));
      }
      text.append(padded.toString().stripTrailing()).append('\n');
    }
    return text.append(summary(report)).append('\n').toString();
  }

  /**
   * The summary as Markdown and a table below it: of all rows, or, where there are many, of those
   * with the largest errors, in the order of their errors.
   */
  public static String markdown(ValidationReport report) {
    boolean many = report.points().size() > MOST_ROWS;
    List<ValidationReport.Point> points =
        many
            ? report.points().stream()
                .sorted(Comparator.comparingDouble(ValidationReport.Point::error).reversed())
                .limit(WORST_ROWS)
                .toList()
            : report.points();
    StringBuilder text = new StringBuilder(summary(report)).append("\n\n");
    if (many) {
      text.append("The ").append(WORST_ROWS).append(" rows with the largest errors of ");
      text.append(report.points().size()).append(":\n\n");
    }
    List<List<String>> lines = lines(points);
    text.append(markdownLine(lines.get(0))).append("| --- | ---: | ---: | ---: |\n");
    lines.stream().skip(1).map(ValidationTables::markdownLine).forEach(text::append);
    return text.toString();
  }

  /** A Markdown table of cases: one row each, with its errors and whether it passed. */
  public static String overview(List<ValidationReport> reports) {
    StringBuilder text =
        new StringBuilder(
            markdownLine(
                List.of(
                    "case", "points", "median error", "p90 error", "largest error", "verdict")));
    text.append("| --- | ---: | ---: | ---: | ---: | --- |\n");
    for (ValidationReport report : reports) {
      text.append(
          markdownLine(
              List.of(
                  "`" + report.caseId() + "`",
                  Integer.toString(report.points().size()),
                  percent(report.medianError()),
                  percent(report.p90Error()),
                  percent(report.maxError()),
                  report.pass() ? "within its band" : "**missed its band**")));
    }
    return text.toString();
  }

  /** One line: how many points, their errors, the band, whether it passed. */
  public static String summary(ValidationReport report) {
    return String.format(
        Locale.ROOT,
        "%s: %s, %d points, error median %s, p90 %s, max %s, band %s; fitted on %s. Error: %s",
        report.caseId(),
        report.pass() ? "pass" : "MISSED",
        report.points().size(),
        percent(report.medianError()),
        percent(report.p90Error()),
        percent(report.maxError()),
        percent(report.band()),
        fittedOn(report.fittedOn()),
        report.metric());
  }

  private static String fittedOn(List<String> keys) {
    if (keys.isEmpty()) {
      return "nothing";
    }
    return keys.size() <= MOST_NAMED
        ? String.join(", ", keys)
        : keys.size() + " curves or rows, named in --json";
  }

  private static List<List<String>> lines(List<ValidationReport.Point> points) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(HEADER);
    for (ValidationReport.Point point : points) {
      lines.add(
          List.of(
              point.key(),
              number(point.published()),
              number(point.predicted()),
              percent(point.error())));
    }
    return lines;
  }

  private static String markdownLine(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.5g", value);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.2f %%", 100 * share);
  }
}
