package io.opisim.hwvalidate.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QueueingValidationTest {
  private static final String HEADER = "model,servers,load,service\n";

  @TempDir Path directory;

  private final ValidationCase queueing = ValidationCases.find("queueing").orElseThrow();

  @Test
  void queuesAgreeWithTheoryOnEverySeedOfAStream() throws IOException {
    // Rows that need few customers; the built-in table is for the command line.
    Path table =
        write(
            HEADER
                + "M/M/1,1,0.5,exponential\nM/D/1,1,0.5,constant\nM/M/c,2,0.6,exponential\n"
                + "M/G/1-PS,1,0.4,weibull(0.6)\n");
    RandomStream seeds = new RandomStreams(0).stream("queueing");
    for (int i = 0; i < 2; i++) {
      long seed = seeds.nextLong();
      ValidationReport report = queueing.run(ValidationContext.standard(seed).withTable(table));
      assertThat(report.pass()).as("seed %s: %s", seed, ValidationTables.text(report)).isTrue();
      assertThat(report.points()).hasSize(8);
    }
  }

  @Test
  void aWrongTheoryIsFound() throws IOException {
    // M/D/1 at 0.5: 0.5 s and 0.75; the tables say 3 % more of the time, then of the number.
    String header = "model,servers,load,service,time_s,number\n";
    Path wrongTime = write(header + "M/D/1,1,0.5,constant,0.515,\n");
    Path wrongNumber = write(header + "M/D/1,1,0.5,constant,,0.7725\n");

    ValidationReport time = queueing.run(ValidationContext.standard(1).withTable(wrongTime));
    assertThat(time.pass()).as(ValidationTables.text(time)).isFalse();
    assertThat(time.points().get(0).published()).isEqualTo(0.515);
    assertThat(time.points().get(1).published()).isEqualTo(0.75);
    ValidationReport number = queueing.run(ValidationContext.standard(1).withTable(wrongNumber));
    assertThat(number.pass()).as(ValidationTables.text(number)).isFalse();
  }

  @Test
  void theSameSeedGivesTheSameReport() throws IOException {
    Path table = write(HEADER + "M/D/1,1,0.3,constant\n");
    ValidationContext context = ValidationContext.standard(12).withTable(table);
    assertThat(queueing.run(context)).isEqualTo(queueing.run(context));
  }

  @Test
  void theFormulasGiveTheValuesOfTheTextbooks() {
    // Erlang C of 3 servers and 2 erlang is 4/9; of 1 server it is the load.
    assertThat(QueueingRow.erlangC(3, 2)).isEqualTo(4.0 / 9, within(1e-14));
    assertThat(QueueingRow.erlangC(1, 0.3)).isEqualTo(0.3, within(1e-14));

    List<QueueingRow> rows = rows("queueing.csv");
    assertThat(rows).hasSize(12);
    // M/M/1 at 0.8: wait 4, number 4. M/D/1: wait 2, number 2.4. Sharing: sojourn 5, number 4.
    assertThat(rows.get(2).timeSeconds()).isEqualTo(4, within(1e-12));
    assertThat(rows.get(2).number()).isEqualTo(4, within(1e-12));
    assertThat(rows.get(5).timeSeconds()).isEqualTo(2, within(1e-12));
    assertThat(rows.get(5).number()).isEqualTo(2.4, within(1e-12));
    assertThat(rows.get(11).timeSeconds()).isEqualTo(5, within(1e-12));
    assertThat(rows.get(11).number()).isEqualTo(4, within(1e-12));
  }

  @Test
  void everythingWrongWithATableIsSaidAtOnce() throws IOException {
    Path table =
        write(
            HEADER
                + "M/X/1,1,0.5,exponential\nM/M/1,2,0.5,constant\nM/M/c,0,1.5,exponential\n"
                + "M/G/1,1,NaN,weibull(0)\n");
    assertThatThrownBy(() -> queueing.run(ValidationContext.standard(1).withTable(table)))
        .isInstanceOfSatisfying(
            InvalidTableException.class,
            e ->
                assertThat(e.problems())
                    .extracting(Problem::line, Problem::path)
                    .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(2, "model"),
                        org.assertj.core.groups.Tuple.tuple(3, "service"),
                        org.assertj.core.groups.Tuple.tuple(3, "servers"),
                        org.assertj.core.groups.Tuple.tuple(4, "servers"),
                        org.assertj.core.groups.Tuple.tuple(4, "load"),
                        org.assertj.core.groups.Tuple.tuple(5, "service"),
                        org.assertj.core.groups.Tuple.tuple(5, "load")));
  }

  @Test
  void aFileThatIsNoTableGivesOneLine() throws IOException {
    for (byte[] content :
        new byte[][] {
          new byte[0],
          "model,load\nM/M/1,0.5\n".getBytes(StandardCharsets.UTF_8),
          HEADER.getBytes(StandardCharsets.UTF_8),
          (HEADER + "M/M/1,1\n").getBytes(StandardCharsets.UTF_8),
          {0x1f, (byte) 0x8b, 0, (byte) 0xff, 10, 44, 34}
        }) {
      Path table = Files.write(directory.resolve("broken.csv"), content);
      assertThatThrownBy(() -> queueing.run(ValidationContext.standard(1).withTable(table)))
          .isInstanceOf(InvalidTableException.class)
          .hasMessageContaining("broken.csv");
    }
    assertThatThrownBy(
            () -> queueing.run(ValidationContext.standard(1).withTable(directory.resolve("none"))))
        .isInstanceOf(InvalidTableException.class)
        .hasMessageContaining("cannot be read");
  }

  private Path write(String content) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "table", ".csv"), content);
  }

  private static List<QueueingRow> rows(String name) {
    List<Problem> problems = new ArrayList<>();
    List<QueueingRow> rows =
        CsvTable.resource(QueueingValidation.class, name, QueueingRow.COLUMNS).rows().stream()
            .map(row -> QueueingRow.parse(row, problems).orElseThrow())
            .toList();
    assertThat(problems).isEmpty();
    return rows;
  }
}
