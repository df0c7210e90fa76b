package io.opisim.hwvalidate.training;

import java.util.ArrayList;
import java.util.List;

/** Which rows a model may be fitted on: the first of a table, and every second one after it. */
public final class SetApart {
  private SetApart() {}

  /** Rows 1, 3, 5 ... */
  public static <T> List<T> fitted(List<T> rows) {
    return every(rows, 0);
  }

  /** Rows 2, 4, 6 ... */
  public static <T> List<T> judged(List<T> rows) {
    return every(rows, 1);
  }

  private static <T> List<T> every(List<T> rows, int first) {
    List<T> kept = new ArrayList<>();
    for (int i = first; i < rows.size(); i += 2) {
      kept.add(rows.get(i));
    }
    return kept;
  }
}
