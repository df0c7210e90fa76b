package io.opisim.viz.io;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/** One table of a run, read line by line; columns are asked for by name, once. */
final class CsvTable {
  private final Path file;

  private CsvTable(Path file) {
    this.file = file;
  }

  /** What is done with one line. */
  interface RowHandler {
    void accept(Row row) throws IOException;
  }

  /** The table of this name in a folder, as {@code .csv} or {@code .csv.gz}. */
  static Optional<CsvTable> find(Path directory, String name) {
    for (String ending : List.of(".csv", ".csv.gz")) {
      Path file = directory.resolve(name + ending);
      if (Files.isRegularFile(file)) {
        return Optional.of(new CsvTable(file));
      }
    }
    return Optional.empty();
  }

  /**
   * Reads all lines.
   *
   * @param columns the columns wanted; a field is then asked for by its place in this list
   */
  void forEach(List<String> columns, RowHandler handler) throws IOException {
    try (InputStream in = open();
        CsvReader<CsvRecord> reader =
            CsvReader.builder()
                .skipEmptyLines(true)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .ofCsvRecord(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      Iterator<CsvRecord> records = reader.iterator();
      if (!records.hasNext()) {
        throw new IOException(file + ": empty, even the header is missing");
      }
      Row row = new Row(file, columns, places(records.next(), columns));
      while (records.hasNext()) {
        row.current = records.next();
        handler.accept(row);
      }
    } catch (UncheckedIOException | CsvParseException e) {
      throw new IOException(file + ": damaged or cut off (" + rootMessage(e) + ")", e);
    } catch (java.io.EOFException | java.util.zip.ZipException e) {
      throw new IOException(file + ": damaged or cut off (" + e.getMessage() + ")", e);
    }
  }

  private InputStream open() throws IOException {
    InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16);
    return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
  }

  private int[] places(CsvRecord header, List<String> columns) throws IOException {
    List<String> names = header.getFields();
    int[] places = new int[columns.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = names.indexOf(columns.get(i));
      if (places[i] < 0) {
        throw new IOException(
            file
                + ": no column "
                + columns.get(i)
                + " (there are: "
                + String.join(", ", names)
                + ")");
      }
    }
    return places;
  }

  private static String rootMessage(Throwable error) {
    Throwable root = error;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root.getMessage();
  }

  /** The line being read. */
  static final class Row {
    private final Path file;
    private final List<String> columns;
    private final int[] places;
    private CsvRecord current;

    private Row(Path file, List<String> columns, int[] places) {
      this.file = file;
      this.columns = columns;
      this.places = places;
    }

    String text(int column) throws IOException {
      if (places[column] >= current.getFieldCount()) {
        throw new IOException(where() + ": the line ends before column " + columns.get(column));
      }
      return current.getField(places[column]);
    }

    /** A number, NaN where the field is empty. */
    double number(int column) throws IOException {
      String text = text(column);
      if (text.isEmpty()) {
        return Double.NaN;
      }
      try {
        double value = Double.parseDouble(text);
        if (Double.isFinite(value)) {
          return value;
        }
      } catch (NumberFormatException e) {
        throw new IOException(notANumber(column, text), e);
      }
      throw new IOException(notANumber(column, text));
    }

    /** A number that must be there. */
    double needed(int column) throws IOException {
      double value = number(column);
      if (Double.isNaN(value)) {
        throw problem(columns.get(column) + " is empty");
      }
      return value;
    }

    /** A whole number, 0 where the field is empty. */
    long whole(int column) throws IOException {
      double value = number(column);
      return Double.isNaN(value) ? 0 : Math.round(value);
    }

    IOException problem(String what) {
      return new IOException(where() + ": " + what);
    }

    private String notANumber(int column, String text) {
      return where() + ": " + columns.get(column) + " is not a number: \"" + text + "\"";
    }

    private String where() {
      return file + ", line " + current.getStartingLineNumber();
    }
  }
}
