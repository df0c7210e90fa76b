package io.opisim.tracereplay.format;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A CSV file with a header, read row by row, as every format here needs it.
 *
 * <p>Values are asked for by column. A value that is not what its column holds is noted and stands
 * as 0, so that all problems of a row are found; {@link #endRow()} then throws them together.
 */
public final class TraceTable implements Closeable {
  private static final int MAX_RECORD_CHARS = 4 * TraceFiles.MAX_LINE_CHARS;

  private final String file;
  private final CsvReader<CsvRecord> csv;
  private final CloseableIterator<CsvRecord> rows;
  private final Map<String, Integer> positions = new HashMap<>();
  private final Map<String, String> shared = new HashMap<>();
  private final SortedMap<String, Long> dropped = new TreeMap<>();
  private final List<TraceProblem> problems = new ArrayList<>();
  private int columns;
  private CsvRecord row;
  private long line;

  private TraceTable(TraceSource source) {
    file = source.file();
    csv =
        CsvReader.builder()
            .skipEmptyLines(true)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .maxBufferSize(MAX_RECORD_CHARS)
            .ofCsvRecord(source.text());
    rows = csv.iterator();
  }

  /**
   * Reads the header and checks that the required columns are there, each once.
   *
   * @throws TraceProblemException naming every column that is missing or doubled
   */
  public static TraceTable open(TraceSource source, List<String> requiredColumns)
      throws IOException {
    TraceTable table = new TraceTable(source);
    table.readHeader(requiredColumns);
    return table;
  }

  private void readHeader(List<String> requiredColumns) throws IOException {
    if (!advance()) {
      throw new TraceProblemException(
          file, 0, "has no header line", "the columns are " + String.join(",", requiredColumns));
    }
    columns = row.getFieldCount();
    List<String> header = row.getFields();
    for (int i = 0; i < columns; i++) {
      String name = header.get(i).strip();
      if (positions.putIfAbsent(name, i) != null) {
        problem(
            TraceProblem.Kind.HEADER,
            "column '" + name + "' is there twice",
            "remove one of them; which one holds cannot be told");
      }
    }
    for (String required : requiredColumns) {
      if (!positions.containsKey(required)) {
        String near = NearMiss.hint(required, header, "is it the column ");
        problem(
            TraceProblem.Kind.HEADER,
            "column '" + required + "' is missing",
            near.isEmpty() ? "the columns are " + String.join(",", requiredColumns) : near);
      }
    }
    if (!problems.isEmpty()) {
      throw TraceProblemException.of(problems);
    }
  }

  /**
   * Goes to the next row; returns false at the end.
   *
   * @throws TraceProblemException if there is no reading on, or the row has too many or too few
   *     values
   */
  public boolean nextRow() throws IOException {
    if (!advance()) {
      return false;
    }
    int count = row.getFieldCount();
    if (count != columns) {
      String hint =
          count > columns
              ? "quote a value that holds a comma; write decimals with a point"
              : "an empty value still needs its comma";
      problem(
          TraceProblem.Kind.ROW,
          "the row has " + count + " values, the header " + columns + " columns",
          hint);
      endRow();
    }
    return true;
  }

  private boolean advance() throws IOException {
    long next = row == null ? 1 : line + 1;
    try {
      if (!rows.hasNext()) {
        return false;
      }
      row = rows.next();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      if (e.getCause() instanceof IOException cause) {
        throw cause;
      }
      throw notCsv(next, e);
    }
    line = row.getStartingLineNumber();
    for (int i = 0; i < row.getFieldCount(); i++) {
      if (row.getField(i).indexOf('\n') >= 0) {
        throw notCsv(line, null);
      }
    }
    return true;
  }

  private TraceProblemException notCsv(long where, CsvParseException cause) {
    TraceProblem problem =
        new TraceProblem(
            file,
            where,
            TraceProblem.Kind.ROW,
            "a quote is opened and not closed on this line",
            "close it, or double a quote that belongs to the value");
    TraceProblemException exception = TraceProblemException.of(List.of(problem));
    if (cause != null) {
      exception.initCause(cause);
    }
    return exception;
  }

  /** Throws the problems found in this row, if any. */
  public void endRow() throws TraceProblemException {
    if (!problems.isEmpty()) {
      TraceProblemException exception = TraceProblemException.inRow(problems);
      problems.clear();
      throw exception;
    }
  }

  /** The 1-based line of this row. */
  public long line() {
    return line;
  }

  /** Whether the header has the column. */
  public boolean has(String column) {
    return positions.containsKey(column);
  }

  /** The value as text, empty if the file does not have the column. */
  public String text(String column) {
    Integer position = positions.get(column);
    return position == null ? "" : row.getField(position).strip();
  }

  /** The value as text that many rows share: equal values are one object. */
  public String sharedText(String column) {
    return shared.computeIfAbsent(text(column), value -> value);
  }

  /** A time in seconds as nanoseconds, not negative; 0 and a problem if it is none. */
  public long nanos(String column) {
    return TraceNumbers.nanos(text(column), column, this::number);
  }

  /** A whole number from 0 to {@code max}; 0 and a problem if it is none. */
  public long count(String column, long max) {
    return TraceNumbers.count(text(column), column, max, this::number);
  }

  /** A number that need not be whole, from 0 to {@code max}; 0 and a problem if it is none. */
  public double amount(String column, double max) {
    return TraceNumbers.amount(text(column), column, max, this::number);
  }

  private void number(String message, String hint) {
    problem(TraceProblem.Kind.NUMBER, message, hint);
  }

  /** Notes a problem of this row. */
  public void problem(TraceProblem.Kind kind, String message, String hint) {
    problems.add(new TraceProblem(file, line, kind, message, hint));
  }

  /** Counts this row as passed over. */
  public void drop(String reason) {
    dropped.merge(reason, 1L, Long::sum);
  }

  /** Rows passed over so far, by reason. */
  public SortedMap<String, Long> dropped() {
    return new TreeMap<>(dropped);
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
