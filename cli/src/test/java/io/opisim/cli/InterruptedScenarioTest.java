package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Preemption that costs and nodes that break, from the file to the tables. */
class InterruptedScenarioTest {
  private static final String TIMED =
      """
      question: What do failures cost?
      seed: 5
      runs: 2
      oracle: true
      cluster: {nodes: [{shape: dgx-h100, count: 16}]}
      workload: {poisson: {jobs: 60, load: 0.9, duration_mean: 1 d, gpus: 24}}
      scheduling: {policy: shortest-remaining-first}
      faults: {profile: llama3-16384-h100, rate: 300}
      checkpoints: {interval: daly, parameters: 70000000000, rate: 20 GB/s, restart: 60 s,
                    when_preempted: save}
      sweep: {scheduling.policy: [shortest-remaining-first, easy-backfill, conservative-backfill]}
      record: [attribution, waits]
      """;

  private static final String STEPS =
      """
      question: Do jobs on a fabric survive?
      seed: 5
      oracle: false
      cluster:
        nodes: [{shape: dgx-h100, count: 8}]
        nodes_per_rack: 4
        fabric: {kind: leaf-spine}
      workload:
        training:
          - name: gpt
            count: 3
            gap: 60 s
            accelerators: 16
            global_batch: 64
            steps: 600
            transformer: {layers: 24, hidden: 2048, heads: 16, vocabulary: 51200, sequence: 1024}
            plan: {tensor: 2, zero: optimizer}
            training_profile: h100-megatron-core
      scheduling: {policy: fifo-jump}
      faults: {profile: llama3-16384-h100, rate: 100000}
      checkpoints: {interval: 20 s, write: 1 s, restart: 2 s}
      record: [attribution, steps]
      """;

  @TempDir private Path folder;

  private Path scenario(String text) throws IOException {
    return Files.writeString(folder.resolve("broken.yaml"), text);
  }

  private JsonNode run(String text) throws IOException {
    Path results = folder.resolve("results");
    return Transcript.of("run", scenario(text), "--json", "-o", results).succeeded().json();
  }

  /** Columns of a table but the first so many; the last one is the sum of the others. */
  private static void assertRowsAddUp(Path table, int names) throws IOException {
    List<String> lines = Files.readAllLines(table);
    assertThat(lines).hasSizeGreaterThan(1);
    for (String line : lines.subList(1, lines.size())) {
      String[] cells = line.split(",", -1);
      BigDecimal sum = BigDecimal.ZERO;
      for (int index = names; index < cells.length - 1; index++) {
        sum = sum.add(new BigDecimal(cells[index]));
      }
      assertThat(sum).as(line).isEqualByComparingTo(cells[cells.length - 1]);
    }
  }

  private static double metric(JsonNode one, String name) {
    return one.path("metrics").path(name).path("mean").asDouble(Double.NaN);
  }

  @Test
  void theTimeOfEveryJobIsWorkCheckpointsLossesAndTheQueue() throws IOException {
    JsonNode document = run(TIMED);

    Path runs = Path.of(document.path("result_dir").asText()).resolve("runs");
    for (JsonNode one : document.path("cases")) {
      String name = one.path("case").asText();
      if (name.equals("oracle")) {
        // Nothing breaks there, and nobody is preempted.
        assertThat(metric(one, "failures")).isNaN();
        continue;
      }
      assertThat(metric(one, "failures")).isGreaterThan(10);
      assertThat(metric(one, "goodput_ratio")).isBetween(0.5, 0.999);
      assertThat(metric(one, "goodput_ratio"))
          .isGreaterThanOrEqualTo(metric(one, "effective_training_time_ratio"));
      assertThat(metric(one, "waited_under_repair_s")).isPositive();
      assertRowsAddUp(runs.resolve(name + "-5").resolve("attribution.csv"), 4);
    }
  }

  @Test
  void jobsOnAFabricLoseStepsAndGoOnFromTheirLastCheckpoint() throws IOException {
    JsonNode document = run(STEPS);

    Path own = Path.of(document.path("result_dir").asText()).resolve("runs");
    List<Path> folders = new ArrayList<>();
    try (var found = Files.list(own)) {
      found.forEach(folders::add);
    }
    assertRowsAddUp(folders.get(0).resolve("attribution.csv"), 4);
    JsonNode one = document.path("cases").get(0);
    assertThat(metric(one, "failures")).isGreaterThan(3);
    assertThat(metric(one, "lost_work_s")).isPositive();
    assertThat(metric(one, "checkpoint_s")).isPositive();
    assertThat(metric(one, "restart_s")).isPositive();
  }

  @Test
  void withoutFailuresNobodyKnowsYoungsInterval() throws IOException {
    String text = TIMED.replaceAll("(?m)^faults.*$", "").replace("daly", "young");

    assertThat(Transcript.of("check", scenario(text)).failed(2).err())
        .contains("young needs a failure rate, and nothing ever fails")
        .contains("add faults");
  }

  @Test
  void emulatedTrainingCannotBeInterrupted() throws IOException {
    String shared = "../scenarios/library/shared-storage.yaml";

    assertThat(
            Transcript.of("check", shared, "--set", "faults.profile=llama3-16384-h100")
                .failed(2)
                .err())
        .contains("emulated training jobs know neither checkpoints nor failures");
  }

  @Test
  void optimizeRefusesWhatItsScoreDoesNotKnow() throws IOException {
    assertThat(Transcript.of("optimize", scenario(STEPS), "-q", "-o", folder).failed(2).err())
        .contains("failures and checkpoints cannot be planned");
  }
}
