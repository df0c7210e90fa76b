package io.opisim.hwvalidate.calibrate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.hwvalidate.SharedData;
import io.opisim.hwvalidate.table.CsvTable;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.collective.ClosedFormCollectives;
import io.opisim.models.collective.CollectiveOperation;
import io.opisim.models.collective.CollectiveProfile;
import io.opisim.models.collective.CollectiveRequest;
import io.opisim.models.collective.RankLayout;
import io.opisim.scenarios.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CollectiveCalibrationTest {
  private static final String TABLE = "nccl-curves/collectives.csv";
  private static final LocalDate DATE = LocalDate.parse("2026-11-22");

  @TempDir Path folder;

  @Test
  void theFilesInTheCatalogAreThoseThatTheTableGives() throws IOException {
    Path table = SharedData.folderWith(TABLE).resolve(TABLE);
    for (Path file : CollectiveCalibration.calibrate(table, folder, DATE)) {
      Path committed = Path.of("../scenarios/catalog/collectives").resolve(file.getFileName());
      assertThat(file)
          .as("run 'opisim calibrate collectives --date %s'", DATE)
          .hasSameTextualContentAs(committed);
    }
  }

  @Test
  void aTableOfOnesOwnBecomesAProfileOfOnesOwn() throws Exception {
    Path table = folder.resolve("mine.csv");
    Files.writeString(
        table,
        """
        system,gpu,interconnect,collective,nodes,gpus,size_bytes,time_us
        Mine,L40S,PCIe,all_reduce,1,4,1048576,120
        Mine,L40S,PCIe,all_reduce,1,4,16777216,1300
        Mine,L40S,PCIe,all_reduce,1,4,268435456,20200
        """);
    Path catalog = Files.createDirectories(folder.resolve("catalog/collectives"));
    assertThat(CollectiveCalibration.calibrate(table, catalog, DATE))
        .containsExactly(catalog.resolve("mine.yaml"));
    CollectiveProfile mine = Catalog.of(List.of(catalog.getParent())).collective("mine");
    assertThat(mine.fittedOn()).containsExactly("all-reduce 1x4 PCIe");
    double seconds =
        mine.model()
            .estimate(
                new CollectiveRequest(
                    CollectiveOperation.ALL_REDUCE, 268_435_456, mine.layout(4, 1)))
            .seconds();
    assertThat(seconds).isBetween(0.95 * 20.2e-3, 1.05 * 20.2e-3);
  }

  @Test
  void fourNodesOfEightB200ReduceFourGibibytesInAboutTheTimeMeasured() throws Exception {
    // Measured 22.05 ms; overlapped phases give 16.1 ms, phases one after the other 26.3 ms.
    CollectiveProfile profile = Catalog.builtIn().collective("aws-p6-b200");
    double seconds =
        profile
            .model()
            .estimate(
                new CollectiveRequest(
                    CollectiveOperation.ALL_REDUCE, 4L << 30, profile.layout(8, 4)))
            .seconds();
    assertThat(seconds).isBetween(16.1e-3, 26.3e-3).isBetween(0.95 * 22.05e-3, 1.05 * 22.05e-3);
  }

  @Test
  void nodesThatNobodyMeasuredHaveTheirLinksRates() throws Exception {
    Catalog catalog = Catalog.builtIn();
    ClosedFormCollectives b200 =
        ClosedFormCollectives.ofNode(catalog.node("dgx-b200"), catalog.accelerator("b200-sxm"));
    ClosedFormCollectives a100 =
        ClosedFormCollectives.ofNode(
            catalog.node("dgx-a100"), catalog.accelerator("a100-sxm-80gb"));
    CollectiveRequest nodes =
        new CollectiveRequest(CollectiveOperation.ALL_REDUCE, 4L << 30, new RankLayout(8, 4));
    assertThat(b200.estimate(nodes).seconds()).isBetween(16.1e-3, 26.3e-3);
    // One node, 1 GiB: 8.1 ms measured on A100; 838 GB/s of bus bandwidth on B200.
    CollectiveRequest node =
        new CollectiveRequest(CollectiveOperation.ALL_REDUCE, 1L << 30, new RankLayout(8, 1));
    assertThat(a100.estimate(node).seconds()).isBetween(0.9 * 8.1e-3, 1.1 * 8.1e-3);
    assertThat(b200.estimate(node).algorithm()).isEqualTo("nvls");
    assertThat(a100.estimate(node).algorithm()).isEqualTo("ring");
  }

  @Test
  void everythingWrongWithATableIsSaidAtOnce() throws IOException {
    Path table = folder.resolve("wrong.csv");
    Files.writeString(
        table,
        """
        system,gpu,interconnect,collective,nodes,gpus,size_bytes,time_us
        ,L40S,PCIe,all_reduce,1,4,1048576,120
        Mine,L40S,PCIe,allreduce,0,4,1048576,120
        Mine,L40S,PCIe,all_reduce,3,4,1048576,NaN
        Mine,L40S,PCIe,all_reduce,3,4,1048576,3
        """);
    CsvTable read = CsvTable.read(table, CollectiveCurves.COLUMNS);
    assertThatThrownBy(() -> CollectiveCurves.bySystem(read))
        .isInstanceOfSatisfying(
            InvalidTableException.class,
            wrong ->
                assertThat(wrong.problems())
                    .extracting(problem -> problem.line() + " " + problem.path())
                    .containsExactly("2 system", "3 collective", "3 nodes", "4 time_us", "5 gpus"));
  }

  @Test
  void aTableOfSmallMessagesOnlyIsRefused() throws IOException {
    Path table = folder.resolve("small.csv");
    Files.writeString(
        table,
        "system,gpu,interconnect,collective,nodes,gpus,size_bytes,time_us\n"
            + "Mine,L40S,PCIe,all_reduce,1,4,1024,20\n");
    assertThatThrownBy(() -> CollectiveCalibration.calibrate(table, folder, DATE))
        .hasMessageContaining("no row reaches 1 MiB");
  }
}
