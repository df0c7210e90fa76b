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

class TiresiasValidationTest {
  private static final String HEADER =
      "nodes,gpus_per_node,policy,queue_limits_gpu_s,jct_mean_s,makespan_s,queue_wait_mean_s\n";

  @TempDir Path directory;

  private final ValidationCase tiresias = ValidationCases.find("tiresias").orElseThrow();

  @Test
  void everyPrintedDigitIsMet() {
    ValidationReport report = tiresias.run(context(Optional.empty()));

    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
    // Six rows; two of them with a mean alone.
    assertThat(report.points()).hasSize(4 * 3 + 2);
  }

  @Test
  void aHundredthOfASecondIsFound() throws IOException {
    Path table = write("2,8,fifo,,200.83,,\n");

    assertThat(tiresias.run(context(Optional.of(table))).pass()).isFalse();
  }

  @Test
  void everythingWrongWithATableIsSaidAtOnce() throws IOException {
    Path table = write("0,8,fifo,,x,,\n2,65,none,7 3,1,,\n2,8,fifo,7 3,1,,\n");

    assertThatThrownBy(() -> tiresias.run(ValidationContext.standard(1).withTable(table)))
        .isInstanceOfSatisfying(
            InvalidTableException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.line() + " " + problem.path())
                    .containsExactly(
                        "2 nodes",
                        "2 jct_mean_s",
                        "3 gpus_per_node",
                        "3 policy",
                        "4 queue_limits_gpu_s"));
  }

  private static ValidationContext context(Optional<Path> table) {
    Path data = SharedData.folderWith("tiresias-60/60_job.csv");
    return new ValidationContext(Optional.of(data), table, 1, 2);
  }

  private Path write(String rows) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "table", ".csv"), HEADER + rows);
  }
}
