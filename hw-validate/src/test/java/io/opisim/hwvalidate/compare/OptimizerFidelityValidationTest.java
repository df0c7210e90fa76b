package io.opisim.hwvalidate.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.hwvalidate.table.InvalidTableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OptimizerFidelityValidationTest {
  @TempDir Path directory;

  private final ValidationCase fidelity = ValidationCases.find("optimizer-fidelity").orElseThrow();

  private ValidationContext context(String rows) throws IOException {
    Path table =
        Files.writeString(directory.resolve("table.csv"), "scenario,metric,plans,runs\n" + rows);
    return ValidationContext.standard(1).withTable(table);
  }

  @Test
  void thingsWrongWithATableAreSaidAtOnce() {
    assertThatThrownBy(
            () -> fidelity.run(context("many-jobs-one-fabric,speed,30,1\nnone,jct_mean_s,3,0\n")))
        .isInstanceOfSatisfying(
            InvalidTableException.class, e -> assertThat(e.problems()).hasSize(3));
  }
}
