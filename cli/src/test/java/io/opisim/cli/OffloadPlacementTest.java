package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.workload.Job;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.scenario.Scenario;
import io.opisim.scenarios.scenario.io.ScenarioLoader;
import io.opisim.scenarios.study.DataFolder;
import io.opisim.scenarios.study.Inputs;
import io.opisim.scenarios.study.Services;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two jobs of 4 accelerators on nodes of 8, each of which fills the memory of a node's DPU. */
class OffloadPlacementTest {
  private static final String TEXT =
      """
      question: Does a placement that counts the DPU keep jobs off a DPU that is full?
      seed: 3
      cluster:
        nodes: [{shape: dgx-h100, count: 2}]
        dpu: bluefield-3
        storage: {system: volumez-file-direct}
      services:
        site: dpu
        chain:
          - {service: nvme-of-initiator}
          - {service: checksum, variant: crc32c}
          - {service: encryption, variant: aes-xts}
      workload:
        emulated_training:
          - name: unet3d
            count: 2
            gap: 1 s
            workload: unet3d-h100
            accelerators: 4
            epochs: 2
            steps: 50
      scheduling: {policy: fifo}
      sweep: {scheduling.placement: [consolidated, offload-aware]}
      oracle: false
      record: [resources]
      """;

  private static final double COMPUTE_SECONDS = 2 * 50 * 0.323;

  @TempDir private Path folder;

  @Test
  void theSecondJobGoesToTheNodeWhoseDpuIsIdleAndNeitherIsSlowedDown() throws Exception {
    Path file = Files.writeString(folder.resolve("offload.yaml"), TEXT);
    Path results =
        Path.of(
            Transcript.of("run", file, "--json", "-o", folder.resolve("results"))
                .succeeded()
                .json()
                .path("result_dir")
                .asText());
    Map<String, Double> together = given(results, "consolidated-3");
    Map<String, Double> apart = given(results, "offload-aware-3");

    assertThat(together.get("client-1.dpu.memory")).isZero();
    assertThat(together.get("client-0.dpu.memory")).isGreaterThan(COMPUTE_SECONDS);
    for (String memory : List.of("client-0.dpu.memory", "client-1.dpu.memory")) {
      assertThat(apart.get(memory)).isBetween(0.9 * COMPUTE_SECONDS, COMPUTE_SECONDS);
    }
    theLoadsOfJobsAreWhatTheirServicesTakeInARun(file, apart);
  }

  /** Accelerators x share of each x time of all steps = what the part gave, in seconds of it. */
  private void theLoadsOfJobsAreWhatTheirServicesTakeInARun(Path file, Map<String, Double> apart)
      throws Exception {
    Catalog catalog = Catalog.builtIn();
    Scenario scenario =
        new ScenarioLoader(Services.knownIds(catalog))
            .load(file, List.of())
            .scenario()
            .orElseThrow();
    Inputs inputs = new Inputs(new DataFolder(Optional.empty(), ""), catalog);
    Job first = inputs.jobs(scenario.cases().get(1).spec(), 3).get(0);

    assertThat(first.loads().perGpu()).containsKeys("dpu.cores", "dpu.crypto", "dpu.network-in");
    first
        .loads()
        .perGpu()
        .forEach(
            (part, share) ->
                assertThat(apart.get("client-0." + part))
                    .as(part)
                    .isCloseTo(
                        4 * share * COMPUTE_SECONDS, within(0.02 * 4 * share * COMPUTE_SECONDS)));
  }

  /** Seconds for which a run kept each resource busy. */
  private static Map<String, Double> given(Path results, String run) throws Exception {
    Map<String, Double> seconds = new LinkedHashMap<>();
    for (String line :
        Files.readAllLines(results.resolve("runs").resolve(run).resolve("resources.csv"))) {
      String[] fields = line.split(",", -1);
      if (fields[0].startsWith("client-")) {
        seconds.put(fields[0], Double.parseDouble(fields[2]) / Double.parseDouble(fields[1]));
      }
    }
    return seconds;
  }
}
