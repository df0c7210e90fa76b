package io.opisim.hwvalidate.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.hwvalidate.SharedData;
import io.opisim.hwvalidate.table.InvalidTableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints, failures, input and energy against what was published. */
class ResilienceValidationsTest {
  private static final String RUNS =
      "submitter,system,model,n_accelerators,n_hosts,op,duration_s_mean\n";
  private static final String ENERGY =
      "dataset,network,batch_size,optimizer,power_limit,time_per_epoch,average_power\n";

  @TempDir Path directory;

  @Test
  void everyCaseIsWithinItsBandOnTheSharedTables() {
    assertPasses("checkpoint-size", "mlperf-storage/checkpoint-models.csv", 26);
    assertPasses("checkpoint-time", "mlperf-storage-results/checkpoint_results.csv", 8);
    assertPasses("input-pipeline", "data-stall/synergy_cpu_sensitivity.csv", 454);
    assertPasses("energy", "energy/zeus_power_v100.csv", 535);
  }

  private static void assertPasses(String id, String file, int points) {
    Path data = SharedData.folderWith(file);
    ValidationReport report =
        find(id).run(new ValidationContext(Optional.of(data), Optional.empty(), 1, 2));
    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
    assertThat(report.points()).hasSize(points);
  }

  @Test
  void theWasteOfFailingJobsMeetsTheFormulasOnAnySeed() {
    for (long seed = 1; seed <= 3; seed++) {
      ValidationReport report = find("reliability").run(few(seed));
      for (ValidationReport.Point point : report.points()) {
        // At least 6,000 failures: 1.3 % by chance. The first order is 4 % off by itself.
        double band = point.key().endsWith("first order") ? 0.07 : 0.04;
        assertThat(point.error()).as("seed %s, %s", seed, point).isLessThan(band);
      }
    }
  }

  private static ValidationContext few(long seed) {
    return new ValidationContext(Optional.empty(), Optional.empty(), seed, 4);
  }

  @Test
  void failuresOfTheUserTakeThePlaceOfThePublishedOnes() throws IOException {
    Path table = write("own.csv", "component,count_in_54_days_16384_H100\nall,838\n");
    ValidationReport report = find("reliability").run(few(1).withTable(table));
    ValidationReport.Point count = report.points().get(report.points().size() - 2);
    assertThat(count.published()).isEqualTo(838, within(1e-6));
    assertThat(count.error()).isLessThan(0.05);
    Path wrong = write("wrong.csv", "component,count_in_54_days_16384_H100\nall,none\n");
    assertThatThrownBy(
            () -> find("reliability").run(ValidationContext.standard(1).withTable(wrong)))
        .isInstanceOf(InvalidTableException.class)
        .hasMessageContaining("not none");
  }

  @Test
  void ofAnUnknownSystemTheMiddleSizeIsPredictedFromTheOthers() throws IOException {
    // 0.5 GiB/s a rank on one host and 8 GiB/s a host on sixteen: 70B on 8 hosts is bound by ranks.
    Path table =
        write(
            "runs.csv",
            RUNS
                + "me,box-1client,llama3-8b,8,1,save,26.18\n"
                + "me,box-8client,llama3-70b,64,8,save,28.5\n"
                + "me,box-16client,llama3-405b,512,16,save,47.2\n");
    ValidationReport report =
        find("checkpoint-time").run(ValidationContext.standard(1).withTable(table));
    assertThat(report.points()).hasSize(1);
    assertThat(report.points().get(0).key()).contains("llama3-70b save").endsWith("by rank");
    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
  }

  @Test
  void aRunThatNothingPredictsIsNotJudgedAndWrongRowsAreNamed() throws IOException {
    Path alone = write("alone.csv", RUNS + "me,box,llama3-8b,8,1,save,26\n");
    assertThatThrownBy(
            () -> find("checkpoint-time").run(ValidationContext.standard(1).withTable(alone)))
        .hasMessageContaining("has no run that another one could predict");
    Path wrong =
        write(
            "wrong.csv",
            RUNS
                + "me,box,llama2,8,1,save,26\nme,box,llama3-8b,4,1,save,26\n"
                + "me,box,llama3-8b,8,1,copy,26\n");
    assertThatThrownBy(
            () -> find("checkpoint-time").run(ValidationContext.standard(1).withTable(wrong)))
        .hasMessageContaining("unknown: llama2")
        .hasMessageContaining("not 4")
        .hasMessageContaining("not copy");
  }

  @Test
  void aRowWithAnotherSizeMissesTheBand() throws IOException {
    String header = "model,hidden,ffn,heads,kv_heads,layers,vocab,tp,pp,dp,zero,ranks,total_GiB\n";
    String row = "llama3-8b,4096,14336,32,8,32,128256,1,1,8,3,8,";
    ValidationCase sizes = find("checkpoint-size");
    ValidationContext context = ValidationContext.standard(1);
    assertThat(sizes.run(context.withTable(write("a.csv", header + row + "104.705\n"))).pass())
        .isTrue();
    assertThat(sizes.run(context.withTable(write("b.csv", header + row + "104.75\n"))).pass())
        .isFalse();
    Path wrong = write("c.csv", header + row.replace(",32,8,", ",32,0,") + "104.75\n");
    assertThatThrownBy(() -> sizes.run(context.withTable(wrong)))
        .hasMessageContaining("kv_heads is \"0\", not a whole number");
  }

  @Test
  void coresOfTheUserAreJudgedBetweenTheFewestAndTheMost() throws IOException {
    String header = "table,model,cpu_cores_per_gpu,rel_speed_mem_col0,rel_speed_mem_col1\n";
    Path table =
        write("cores.csv", header + "own,net,1,0.1,0.4\nown,net,2,0.1,0.8\nown,net,4,0.1,1.0\n");
    ValidationReport report =
        find("input-pipeline").run(ValidationContext.standard(1).withTable(table));
    assertThat(report.points()).hasSize(1);
    assertThat(report.points().get(0).predicted()).isEqualTo(0.8, within(1e-12));
  }

  @Test
  void aStrategyThatIsSlowerThanItsSizeAllowsIsAWrongOrder() throws IOException {
    String header = "dataset,strategy,samples_per_s_8_threads\n";
    Path table =
        write(
            "presto.csv",
            header
                + "imagenet,fully online (read),588\n"
                + "imagenet,offline to resized image,2123\n"
                + "imagenet,offline to centred tensor,4000\n");
    ValidationReport report =
        find("input-pipeline").run(ValidationContext.standard(1).withTable(table));
    assertThat(report.pass()).isFalse();
    assertThat(report.maxError()).isEqualTo(1);
  }

  @Test
  void theGpuOfATableMustBeTold() throws IOException {
    Path data = SharedData.folderWith("energy/zeus_power_v100.csv");
    String row = "cifar100,shufflenetv2,1024,adadelta,150,9.1,122\n";
    ValidationContext context = new ValidationContext(Optional.of(data), Optional.empty(), 1, 2);
    assertThatThrownBy(() -> find("energy").run(context.withTable(write("mine.csv", ENERGY + row))))
        .hasMessageContaining("neither a column gpu nor the file's name");
    ValidationReport report =
        find("energy").run(context.withTable(write("my_v100.csv", ENERGY + row)));
    assertThat(report.points()).hasSize(1);
    assertThat(report.points().get(0).published()).isEqualTo(9.1 * 122, within(1e-9));
  }

  @Test
  void withoutItsTableACaseSaysWhereToFindIt() {
    for (String id :
        new String[] {"checkpoint-size", "checkpoint-time", "input-pipeline", "energy"}) {
      assertThatThrownBy(() -> find(id).run(ValidationContext.standard(1)))
          .isInstanceOf(InvalidTableException.class)
          .hasMessageContaining("OPISIM_DATA");
    }
  }

  private static ValidationCase find(String id) {
    return ValidationCases.find(id).orElseThrow();
  }

  private Path write(String name, String content) throws IOException {
    return Files.writeString(directory.resolve(name), content);
  }
}
