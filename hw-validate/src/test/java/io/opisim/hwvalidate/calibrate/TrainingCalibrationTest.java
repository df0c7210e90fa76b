package io.opisim.hwvalidate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.hwvalidate.training.SharedTables;
import io.opisim.scenarios.catalog.Catalog;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class TrainingCalibrationTest {
  private static final Path CATALOG = Path.of("../scenarios/catalog");
  private static final LocalDate DATE = LocalDate.of(2026, 11, 22);

  @Test
  void theFittedFilesOfTheCatalogAreThoseThatTheFitWrites() throws Exception {
    Path data = SharedTables.folder("vtrain-measured");
    SortedMap<String, String> files =
        new TrainingCalibration(Catalog.builtIn(), data, DATE).files();
    assertThat(files).hasSizeGreaterThan(8);
    for (Map.Entry<String, String> file : files.entrySet()) {
      Path path = CATALOG.resolve(file.getKey());
      if (Boolean.getBoolean("opisim.update")) {
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
      assertThat(Files.readString(path)).as(file.getKey()).isEqualTo(file.getValue());
    }
  }
}
