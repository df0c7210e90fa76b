package io.opisim.hwvalidate.spdk;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines up rows under headers within a width: where the rows are too wide, the widest of the
 * columns that may shrink gives way, and its texts end in dots.
 */
final class TextTable {
  private static final int WIDTH = 100;
  private static final String INDENT = "  ";
  private static final String GAP = "  ";
  private static final String DOTS = "...";
  private static final int NARROWEST = 8;

  private final List<Column> columns;
  private final List<List<String>> rows = new ArrayList<>();

  /**
   * A column.
   *
   * @param header its header, with the unit
   * @param kind how it is set
   */
  record Column(String header, Kind kind) {}

  /** How a column is set. */
  enum Kind {
    NUMBER,
    TEXT,
    SHRINKING_TEXT
  }

  TextTable(List<Column> columns) {
    this.columns = List.copyOf(columns);
  }

  void addRow(List<String> cells) {
    if (cells.size() != columns.size()) {
      throw new IllegalArgumentException(cells.size() + " cells for " + columns.size());
    }
    rows.add(cells.stream().map(Excerpts::oneLine).toList());
  }

  List<String> lines() {
    int[] widths = naturalWidths();
    shrink(widths);
    List<String> lines = new ArrayList<>();
    lines.add(line(columns.stream().map(Column::header).toList(), widths));
    rows.forEach(row -> lines.add(line(row, widths)));
    return lines;
  }

  private int[] naturalWidths() {
    int[] widths = new int[columns.size()];
    for (int column = 0; column < widths.length; column++) {
      widths[column] = columns.get(column).header().length();
      for (List<String> row : rows) {
        widths[column] = Math.max(widths[column], row.get(column).length());
      }
    }
    return widths;
  }

  private void shrink(int[] widths) {
    int total = INDENT.length() + GAP.length() * (widths.length - 1);
    for (int width : widths) {
      total += width;
    }
    while (total > WIDTH) {
      int widest = -1;
      for (int column = 0; column < widths.length; column++) {
        boolean mayShrink =
            columns.get(column).kind() == Kind.SHRINKING_TEXT && widths[column] > NARROWEST;
        if (mayShrink && (widest < 0 || widths[column] > widths[widest])) {
          widest = column;
        }
      }
      if (widest < 0) {
        return;
      }
      widths[widest]--;
      total--;
    }
  }

  private String line(List<String> cells, int[] widths) {
    StringBuilder line = new StringBuilder(INDENT);
    for (int column = 0; column < widths.length; column++) {
      String cell = cells.get(column);
      if (cell.length() > widths[column]) {
        cell = cell.substring(0, widths[column] - DOTS.length()) + DOTS;
      }
      String filler = " ".repeat(widths[column] - cell.length());
      line.append(column == 0 ? "" : GAP);
      boolean right = columns.get(column).kind() == Kind.NUMBER;
      line.append(right ? filler + cell : cell + filler);
    }
    return line.toString().stripTrailing();
  }
}
