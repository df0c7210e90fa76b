package io.opisim.hwvalidate.table;

import de.siegmar.fastcsv.reader.CommentStrategy;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.opisim.scenarios.scenario.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/**
 * A small CSV file in memory: a header line, then rows; lines that begin with {@code #} are notes.
 *
 * @param name the file as the user named it
 * @param columns the header
 * @param rows in the order of the file
 */
public record CsvTable(String name, List<String> columns, List<Row> rows) {
  /** Copies the lists. */
  public CsvTable {
    columns = List.copyOf(columns);
    rows = List.copyOf(rows);
  }

  /**
   * Reads a file, gzipped if its name ends in {@code .gz}.
   *
   * @throws InvalidTableException if it cannot be read, is not CSV, or lacks a required column
   */
  public static CsvTable read(Path file, List<String> requiredColumns) {
    return read(file, requiredColumns, CommentStrategy.SKIP);
  }

  /**
   * Reads a file without notes, whose header may begin with {@code #}.
   *
   * @throws InvalidTableException if it cannot be read, is not CSV, or lacks a required column
   */
  public static CsvTable readWithoutNotes(Path file, List<String> requiredColumns) {
    return read(file, requiredColumns, CommentStrategy.NONE);
  }

  private static CsvTable read(Path file, List<String> requiredColumns, CommentStrategy notes) {
    if (Files.isDirectory(file)) {
      throw invalid(file.toString(), "cannot be read: it is a folder", "name a file");
    }
    try (InputStream input = Files.newInputStream(file)) {
      boolean zipped = file.toString().endsWith(".gz");
      return read(
          file.toString(), zipped ? new GZIPInputStream(input) : input, requiredColumns, notes);
    } catch (NoSuchFileException e) {
      throw invalid(file.toString(), "cannot be read: there is no such file", "check the spelling");
    } catch (AccessDeniedException e) {
      throw invalid(file.toString(), "cannot be read: permission denied", "");
    } catch (IOException e) {
      throw invalid(file.toString(), "cannot be read: " + e.getMessage(), "");
    }
  }

  /** Reads a table that comes with the program, found beside a class. */
  public static CsvTable resource(Class<?> beside, String name, List<String> requiredColumns) {
    try (InputStream input = beside.getResourceAsStream(name)) {
      if (input == null) {
        throw new IllegalStateException("the table " + name + " is missing from the program");
      }
      return read(name, input, requiredColumns, CommentStrategy.SKIP);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static CsvTable read(
      String name, InputStream input, List<String> requiredColumns, CommentStrategy notes)
      throws IOException {
    List<Row> rows = new ArrayList<>();
    List<String> columns = List.of();
    try (CsvReader<NamedCsvRecord> reader =
        CsvReader.builder()
            .commentStrategy(notes)
            .ofNamedCsvRecord(input, StandardCharsets.UTF_8)) {
      for (NamedCsvRecord csv : reader) {
        columns = csv.getHeader();
        rows.add(new Row(name, (int) csv.getStartingLineNumber(), columns, csv.getFields()));
      }
    } catch (CsvParseException | UncheckedIOException | IllegalStateException e) {
      throw invalid(name, "is not a CSV table: " + e.getMessage(), "");
    }
    checkLengths(rows);
    List<String> missing = new ArrayList<>(requiredColumns);
    missing.removeAll(columns);
    if (rows.isEmpty()) {
      throw invalid(name, "has no rows", "columns: " + String.join(",", requiredColumns));
    }
    if (!missing.isEmpty()) {
      throw invalid(
          name,
          "lacks the columns " + String.join(", ", missing),
          "it has " + String.join(", ", columns));
    }
    return new CsvTable(name, columns, rows);
  }

  private static void checkLengths(List<Row> rows) {
    List<Problem> problems =
        rows.stream()
            .filter(row -> row.fields().size() != row.columns().size())
            .map(
                row ->
                    row.problem(
                        "",
                        "has " + row.fields().size() + " fields",
                        "the header has " + row.columns().size()))
            .toList();
    if (!problems.isEmpty()) {
      throw new InvalidTableException(problems);
    }
  }

  private static InvalidTableException invalid(String name, String message, String hint) {
    return new InvalidTableException(List.of(new Problem(name, 0, "", message, hint)));
  }

  /**
   * One row.
   *
   * @param table the name of its file
   * @param line where it begins, counted from 1
   * @param columns the header
   * @param fields as many as columns
   */
  public record Row(String table, int line, List<String> columns, List<String> fields) {
    /** The field of a column, without surrounding space; empty if there is no such column. */
    public String text(String column) {
      int index = columns.indexOf(column);
      return index < 0 ? "" : fields.get(index).strip();
    }

    /** The number in a column; NaN if there is none. */
    public double number(String column) {
      try {
        return Double.parseDouble(text(column));
      } catch (NumberFormatException notANumber) {
        return Double.NaN;
      }
    }

    /** A problem with a field of this row. */
    public Problem problem(String column, String message, String hint) {
      return new Problem(table, line, column, message, hint);
    }
  }
}
