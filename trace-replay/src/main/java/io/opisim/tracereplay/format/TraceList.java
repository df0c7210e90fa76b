package io.opisim.tracereplay.format;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Reads a whole table of nodes, pods or hosts, past broken rows, so that all are told at once. */
public final class TraceList {
  /** Makes one thing of a row. */
  @FunctionalInterface
  public interface Row<T> {
    /**
     * What the row at which the table stands says.
     *
     * @param before what the good rows before it said
     */
    T read(TraceTable table, List<T> before) throws IOException;
  }

  private TraceList() {}

  /**
   * What all rows say, in their order.
   *
   * @param thing what a row is, for messages: "node"
   * @throws TraceProblemException with the first {@link TraceScan#MAX_PROBLEMS} problems, or if
   *     there is no row
   */
  public static <T> List<T> read(TraceSource source, List<String> columns, String thing, Row<T> row)
      throws IOException {
    List<T> things = new ArrayList<>();
    List<TraceProblem> problems = new ArrayList<>();
    try (TraceTable table = TraceTable.open(source, columns)) {
      boolean more = true;
      while (more && problems.size() < TraceScan.MAX_PROBLEMS) {
        try {
          more = table.nextRow();
          if (more) {
            things.add(row.read(table, things));
          }
        } catch (TraceProblemException e) {
          problems.addAll(e.problems());
          more = e.confinedToRow();
        }
      }
    }
    if (problems.isEmpty() && things.isEmpty()) {
      throw new TraceProblemException(
          source.file(), 0, "has no " + thing + "s", "a line per " + thing + " follows the header");
    }
    if (!problems.isEmpty()) {
      throw TraceProblemException.of(problems);
    }
    return things;
  }
}
