package io.opisim.hwvalidate.compare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opisim.hwvalidate.table.InvalidTableException;
import io.opisim.hwvalidate.training.SharedTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingValidationTest {
  @TempDir Path directory;

  @Test
  void activationAndStateBytesAreThoseOfThePublishedFigureToFourDigits() {
    ValidationReport report = run("memory", "megatron-table");
    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
    assertThat(report.points()).hasSizeGreaterThanOrEqualTo(21);
  }

  @Test
  void stepsOfMegatronOnA100AndH100AreWithinTheirBands() {
    ValidationReport report = run("training-steps", "megatron-table");
    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
  }

  @Test
  void plansOnOneAndOnSeveralNodesAreWithinTheirBandsAndTheChosenOneIsFast() {
    ValidationReport report = run("training-plans", "vtrain-measured");
    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
  }

  @Test
  void theMeanOfTheSpeedsOfMlPerfTrainingIsWithinItsBand() {
    // The worst row is not: single submissions on slower networks, told in the documents.
    ValidationReport report = run("training-scaling", "mlperf-training");
    double mean =
        report.points().stream().mapToDouble(ValidationReport.Point::error).average().orElseThrow();
    assertThat(mean).as(ValidationTables.text(report)).isLessThanOrEqualTo(0.05);
    assertThat(report.p90Error()).isLessThanOrEqualTo(0.12);
  }

  @Test
  void aTableOfTheUserIsJudgedRowByRow() throws IOException {
    // 96 B s L h^2 (1 + s/(6h) + V/(16Lh)) FLOP on 32 A100 at 137 TFLOP/s take 3.53 s.
    Path table =
        write(
            "params_B,heads,hidden,layers,seq,vocab,tp,pp,dp,gpus,global_batch,micro_batch,"
                + "virtual_stages,achieved_TFLOPs_per_gpu,iteration_s_implied\n"
                + "1.7,24,2304,24,2048,51200,1,1,32,32,512,16,1,137,3.528\n");
    ValidationReport report =
        find("training-steps").run(ValidationContext.standard(1).withTable(table));
    assertThat(report.points()).hasSize(1);
    assertThat(report.pass()).as(ValidationTables.text(report)).isTrue();
  }

  @Test
  void aRowThatMakesNoSenseIsNamedByItsLine() throws IOException {
    String header =
        "#_GPUs,global_batch,micro_batch,hidden_size,attention_heads,#_layers,sequence_length,"
            + "tensor_parallelism,data_parallelism,pipeline_parallelism,iteration_time_(ms)\n";
    Path table = write(header + "8,7,2,1024,16,24,1024,1,8,1,100\n8,8,1,1024,16,0,1024,1,8,1,9\n");
    assertThatThrownBy(
            () -> find("training-plans").run(ValidationContext.standard(1).withTable(table)))
        .isInstanceOf(InvalidTableException.class)
        .hasMessageContaining("2: ")
        .hasMessageContaining("a batch of 7 is not a whole number of micro-batches of 2")
        .hasMessageContaining("3: ")
        .hasMessageContaining("#_layers is \"0\"");
    Path other = write("a,b\n1,2\n");
    assertThatThrownBy(
            () -> find("training-steps").run(ValidationContext.standard(1).withTable(other)))
        .isInstanceOf(InvalidTableException.class)
        .hasMessageContaining("no table of training steps");
    assertThatThrownBy(() -> find("memory").run(ValidationContext.standard(1).withTable(other)))
        .isInstanceOf(InvalidTableException.class);
  }

  @Test
  void withoutItsTableACaseSaysWhereToFindIt() {
    for (String id :
        new String[] {"memory", "training-steps", "training-plans", "training-scaling"}) {
      assertThatThrownBy(() -> find(id).run(ValidationContext.standard(1)))
          .isInstanceOf(InvalidTableException.class)
          .hasMessageContaining("OPISIM_DATA");
    }
  }

  private static ValidationReport run(String id, String needed) {
    Path data = SharedTables.folder(needed);
    ValidationContext context = new ValidationContext(Optional.of(data), Optional.empty(), 1, 2);
    return find(id).run(context);
  }

  private static ValidationCase find(String id) {
    return ValidationCases.find(id).orElseThrow();
  }

  private Path write(String content) throws IOException {
    return Files.writeString(Files.createTempFile(directory, "table", ".csv"), content);
  }
}
