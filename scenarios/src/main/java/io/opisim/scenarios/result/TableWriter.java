package io.opisim.scenarios.result;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.opisim.simcore.units.Numbers;
import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;

/** Writes one table, row by row; a table of more than 100,000 rows is gzipped. */
final class TableWriter implements Closeable {
  /** Above this a table is written gzipped. */
  static final int PLAIN_ROWS = 100_000;

  private final CsvWriter csv;
  private final String[] row;
  private int column;

  /**
   * Opens {@code folder/<table>.csv} or {@code .csv.gz} and writes the header.
   *
   * @param rows how many rows will come
   */
  TableWriter(Path folder, ResultTable table, long rows) throws IOException {
    boolean packed = rows > PLAIN_ROWS;
    Path file = folder.resolve(table.id() + (packed ? ".csv.gz" : ".csv"));
    OutputStream bytes = Files.newOutputStream(file);
    Writer text =
        new BufferedWriter(
            new OutputStreamWriter(
                packed ? new GZIPOutputStream(bytes, 1 << 16) : bytes, StandardCharsets.UTF_8),
            1 << 16);
    csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    csv.writeRecord(table.columns().stream().map(Column::name).toList());
    row = new String[table.columns().size()];
  }

  TableWriter put(String text) {
    row[column++] = text;
    return this;
  }

  TableWriter put(long whole) {
    return put(Long.toString(whole));
  }

  TableWriter put(double number) {
    return put(Double.isNaN(number) || Double.isInfinite(number) ? "" : Numbers.format(number));
  }

  /** Nanoseconds as seconds; a negative time is an empty field. */
  TableWriter putSeconds(long nanos) {
    return put(nanos < 0 ? "" : Numbers.formatSeconds(nanos));
  }

  void endRow() {
    if (column != row.length) {
      throw new IllegalStateException(column + " fields for " + row.length + " columns");
    }
    csv.writeRecord(row);
    column = 0;
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
