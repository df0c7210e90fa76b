package io.opisim.scenarios.report;

import java.util.ArrayList;
import java.util.List;

/** A table in plain text: columns as wide as they need to be, numbers to the right. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<String> headers;
  private final boolean[] right;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A table with a header.
   *
   * @param headers one per column; a leading {@code >} puts the column to the right
   */
  public TextTable(List<String> headers) {
    right = new boolean[headers.size()];
    List<String> names = new ArrayList<>();
    for (int column = 0; column < right.length; column++) {
      right[column] = headers.get(column).startsWith(">");
      names.add(right[column] ? headers.get(column).substring(1) : headers.get(column));
    }
    this.headers = List.copyOf(names);
  }

  /** Adds a row. */
  public TextTable row(List<String> cells) {
    if (cells.size() != headers.size()) {
      throw new IllegalArgumentException(cells + " does not fit under " + headers);
    }
    rows.add(List.copyOf(cells));
    return this;
  }

  /** The lines, header first. */
  public List<String> lines() {
    int[] widths = new int[headers.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = headers.get(column).length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    List<String> lines = new ArrayList<>();
    lines.add(line(headers, widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder();
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      String padding = " ".repeat(widths[column] - cell.length());
      line.append(column == 0 ? "" : GAP);
      line.append(right[column] ? padding + cell : cell + padding);
    }
    return line.toString().stripTrailing();
  }
}
