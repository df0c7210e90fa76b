package io.opisim.hwvalidate.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.hwvalidate.SharedData;
import io.opisim.hwvalidate.table.InvalidTableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PackingValidationTest {
  @TempDir Path directory;

  private final ValidationCase packing = ValidationCases.find("packing").orElseThrow();

  /** A seed that nothing was chosen by. */
  @Test
  void batchesBeatFgdByHalfAPointAndThePlanForAllArrivalsIsNearItsBound() throws IOException {
    ValidationReport report = packing.run(context("default,7,online\ndefault,7,offline\n"));

    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
    assertThat(report.points()).hasSize(5);
    assertThat(report.points().get(0).predicted())
        .isGreaterThan(report.points().get(0).published());
    ValidationReport.Point bound = report.points().get(2);
    assertThat(bound.key()).isEqualTo("default seed 7 offline against the bound");
    assertThat(bound.published()).isBetween(bound.predicted(), 100.0);
  }

  @Test
  void everythingWrongWithATableIsSaidAtOnce() throws IOException {
    Path table = write("default,1,sometimes\ndefault,half,online\n");
    assertThatThrownBy(() -> packing.run(ValidationContext.standard(1).withTable(table)))
        .isInstanceOfSatisfying(
            InvalidTableException.class, e -> assertThat(e.problems()).hasSize(2));
  }

  private ValidationContext context(String rows) throws IOException {
    Path data = SharedData.folderWith("alibaba-gpu-2023-openb/openb_pod_list_default.csv.gz");
    return new ValidationContext(Optional.of(data), Optional.of(write(rows)), 1, 2);
  }

  private Path write(String rows) throws IOException {
    Path file = directory.resolve("packing.csv");
    return Files.writeString(file, "list,seed,mode\n" + rows);
  }
}
