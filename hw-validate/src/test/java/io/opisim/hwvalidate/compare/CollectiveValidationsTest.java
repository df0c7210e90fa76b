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

class CollectiveValidationsTest {
  private static final String CURVES = "nccl-curves/collectives.csv";
  private static final String HEADER =
      "system,gpu,interconnect,collective,nodes,gpus,size_bytes,time_us\n";

  @TempDir Path folder;

  private static ValidationReport run(String id, Optional<Path> data, Optional<Path> table) {
    return ValidationCases.find(id).orElseThrow().run(new ValidationContext(data, table, 1, 2));
  }

  private ValidationReport runOn(String id, String rows) throws IOException {
    Path table = Files.writeString(folder.resolve("table.csv"), rows);
    return run(id, Optional.empty(), Optional.of(table));
  }

  @Test
  void timesBetweenTheFittedSizesOfACurveAreMet() {
    ValidationReport report =
        run("collectives", Optional.of(SharedData.folderWith(CURVES)), Optional.empty());
    assertThat(report.medianError()).isLessThanOrEqualTo(0.02);
    assertThat(report.p90Error()).isLessThanOrEqualTo(0.15);
    assertThat(report.pass()).isTrue();
    assertThat(report.fittedOn()).hasSizeGreaterThan(50);
  }

  @Test
  void timesAtRankCountsThatWereNotFittedAreMet() {
    ValidationReport report =
        run("collective-scaling", Optional.of(SharedData.folderWith(CURVES)), Optional.empty());
    assertThat(report.medianError()).isLessThanOrEqualTo(0.10);
    assertThat(report.pass()).as(ValidationTables.summary(report)).isTrue();
    for (ValidationReport.Point point : report.points()) {
      String curve = point.key().replaceAll(" \\d+ B$", "");
      assertThat(report.fittedOn()).doesNotContain(curve);
    }
  }

  @Test
  void reductionInTheNetworkIsAsMuchFasterThanARingAsMeasured() {
    String file = "in-network/optcast_8rank_fp32_digitised.csv";
    ValidationReport report =
        run("in-network", Optional.of(SharedData.folderWith(file)), Optional.empty());
    assertThat(report.pass()).as(ValidationTables.summary(report)).isTrue();
  }

  @Test
  void theOtherSimulatorIsMetToTheNanosecond() throws IOException {
    assertThat(run("astra-ring", Optional.empty(), Optional.empty()).pass()).isTrue();
    ValidationReport wrong = runOn("astra-ring", "ranks,size_bytes,time_ns\n8,1048576,64441\n");
    assertThat(wrong.pass()).isFalse();
    assertThatThrownBy(() -> runOn("astra-ring", "ranks,size_bytes,time_ns\n1,0,x\n"))
        .isInstanceOf(InvalidTableException.class);
  }

  @Test
  void rowsThatTheCatalogHasNotSeenAreJudgedByIt() throws IOException {
    // 3 and 6 of 8 GPUs lie between counts behind the file vtrain-a100; made-up times at 215 GB/s.
    ValidationReport report =
        runOn(
            "collective-scaling",
            HEADER
                + "vTrain-a100,A100-SXM,NVLink3 NVSwitch,all_reduce,1,3,1073741824,6659\n"
                + "vTrain-a100,A100-SXM,NVLink3 NVSwitch,all_reduce,1,6,1073741824,8323\n");
    assertThat(report.points()).hasSize(2);
    assertThat(report.fittedOn()).contains("vTrain-a100 all-reduce 1x8 NVLink3 NVSwitch");
    assertThat(report.maxError()).isLessThan(0.06);
  }

  @Test
  void anUnknownSystemIsJudgedBetweenItsEndsOrRefusedWithTheReason() throws IOException {
    StringBuilder rows = new StringBuilder(HEADER);
    for (int ranks : new int[] {2, 4, 8}) {
      for (long size = 1 << 20; size <= 1 << 28; size *= 4) {
        double micros = 10 + 4 * ranks + 2.0 * (ranks - 1) / ranks * size / 100e3;
        rows.append("new,L40S,PCIe,all_reduce,1,").append(ranks).append(',').append(size);
        rows.append(',').append(micros).append('\n');
      }
    }
    String one = "other,L40S,PCIe,all_reduce,1,2,1048576,30\n";
    ValidationReport report = runOn("collective-scaling", rows + one);
    assertThat(report.points()).allMatch(point -> point.key().startsWith("new all-reduce 1x4"));
    assertThat(report.metric()).contains("nothing to judge by: other");
    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
    assertThatThrownBy(() -> runOn("collective-scaling", HEADER + one))
        .isInstanceOf(InvalidTableException.class)
        .hasMessageContaining("collectives/other.yaml");
  }

  @Test
  void aCurveOfOneSizeHasNothingToJudge() {
    assertThatThrownBy(
            () -> runOn("collectives", HEADER + "a,L40S,PCIe,all_reduce,1,2,1048576,30\n"))
        .isInstanceOf(InvalidTableException.class)
        .hasMessageContaining("no curve has two sizes");
  }

  @Test
  void withoutTheDataTheCaseSaysWhereToPutIt() {
    for (String id : new String[] {"collectives", "collective-scaling", "in-network"}) {
      assertThatThrownBy(() -> run(id, Optional.empty(), Optional.empty()))
          .isInstanceOf(InvalidTableException.class)
          .hasMessageContaining("OPISIM_DATA");
    }
  }
}
