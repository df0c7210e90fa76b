package io.opisim.hwvalidate.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.hwvalidate.SharedData;
import io.opisim.hwvalidate.storage.LoaderRuns;
import io.opisim.hwvalidate.storage.StorageTables;
import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.models.workload.loader.LoaderWorkers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StorageValidationTest {
  private static final String HEADER =
      "submitter,system,workload,accelerator_type,n_accelerators,n_hosts,"
          + "throughput_samples_per_s_mean,au_pct_mean,num_files_train\n";

  @TempDir Path directory;

  @Test
  void publishedResultsAndReplayedStepsAreWithinTheirBands() {
    ValidationReport report = run("mlperf-storage");
    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
  }

  @Test
  void theNumberOfAcceleratorsFollowsFromThatOfAnotherKind() {
    ValidationReport report = run("accelerators-sustained");
    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
  }

  @Test
  void oneDescriptionOfTheOffloadPairGivesTheGainsThatItWasNotFittedOn() {
    ValidationReport report = run("offload-pair");
    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
    assertThat(report.points()).hasSize(15);
  }

  @Test
  void oneNoiseParameterGivesBothUtilisationsAndTwoTheWholeSeries() {
    ValidationReport report = run("barrier-noise");
    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
    assertThat(report.points()).hasSize(8);
  }

  @Test
  void rowsOfTheUserAreJudgedWithoutTheDataSet() throws IOException {
    // 10 ranks x 7 samples / 0.636 s x 0.95, on a fill of 2 % of 500 steps; the same on H100.
    Path table =
        write(
            HEADER
                + "Me,Mine,unet3d,a100,10,1,102.47,95,35000\n"
                + "Me,Mine,unet3d,h100,5,1,100.88,95,17500\n");
    ValidationReport report = run("mlperf-storage", table);
    assertThat(report.points()).hasSize(3);
    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
    assertThat(report.fittedOn()).containsExactly("Me Mine unet3d a100 x 10");
    // 102.47 samples/s are enough for 102.47 / (0.9 x 7 / 0.323) = 5.25 ranks.
    ValidationReport sustained = run("accelerators-sustained", table);
    assertThat(sustained.points()).hasSize(1);
    assertThat(sustained.points().get(0).predicted()).isEqualTo(5);
  }

  @Test
  void theOtherFormOfTheTableIsReadToo() throws IOException {
    Path table =
        write(
            "submitter,system,workload,accelerator,num_accelerators,num_hosts,samples_per_s,"
                + "au_mean_pct,num_files_train\n"
                + "Me,Mine,resnet50,h100,8,1,12842.6,90,7000\n"
                + "Me,Mine,resnet50,h100,8,1,12842.6,,7000\n"
                + "Me,Mine,unknown,h100,8,1,12842.6,90,7000\n");
    assertThat(StorageTables.read(table)).hasSize(1);
    assertThat(run("mlperf-storage", table).points().get(0).error()).isLessThan(0.01);
  }

  @Test
  void aSeriesOfThreeIsFittedOnItsEndsAndJudgedBetween() throws IOException {
    // Utilisations of an exponential law of 0.2 ms and 0.5 ms of overhead: T / (T + c + m H_N).
    Path table =
        write(
            HEADER
                + "Me,Mine,cosmoflow,h100,1,1,238,83.33,100000\n"
                + "Me,Mine,cosmoflow,h100,6,1,1335,78.24,100000\n"
                + "Me,Mine,cosmoflow,h100,30,1,6256,72.99,100000\n");
    ValidationReport report = run("barrier-noise", table);
    assertThat(report.points()).hasSize(3);
    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
    assertThat(report.fittedOn()).hasSize(2);
    assertThat(report.points().get(0).error()).isLessThan(0.001);
    assertThat(report.points().get(2).error()).isLessThan(0.001);
  }

  @Test
  void rowsThatCannotBeJudgedAreToldSo() throws IOException {
    Path lonely = write(HEADER + "Me,Mine,unet3d,a100,10,1,102.47,95,35000\n");
    assertThatThrownBy(() -> run("accelerators-sustained", lonely))
        .isInstanceOf(InvalidTableException.class)
        .hasMessageContaining("no system with a100 and h100");
    assertThatThrownBy(() -> run("barrier-noise", lonely))
        .isInstanceOf(InvalidTableException.class)
        .hasMessageContaining("numbers of ranks");
    Path empty = write(HEADER + "Me,Mine,unet3d,a100,10,1,102.47,,35000\n");
    assertThatThrownBy(() -> run("mlperf-storage", empty))
        .isInstanceOf(InvalidTableException.class)
        .hasMessageContaining("no row");
    for (String id :
        new String[] {
          "mlperf-storage", "accelerators-sustained", "offload-pair", "barrier-noise"
        }) {
      assertThatThrownBy(() -> find(id).run(ValidationContext.standard(1)))
          .isInstanceOf(InvalidTableException.class)
          .hasMessageContaining("OPISIM_DATA");
    }
  }

  @Test
  void theSearchFindsTheLargestNumberFromAnyGuess() {
    for (int guess : new int[] {0, 1, 7, 41, 42, 43, 500}) {
      assertThat(LoaderRuns.sustained(ranks -> 1 / (1 + ranks / 42.0), 0.5, guess)).isEqualTo(42);
      assertThat(LoaderRuns.sustained(ranks -> 0.1, 0.5, guess)).isZero();
    }
  }

  @Test
  void theDepthOfAFillIsThatOfTheLoaderWhichMadeIt() throws IOException {
    // Samples/s simulated with 9 workers, put into a row as published, give 9 back.
    Path table = write(HEADER + "Me,Mine,unet3d,a100,10,1,100,92,35000\n");
    var row = StorageTables.read(table).get(0);
    double samples = LoaderRuns.samplesPerSecondAt(row, new LoaderWorkers(9, 9));
    Path made = write(HEADER + "Me,Mine,unet3d,a100,10,1," + samples + ",92,35000\n");
    // The first compute counts to the fill, a batch time less one compute: within one batch.
    assertThat((double) LoaderRuns.fillDepth(StorageTables.read(made).get(0)))
        .isEqualTo(9.0, within(1.0));
  }

  private ValidationReport run(String id) {
    Path data = SharedData.folderWith("mlperf-storage-results");
    return find(id).run(new ValidationContext(Optional.of(data), Optional.empty(), 1, 2));
  }

  private static ValidationReport run(String id, Path table) {
    return find(id).run(ValidationContext.standard(1).withTable(table));
  }

  private Path write(String text) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "rows", ".csv"), text);
  }

  private static ValidationCase find(String id) {
    return ValidationCases.find(id).orElseThrow();
  }
}
