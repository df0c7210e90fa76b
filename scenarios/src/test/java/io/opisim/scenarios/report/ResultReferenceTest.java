package io.opisim.scenarios.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.opisim.scenarios.result.Metric;
import io.opisim.scenarios.result.ResultTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ResultReferenceTest {
  private static final Path FOLDER = Path.of("../docs/reference");

  @Test
  void thePagesInTheRepositoryAreThoseThatTheRecordsGive() throws IOException {
    assertUpToDate("metrics.md", ResultReference.metrics());
    assertUpToDate("result-columns.md", ResultReference.columns());
  }

  private static void assertUpToDate(String name, String page) throws IOException {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("opisim.update")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, page);
    }
    assertThat(Files.readString(file))
        .as("out of date: run ./mvnw -pl scenarios -am test -Dopisim.update=true")
        .isEqualTo(page);
  }

  @Test
  void everyMetricAndEveryColumnIsThereWithItsUnit() {
    String metrics = ResultReference.metrics();
    for (Metric metric : Metric.all()) {
      assertThat(metrics).contains("| `" + metric.name() + "` | " + metric.unit() + " |");
    }
    String columns = ResultReference.columns();
    for (ResultTable table : ResultTable.values()) {
      assertThat(columns).contains("## `" + table.id() + "`");
      table
          .columns()
          .forEach(
              column ->
                  assertThat(columns)
                      .contains("| `" + column.name() + "` | " + column.unit() + " |"));
    }
  }

  @Test
  void aCellHoldsNoBarThatWouldCutTheTable() {
    for (Metric metric : Metric.all()) {
      assertThat(metric.meaning() + metric.formula()).doesNotContain("|");
    }
  }
}
