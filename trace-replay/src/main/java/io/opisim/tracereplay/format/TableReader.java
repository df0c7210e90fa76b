package io.opisim.tracereplay.format;

import java.io.IOException;
import java.util.List;
import java.util.SortedMap;

/** A reader of a table with a job a row; formats say what the columns of a row mean. */
public abstract class TableReader implements TraceReader {
  /** What is read, at the row that the next job comes from. */
  protected final TraceTable table;

  /** A reader of a table that has at least these columns. */
  protected TableReader(TraceSource source, List<String> columns) throws IOException {
    table = TraceTable.open(source, columns);
  }

  @Override
  public final SortedMap<String, Long> dropped() {
    return table.dropped();
  }

  @Override
  public final long line() {
    return table.line();
  }

  @Override
  public final void close() throws IOException {
    table.close();
  }
}
