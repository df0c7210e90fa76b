package io.opisim.hwvalidate.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.hwvalidate.table.InvalidTableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SharingValidationTest {
  private static final String HEADER = "system,activity,uses,share,cap,rate,amount,finish_s\n";

  @TempDir Path directory;

  private final ValidationCase sharing = ValidationCases.find("sharing").orElseThrow();

  @Test
  void theSolverAgreesWithTheSystemsSolvedByHandAndWithTheDefinition() {
    ValidationReport report = sharing.run(ValidationContext.standard(1));

    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
    // 31 activities, of which 4 have finishes too; definition and conservation of 20 replications.
    assertThat(report.points()).hasSize(31 + 4 + 2 * 20);
  }

  @Test
  void aWrongRateOrFinishIsFound() throws IOException {
    Path rate = write("one,a,link=10,,,5.00001,,\none,b,link=10,,,5,,\n");
    assertThat(sharing.run(ValidationContext.standard(1).withTable(rate)).pass()).isFalse();
    Path finish = write("one,a,link=10,,,10,100,10.1\n");
    assertThat(sharing.run(ValidationContext.standard(1).withTable(finish)).pass()).isFalse();
  }

  @Test
  void everythingWrongWithATableIsSaidAtOnce() throws IOException {
    Path table =
        write(
            "one,a,link,,,5,,\none,b,link=10*-1,0,,5,,\none,c,link=10 link=10,,,,7,\n"
                + "two,a,link=10,,,10,,\ntwo,b,link=11,,,10,,\n");
    assertThatThrownBy(() -> sharing.run(ValidationContext.standard(1).withTable(table)))
        .isInstanceOfSatisfying(
            InvalidTableException.class,
            e ->
                assertThat(e.problems())
                    .extracting(problem -> problem.line() + " " + problem.path())
                    .containsExactly(
                        "2 uses", "3 uses", "3 share", "4 uses", "4 rate", "4 finish_s", "6 uses"));
  }

  private Path write(String rows) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "table", ".csv"), HEADER + rows);
  }
}
