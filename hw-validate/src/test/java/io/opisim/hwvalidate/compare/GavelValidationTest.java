package io.opisim.hwvalidate.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.hwvalidate.SharedData;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.scheduler.allocation.FifoHeterogeneous;
import io.opisim.scheduler.allocation.MaxMinHeterogeneous;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GavelValidationTest {
  private static final String HEADER = "policy,jobs_per_hour,published_hours\n";

  @TempDir Path folder;

  @Test
  void firstComeFirstServedGivesTheFiguresOfAnIndependentImplementation() throws IOException {
    // Printed with the data set, to their last digit; the last is 59.1.
    ValidationReport report =
        run(
            HEADER
                + "fifo-heterogeneous,0.4,15.18\n"
                + "fifo-heterogeneous,2,15.32\n"
                + "fifo-heterogeneous,4,16.48\n"
                + "fifo_perf,5.2,59.1\n");
    double[] digits = {0.005, 0.005, 0.005, 0.05};
    IntStream.range(0, digits.length)
        .forEach(
            row -> {
              ValidationReport.Point point = report.points().get(row);
              assertThat(Math.abs(point.predicted() - point.published()))
                  .as(point.key())
                  .isLessThanOrEqualTo(digits[row]);
            });
    assertThat(report.pass()).isTrue();
  }

  @Test
  void underLoadTheFairPoliciesAreNoSlowerThanPublishedAndFarAheadOfFirstComeFirstServed()
      throws IOException {
    ValidationReport report =
        run(
            HEADER
                + "fifo-heterogeneous,5.2,56.69\n"
                + "max-min-heterogeneous,5.2,22.02\n"
                + "finish-time-fairness,5.2,23.38\n");
    List<Double> hours = report.points().stream().map(ValidationReport.Point::predicted).toList();
    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
    assertThat(hours.get(1)).isLessThan(hours.get(0) / 2);
    assertThat(hours.get(2)).isLessThan(hours.get(0) / 2);
    assertThat(report.points().get(1).error()).isZero();
  }

  @Test
  void fasterThanPublishedIsAnErrorOfFirstComeFirstServedAlone() throws IOException {
    assertThat(run(HEADER + "fifo-heterogeneous,4,20\n").pass()).isFalse();
    assertThat(run(HEADER + "max-min-heterogeneous,4,20\n").pass()).isTrue();
    assertThat(run(HEADER + "max-min-heterogeneous,4,14\n").pass()).isFalse();
  }

  @Test
  void firstComeFirstServedMustBeFarBehindWhereItIsPublishedToBe() {
    List<GavelRow> rows =
        List.of(
            new GavelRow(new FifoHeterogeneous(), false, 5.2, 56.69),
            new GavelRow(new MaxMinHeterogeneous(), false, 5.2, 22.02),
            new GavelRow(new MaxMinHeterogeneous(), false, 4, 16.82));
    assertThat(GavelValidation.isOrderRight(rows, new double[] {52, 22, 60})).isTrue();
    assertThat(GavelValidation.isOrderRight(rows, new double[] {52, 27, 15})).isFalse();
  }

  @Test
  void multiGpuRowsAreShownAndNotJudged() throws IOException {
    ValidationReport report =
        run(
            "policy,lists,jobs_per_hour,published_hours\n"
                + "fifo-heterogeneous,single,4,16.48\n"
                + "fifo-heterogeneous,multi,2,27.68\n");
    assertThat(report.points()).hasSize(2);
    assertThat(report.points().get(1).key()).contains("multi-GPU");
    assertThat(report.points().get(1).error()).isGreaterThan(0.1);
    assertThat(report.maxError()).isLessThan(0.01);
    assertThat(report.pass()).isTrue();
  }

  @Test
  void aRowThatMakesNoSenseIsNamedByItsLine() throws IOException {
    ValidationContext wrong = context(HEADER + "fifo,4,20\nfifo-heterogeneous,0,x\n");
    assertThatThrownBy(() -> new GavelValidation().run(wrong))
        .isInstanceOf(InvalidTableException.class)
        .hasMessageContaining("2: ")
        .hasMessageContaining("not fifo")
        .hasMessageContaining("3: ")
        .hasMessageContaining("published_hours");
  }

  @Test
  void withoutTheJobListsTheCaseSaysWhereToFindThem() {
    assertThatThrownBy(() -> new GavelValidation().run(ValidationContext.standard(1)))
        .isInstanceOf(InvalidTableException.class)
        .hasMessageContaining("OPISIM_DATA");
  }

  private ValidationReport run(String table) throws IOException {
    return new GavelValidation().run(context(table));
  }

  private ValidationContext context(String table) throws IOException {
    Path data = SharedData.folderWith("gavel-table/throughputs.csv");
    Path file = Files.writeString(folder.resolve("table.csv"), table);
    return new ValidationContext(Optional.of(data), Optional.of(file), 1, 2);
  }
}
