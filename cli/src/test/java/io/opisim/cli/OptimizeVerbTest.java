package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code optimize} from the file to the plan that beats, or does not beat, the pairs. */
class OptimizeVerbTest {
  /** Six jobs of one node and two of four on four nodes in two racks; the long ones come first. */
  private static final String TEXT =
      """
      scenario: plan
      question: Does a plan beat the policies?
      seed: 3
      runs: 2
      cluster:
        nodes: [{shape: dgx-a100, count: 4}]
        nodes_per_rack: 2
        fabric: {kind: leaf-spine, oversubscription: 4}
      workload:
        training:
          - {name: long, count: 2, gap: 1 s, accelerators: 32, global_batch: 64, steps: 12,
             transformer: {layers: 24, hidden: 2048, heads: 16, vocabulary: 51200, sequence: 1024},
             plan: {zero: optimizer}, training_profile: a100-megatron}
          - {name: short, count: 6, arrival: 0.1 s, gap: 0.1 s, accelerators: 8, global_batch: 64,
             steps: 2,
             transformer: {layers: 24, hidden: 2048, heads: 16, vocabulary: 51200, sequence: 1024},
             plan: {zero: optimizer}, training_profile: a100-megatron}
      scheduling: {policy: fifo}
      """;

  @TempDir private Path folder;

  private Object[] words(Object... more) throws IOException {
    Path file = Files.writeString(folder.resolve("plan.yaml"), TEXT);
    Object[] fixed = {
      "optimize",
      file,
      "--steps",
      50,
      "--best",
      2,
      "--policies",
      "fifo,optimizer",
      "--placements",
      "consolidated,spread",
      "-o",
      folder.resolve("results")
    };
    Object[] all = new Object[fixed.length + more.length];
    System.arraycopy(fixed, 0, all, 0, fixed.length);
    System.arraycopy(more, 0, all, fixed.length, more.length);
    return all;
  }

  @Test
  void planIsNoWorseThanFifoAndNothingIsBelowTheBound() throws IOException {
    JsonNode document = Transcript.of(words("--json")).succeeded().json();
    double bound = document.path("bound_s").asDouble();
    double plan = document.path("plans").path(0).path("simulated").path("mean").asDouble();
    assertThat(document.path("plans")).hasSize(2);
    assertThat(document.path("pairs")).hasSize(4);
    assertThat(plan).isGreaterThanOrEqualTo(bound);
    for (JsonNode pair : document.path("pairs")) {
      double mean = pair.path("simulated").path("mean").asDouble();
      assertThat(mean).isGreaterThanOrEqualTo(bound);
      if (pair.path("policy").asText().equals("fifo")) {
        assertThat(plan).isLessThanOrEqualTo(mean + 1e-6);
      }
      assertThat(pair.path("plan_less_pair").path("mean").asDouble())
          .isBetween(plan - mean - 1e-9, plan - mean + 1e-9);
    }
    Path result = Path.of(document.path("result_dir").asText());
    List<String> rows = Files.readAllLines(result.resolve("plan.csv"));
    assertThat(rows).hasSize(9);
    assertThat(result.resolve("summary.csv")).exists();
    assertThat(result.resolve("runs/plan-1-3/jobs.csv")).exists();
  }

  @Test
  void equalStepsGiveEqualBytesOnAnyNumberOfThreads() throws IOException {
    Path one =
        Path.of(
            Transcript.of(words("--json", "-j", 1)).succeeded().json().path("result_dir").asText());
    String plan = Files.readString(one.resolve("plan.csv"));
    String summary = Files.readString(one.resolve("summary.csv"));
    Transcript.of(words("--json", "-j", 3)).succeeded();
    assertThat(Files.readString(one.resolve("plan.csv"))).isEqualTo(plan);
    assertThat(Files.readString(one.resolve("summary.csv"))).isEqualTo(summary);
  }

  @Test
  void whatCannotBeAskedIsSaid() throws IOException {
    Transcript.of(words("--objective", "fun")).failed(2);
    Transcript.of(words("--case", "none")).failed(2);
    Transcript.of(words("--time", "soon")).failed(2);
    Transcript.of(words("--best", 0)).failed(2);
  }

  @Test
  void trainingAsStorageSeesItIsRefused() {
    assertThat(
            Transcript.of(
                    "optimize", "../scenarios/library/shared-storage.yaml", "-q", "-o", folder)
                .failed(2)
                .err())
        .contains("emulated training cannot be planned");
  }
}
