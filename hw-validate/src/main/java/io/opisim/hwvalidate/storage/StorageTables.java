package io.opisim.hwvalidate.storage;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.catalog.StorageWorkload;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Tables of results in either of their two forms: the data set {@code mlperf-storage-results} with
 * {@code accelerator_type}, {@code n_accelerators} and so on, and the shorter one of {@code
 * mlperf-storage}.
 */
public final class StorageTables {
  /** Columns that both forms have. */
  private static final List<String> COLUMNS = List.of("submitter", "system", "workload");

  private StorageTables() {}

  /**
   * The rows with a utilisation whose workload and accelerator are in the catalog.
   *
   * @throws InvalidTableException if the file cannot be read or no such row is in it
   */
  public static List<StorageRow> read(Path file) {
    CsvTable table = CsvTable.read(file, COLUMNS);
    Catalog catalog = catalog();
    List<StorageRow> rows = new ArrayList<>();
    for (CsvTable.Row row : table.rows()) {
      row(row, catalog).ifPresent(rows::add);
    }
    if (rows.isEmpty()) {
      throw new InvalidTableException(
          List.of(
              new Problem(
                  table.name(),
                  0,
                  "",
                  "has no row with accelerators, files, samples/s and utilisation of a known"
                      + " workload",
                  "columns as in mlperf-storage-results/results.csv")));
    }
    return rows;
  }

  private static Optional<StorageRow> row(CsvTable.Row row, Catalog catalog) {
    String accelerator = either(row, "accelerator_type", "accelerator").toLowerCase(Locale.ROOT);
    String id = row.text("workload") + "-" + accelerator;
    double ranks = number(row, "n_accelerators", "num_accelerators");
    double hosts = number(row, "n_hosts", "num_hosts");
    double samples = number(row, "throughput_samples_per_s_mean", "samples_per_s");
    double au = number(row, "au_pct_mean", "au_mean_pct");
    double files = row.number("num_files_train");
    if (!catalog.storageWorkloadIds().contains(id)
        || !(ranks >= 1 && samples > 0 && au > 0 && files >= 1)) {
      return Optional.empty();
    }
    return Optional.of(
        new StorageRow(
            row.text("submitter"),
            row.text("system"),
            workload(catalog, id),
            accelerator,
            (int) ranks,
            hosts >= 1 ? (int) hosts : 0,
            samples,
            au / 100,
            (long) files));
  }

  private static double number(CsvTable.Row row, String name, String otherName) {
    double number = row.number(name);
    return Double.isNaN(number) ? row.number(otherName) : number;
  }

  private static String either(CsvTable.Row row, String name, String otherName) {
    String text = row.text(name);
    return text.isEmpty() ? row.text(otherName) : text;
  }

  /** A workload of the program's own catalog. */
  public static StorageWorkload workload(Catalog catalog, String id) {
    try {
      return catalog.storageWorkload(id);
    } catch (CatalogException broken) {
      throw new IllegalStateException("the program's own catalog is broken", broken);
    }
  }

  /** The program's own catalog. */
  public static Catalog catalog() {
    try {
      return Catalog.builtIn();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
