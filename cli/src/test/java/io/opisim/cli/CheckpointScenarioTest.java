package io.opisim.cli;

import static io.opisim.cli.RunFiles.metrics;
import static io.opisim.cli.RunFiles.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints of emulated training, from the file to the tables. */
class CheckpointScenarioTest {
  /** BERT reads next to nothing: 120 kB a step and rank. One drive takes 7 GB/s. */
  private static final String TEXT =
      """
      question: What do checkpoints cost?
      seed: 3
      cluster:
        nodes: [{shape: dgx-h100, count: 1}]
        dpu: bluefield-3
        storage:
          parts: {drive: micron-9400-pro, drives: 1}
          protocol: nvme-tcp
      services:
        chain:
          - {service: nvme-of-initiator}
          - {service: nvme-of-target}
      workload:
        emulated_training:
          - name: train
            workload: bert-v100
            accelerators: 8
            epochs: 2
            steps: 20
            checkpoint: {every: 15, size: 70 GB}
      scheduling: {policy: fifo}
      oracle: false
      record: [volumes, offloads, attribution, checkpoints]
      """;

  private static final double STORED = 70e9 / 7e9;

  /** A quarter of a cycle a byte at 2 GHz, each rank on a core of its own. */
  private static final double COPIED = 70e9 / 8 * 0.25 / 2e9;

  @TempDir private Path folder;

  private Path result(String text) throws IOException {
    Path scenario = Files.writeString(folder.resolve("saved.yaml"), text);
    return Path.of(
        Transcript.of("run", scenario, "--json", "-o", folder.resolve("results"))
            .succeeded()
            .json()
            .path("result_dir")
            .asText());
  }

  private static String mode(String mode) {
    return TEXT.replace("size: 70 GB", "size: 70 GB, mode: " + mode);
  }

  private static double seconds(Map<String, String> row, String from, String to) {
    return new BigDecimal(row.get(to)).subtract(new BigDecimal(row.get(from))).doubleValue();
  }

  private static List<Map<String, String>> checkpoints(Path result) throws IOException {
    return rows(result.resolve("runs/default-3/checkpoints.csv"));
  }

  @Test
  void aSynchronousCheckpointTakesAsLongAsTheStorageNeedsForIt() throws IOException {
    List<Map<String, String>> made = checkpoints(result(TEXT));

    assertThat(made.stream().map(row -> row.get("step"))).containsExactly("15", "30");
    for (Map<String, String> row : made) {
      assertThat(row.get("bytes")).isEqualTo("70000000000");
      assertThat(seconds(row, "began_s", "went_on_s")).isEqualTo(STORED, within(0.01 * STORED));
      assertThat(row.get("durable_s")).isEqualTo(row.get("went_on_s"));
    }
  }

  @Test
  void anAsynchronousOneStallsForTheCopyAndIsWrittenBehindTheBackOfTraining() throws IOException {
    for (Map<String, String> row : checkpoints(result(mode("asynchronous")))) {
      assertThat(seconds(row, "began_s", "went_on_s")).isEqualTo(COPIED, within(0.01 * COPIED));
      assertThat(seconds(row, "went_on_s", "durable_s")).isEqualTo(STORED, within(0.01 * STORED));
    }
  }

  @Test
  void aCopyInTheDpuCrossesPcieAndTheDpusMemory() throws IOException {
    String text =
        mode("asynchronous")
            .replace(
                "  chain:\n",
                "  chain:\n    - {service: checkpoint-write-back, variant: rdma, site: dpu}\n");
    Path result = result(text);
    List<Map<String, String>> offloads = rows(result.resolve("runs/default-3/offloads.csv"));
    Map<String, String> copy = offloads.get(offloads.size() - 1);

    assertThat(copy.get("service")).isEqualTo("checkpoint-write-back");
    assertThat(copy.get("site")).isEqualTo("dpu");
    double span = metrics(result, "default").get("makespan_s");
    assertThat(Double.parseDouble(copy.get("bytes_per_s")) * span).isEqualTo(2 * 70e9, within(1.0));
    // 90 GB/s of memory, estimated, of which a byte takes two passes and two to come and go.
    double most = 63e9;
    for (Map<String, String> row : checkpoints(result)) {
      assertThat(seconds(row, "began_s", "went_on_s")).isBetween(70e9 / most, 4.5 * 70e9 / 80e9);
    }
  }

  @Test
  void aLocalOneStallsForTheDrivesOfTheNodeAndIsDrained() throws IOException {
    String text =
        TEXT.replace(
            "size: 70 GB",
            "size: 70 GB, mode: local-then-drained,"
                + " node_drives: {drive: micron-9400-pro, drives: 4}");
    for (Map<String, String> row : checkpoints(result(text))) {
      assertThat(seconds(row, "began_s", "went_on_s"))
          .isEqualTo(STORED / 4, within(0.01 * STORED / 4));
      assertThat(seconds(row, "went_on_s", "durable_s")).isEqualTo(STORED, within(0.01 * STORED));
    }
  }

  @Test
  void theNextCheckpointWaitsUntilTheLastIsInTheStorage() throws IOException {
    List<Map<String, String>> made =
        checkpoints(result(mode("asynchronous").replace("every: 15", "every: 5")));

    // Five steps take 4.84 s, the storage 10 s: from the second on it sets the pace.
    assertThat(made).hasSize(8);
    for (int one = 1; one < made.size(); one++) {
      double apart =
          Double.parseDouble(made.get(one).get("durable_s"))
              - Double.parseDouble(made.get(one - 1).get("durable_s"));
      assertThat(apart).isEqualTo(COPIED + STORED, within(0.01 * STORED));
    }
  }

  @Test
  void timeOfCheckpointsIsAClassOfItsOwnAndNotInUtilisation() throws IOException {
    Path without = result(TEXT.replaceAll("(?m)^ *checkpoint: .*\n", ""));
    Path with = result(TEXT);
    double stood = 0;
    for (Map<String, String> row : checkpoints(with)) {
      stood += seconds(row, "began_s", "went_on_s");
    }

    for (Map<String, String> row : rows(with.resolve("runs/default-3/attribution.csv"))) {
      BigDecimal sum = BigDecimal.ZERO;
      for (Map.Entry<String, String> field : row.entrySet()) {
        if (field.getKey().endsWith("_s") && !field.getKey().equals("wall_s")) {
          sum = sum.add(new BigDecimal(field.getValue()));
        }
      }
      assertThat(sum).isEqualByComparingTo(row.get("wall_s"));
      assertThat(Double.parseDouble(row.get("checkpoint_stall_s"))).isEqualTo(stood, within(1e-8));
    }
    Map<String, Double> before = metrics(without, "default");
    Map<String, Double> after = metrics(with, "default");
    assertThat(after.get("makespan_s") - before.get("makespan_s")).isEqualTo(stood, within(1e-2));
    assertThat(after.get("au_ratio")).isEqualTo(before.get("au_ratio"), within(1e-3));
    assertThat(after.get("checkpoint_stall_ratio"))
        .isEqualTo(stood / after.get("makespan_s"), within(1e-6));
    assertThat(after.get("checkpoint_stall_mean_s")).isEqualTo(stood / 2, within(1e-6));
    assertThat(before).doesNotContainKey("checkpoint_stall_ratio");
  }

  @Test
  void aLastCheckpointThatIsNotYetStoredKeepsTheJobOnItsNodes() throws IOException {
    Path result = result(mode("asynchronous").replace("every: 15", "every: 40"));
    Map<String, String> last = checkpoints(result).get(0);

    assertThat(last.get("step")).isEqualTo("40");
    assertThat(metrics(result, "default").get("makespan_s"))
        .isEqualTo(Double.parseDouble(last.get("durable_s")), within(1e-9));
    for (Map<String, String> row : rows(result.resolve("runs/default-3/attribution.csv"))) {
      assertThat(Double.parseDouble(row.get("checkpoint_stall_s")))
          .isEqualTo(seconds(last, "began_s", "durable_s"), within(1e-8));
    }
  }

  @Test
  void everyByteOfACheckpointPassesEveryStageAndReadsWaitForIt() throws IOException {
    String reading = TEXT.replace("bert-v100", "unet3d-h100").replace("drives: 1}", "drives: 4}");
    Path without = result(reading.replaceAll("(?m)^ *checkpoint: .*\n", ""));
    Path with = result(reading.replace("size: 70 GB", "size: 70 GB, mode: asynchronous"));
    Path run = with.resolve("runs/default-3");
    long read = 0;
    for (Map<String, String> row : rows(run.resolve("volumes.csv"))) {
      if (row.get("stage").startsWith("loader of ")) {
        read = Long.parseLong(row.get("in_bytes"));
      }
    }
    for (Map<String, String> row : rows(run.resolve("volumes.csv"))) {
      if (row.get("way").equals("0") && !row.get("operations").isEmpty()) {
        assertThat(Long.parseLong(row.get("out_bytes"))).isEqualTo(read + 2 * 70_000_000_000L);
      }
    }
    assertThat(metrics(with, "default").get("samples_per_s"))
        .isLessThan(0.9 * metrics(without, "default").get("samples_per_s"));
    assertThat(metrics(with, "default").get("read_latency_mean_s"))
        .isGreaterThan(metrics(without, "default").get("read_latency_mean_s"));
  }

  @Test
  void theCheckpointOfAModelHasTheBytesThatTheBenchmarkPublishes() throws IOException {
    String model =
        "model: {family: llama, layers: 32, hidden: 4096, heads: 32, key_value_heads: 8,"
            + " feed_forward: 14336, vocabulary: 128256, sequence: 8192}";
    double bytes =
        Double.parseDouble(
            checkpoints(result(TEXT.replace("size: 70 GB", model))).get(0).get("bytes"));

    // 8 ranks, ZeRO-3: 104.70 GiB in mlcommons/storage.
    assertThat(bytes / (1L << 30)).isEqualTo(104.70, within(0.01));
  }

  private String refused(String old, String wrong) throws IOException {
    assertThat(TEXT).contains(old);
    Path scenario = Files.writeString(folder.resolve("saved.yaml"), TEXT.replace(old, wrong));
    return Transcript.of("run", scenario, "-o", folder.resolve("none"))
        .failed(ExitCodes.INVALID)
        .err();
  }

  @Test
  void aCheckpointThatCannotBeIsToldWithItsLine() throws IOException {
    assertThat(refused("size: 70 GB", "size: 70 GB, mode: local-then-drained"))
        .contains("saved.yaml:20: workload.emulated_training[0].checkpoint.mode: there are no")
        .contains("add node_drives beside it");
    assertThat(refused("size: 70 GB", "size: 70 GB, node_drives: {drive: micron-9400-pro}"))
        .contains("checkpoint.node_drives: nothing goes there");
    assertThat(refused(", size: 70 GB", "")).contains("saved.yaml:20: ").contains("size", "model");
    assertThat(refused("size: 70 GB", "size: 70 GB, zero: optimizer"))
        .contains("checkpoint.size: is dealt evenly to all ranks");
    assertThat(refused("steps: 20\n", "steps: 20\n      barrier: false\n"))
        .contains("emulated_training[0].checkpoint: is of all ranks after the same step");
    assertThat(
            refused(
                "size: 70 GB",
                "tensor: 3, model: {layers: 2, hidden: 64, heads: 2, vocabulary: 10, sequence: 8}"))
        .contains("checkpoint.tensor: 8 ranks are no multiple of tensor x pipeline = 3");
  }
}
