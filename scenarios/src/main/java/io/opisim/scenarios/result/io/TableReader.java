package io.opisim.scenarios.result.io;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.opisim.scenarios.result.ResultTable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.GZIPInputStream;

/** Reads the tables of a run back, row by row, gzipped or not. */
public final class TableReader {
  private TableReader() {}

  /** Whether a run has a table. */
  public static boolean exists(Path runFolder, ResultTable table) {
    return Files.exists(plain(runFolder, table)) || Files.exists(packed(runFolder, table));
  }

  /**
   * Hands every row to a consumer, in order.
   *
   * @throws IOException if the table is missing or broken
   */
  public static void read(Path runFolder, ResultTable table, Consumer<NamedCsvRecord> row)
      throws IOException {
    Path plain = plain(runFolder, table);
    read(Files.exists(plain) ? plain : packed(runFolder, table), table.id(), row);
  }

  /**
   * The same of a table that is no run's.
   *
   * @param what it is, for messages
   */
  public static void read(Path file, String what, Consumer<NamedCsvRecord> row) throws IOException {
    boolean packed = file.toString().endsWith(".gz");
    try (InputStream bytes = Files.newInputStream(file);
        InputStream text = packed ? new GZIPInputStream(bytes, 1 << 16) : bytes;
        CsvReader<NamedCsvRecord> rows =
            CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(text, StandardCharsets.UTF_8))) {
      rows.forEach(row);
    } catch (RuntimeException broken) {
      throw new IOException(file + ": not a table of " + what + ": " + broken.getMessage());
    }
  }

  /**
   * All rows of such a table, cells by the heads of their columns.
   *
   * @param what it is, for messages
   */
  public static List<Map<String, String>> rows(Path file, String what) throws IOException {
    List<Map<String, String>> rows = new ArrayList<>();
    read(file, what, row -> rows.add(row.getFieldsAsMap()));
    return rows;
  }

  private static Path plain(Path folder, ResultTable table) {
    return folder.resolve(table.id() + ".csv");
  }

  private static Path packed(Path folder, ResultTable table) {
    return folder.resolve(table.id() + ".csv.gz");
  }
}
