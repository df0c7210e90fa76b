package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Training jobs that read over the fabric on which they exchange, from the file to the tables. */
class MixedScenarioTest {
  private static final String TEXT =
      """
      question: Do reads and gradients get in each other's way?
      seed: 3
      cluster:
        nodes: [{shape: dgx-a100, count: 8}]
        nodes_per_rack: 3
        dpu: bluefield-2
        fabric: {kind: leaf-spine, oversubscription: 8, link_rate: 100 Gbit/s}
        storage:
          parts: {drive: generic-gen4-read, drives: 2, servers: 2}
          protocol: nvme-tcp
          server: {dpu: bluefield-2}
      services:
        site: dpu
        chain:
          - {service: nvme-of-initiator}
          - {service: nvme-of-target, site: storage-dpu}
          - {service: checksum, variant: crc32c}
      workload:
        training:
          - name: resnet
            count: 3
            arrival: 0.4 s
            gap: 0.3 s
            accelerators: 16
            global_batch: 3200
            steps: 20
            measured: {model: resnet, accelerator: NVIDIA A100-SXM4-80GB, round: v2.0, gradient_bytes: 51 MB}
            straggler: {mean: 0.01}
            input: {sample_size: 200 kB, readers: 3}
          - name: gpt
            accelerators: 24
            global_batch: 48
            steps: 60
            transformer: {layers: 24, hidden: 2048, heads: 16, vocabulary: 51200, sequence: 1024}
            plan: {zero: optimizer}
            training_profile: a100-megatron
            input: {node_size: 8 MB, prefetch: 1, service_site: host}
      scheduling: {policy: shortest-remaining-first}
      oracle: false
      record: [tasks, links, steps, attribution, contention, volumes, offloads, resources]
      """;

  /** One job on one node, one storage system, nothing on the way. */
  private static final String ALONE =
      """
      question: How long does a step take?
      seed: 1
      cluster:
        nodes: [{shape: dgx-a100, count: 2}]
        fabric: {kind: star}
        storage: {system: nutanix-files-4, copies: %d}
      workload:
        training:
          - name: resnet
            accelerators: 16
            global_batch: 3200
            steps: 60
            measured: {model: resnet, accelerator: NVIDIA A100-SXM4-80GB, round: v2.0, gradient_bytes: 51 MB}
            %s
      scheduling: {policy: fifo}
      oracle: false
      record: [steps, resources]
      """;

  @TempDir private Path folder;

  /** Runs it and gives the folder of the first run. */
  private Path run(String text) throws IOException {
    Path file = Files.writeString(folder.resolve("jobs.yaml"), text);
    JsonNode document =
        Transcript.of("run", file, "--json", "-o", folder.resolve("results")).succeeded().json();
    try (Stream<Path> runs = Files.list(Path.of(document.path("result_dir").asText(), "runs"))) {
      return runs.sorted().findFirst().orElseThrow();
    }
  }

  private static List<Map<String, String>> rows(Path table) throws IOException {
    List<String> lines = Files.readAllLines(table);
    String[] names = lines.get(0).split(",", -1);
    List<Map<String, String>> rows = new ArrayList<>();
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split(",", -1);
      Map<String, String> row = new LinkedHashMap<>();
      for (int field = 0; field < names.length; field++) {
        row.put(names[field], fields[field]);
      }
      rows.add(row);
    }
    return rows;
  }

  private static double end(Path run, int step) throws IOException {
    return Double.parseDouble(rows(run.resolve("steps.csv")).get(step).get("end_s"));
  }

  @Test
  void everyByteThatAServerSendsArrivesForAStepOrIsDroppedWithAReason() throws IOException {
    Path run = run(TEXT);

    long delivered = 0;
    long dropped = 0;
    long fabric = 0;
    for (Map<String, String> row : rows(run.resolve("volumes.csv"))) {
      long in = Long.parseLong(row.get("in_bytes"));
      long gained = Long.parseLong(row.get("gained_bytes"));
      long lost = Long.parseLong(row.get("dropped_bytes"));
      assertThat(in + gained - lost).isEqualTo(Long.parseLong(row.get("out_bytes")));
      assertThat(row.get("reason").isEmpty()).isEqualTo(gained + lost == 0);
      if (row.get("stage").startsWith("input of ")) {
        delivered += Long.parseLong(row.get("out_bytes"));
        dropped += lost;
      }
      fabric += row.get("stage").equals("fabric") ? in : 0;
    }
    // 3 x 20 steps of 3,200 samples of 200 kB, and 60 steps of 3 nodes of 8 MB.
    assertThat(delivered).isEqualTo(60L * 3_200 * 200_000 + 60L * 3 * 8_000_000);
    assertThat(dropped).as("a job was preempted").isPositive();
    assertThat(fabric).isEqualTo(delivered + dropped);
    double sent = 0;
    for (Map<String, String> row : rows(run.resolve("links.csv"))) {
      sent +=
          row.get("link").startsWith("storage-target-") ? Double.parseDouble(row.get("bytes")) : 0;
    }
    assertThat(sent).isCloseTo(fabric / 0.95, within(1e-6 * fabric));
  }

  @Test
  void theTimeOfEveryRankAddsUpToTheNanosecond() throws IOException {
    Path run = run(TEXT);

    Map<String, String> jct = new LinkedHashMap<>();
    rows(run.resolve("jobs.csv")).forEach(row -> jct.put(row.get("job"), row.get("jct_s")));
    for (Map<String, String> row : rows(run.resolve("attribution.csv"))) {
      BigDecimal sum = BigDecimal.ZERO;
      for (Map.Entry<String, String> field : row.entrySet()) {
        if (field.getKey().endsWith("_s") && !field.getKey().equals("wall_s")) {
          BigDecimal value = new BigDecimal(field.getValue());
          assertThat(value).isNotNegative();
          sum = sum.add(value);
        }
      }
      assertThat(sum).isEqualByComparingTo(row.get("wall_s"));
      assertThat(row.get("wall_s")).isEqualTo(jct.get(row.get("job")));
    }
  }

  @Test
  void onAFastStorageOnlyTheFirstStepWaits() throws IOException {
    double without = end(run(ALONE.formatted(40, "")), 59);
    Path run = run(ALONE.formatted(40, "input: {sample_size: 10 kB}"));

    List<Map<String, String>> steps = rows(run.resolve("steps.csv"));
    double fill = Double.parseDouble(steps.get(0).get("data_stall_s"));
    assertThat(steps.subList(1, 60)).allMatch(row -> row.get("data_stall_s").equals("0"));
    assertThat(end(run, 59)).isCloseTo(without + fill, within(1e-8));
    // 8 reads of 2 MB a node at 0.5 bytes a cycle of one core of 2 GHz each, and delays below 5 ms.
    assertThat(fill).isBetween(0.0005, 0.0005 + 0.005);
  }

  @Test
  void onASlowStorageAStepTakesItsBytesOverTheStoragesRate() throws IOException {
    Path run = run(ALONE.formatted(1, "input: {sample_size: 1 MB}"));

    // The filer's one resource is its time: bytes over rate.
    double filerSeconds =
        rows(run.resolve("resources.csv")).stream()
            .filter(row -> row.get("resource").equals("nutanix-files-4.bytes"))
            .mapToDouble(row -> Double.parseDouble(row.get("given")))
            .findFirst()
            .orElseThrow();
    double rate = 60 * 3_200 * 1e6 / filerSeconds;
    assertThat(rate).isCloseTo(14.45e9, within(0.01e9));
    double bytesOverRate = 3_200 * 1e6 / rate;
    assertThat(bytesOverRate).isGreaterThan(0.07);
    assertThat((end(run, 50) - end(run, 10)) / 40)
        .isCloseTo(bytesOverRate, within(0.01 * bytesOverRate));
  }

  @Test
  void everyFabricHasPlacesForStorage() throws IOException {
    List<String> places =
        List.of(
            "star own-racks",
            "leaf-spine own-racks",
            "leaf-spine spread",
            "rail-optimised own-racks",
            "rail-optimised spread",
            "fat-tree own-racks",
            "dragonfly own-racks",
            "torus own-racks");
    for (String one : places) {
      String[] words = one.split(" ");
      String text =
          TEXT.replace(
                  "{kind: leaf-spine, oversubscription: 8, link_rate: 100 Gbit/s}",
                  "{kind: " + words[0] + ", link_rate: 100 Gbit/s}")
              .replace(
                  "protocol: nvme-tcp",
                  "protocol: nvme-tcp\n    network: {place: " + words[1] + "}");
      List<Map<String, String>> links = rows(run(text).resolve("links.csv"));
      // Two servers of 200 Gbit/s on links of 100.
      assertThat(
              links.stream()
                  .map(row -> row.get("link"))
                  .filter(link -> link.startsWith("storage-target-"))
                  .map(link -> link.substring(0, link.indexOf(' ')))
                  .distinct())
          .as(one)
          .containsExactlyInAnyOrder(
              "storage-target-0", "storage-target-1", "storage-target-2", "storage-target-3");
    }
  }

  @Test
  void inRacksOfTheirOwnServersHaveALeafAndSpreadTheyShareThoseOfTheNodes() throws IOException {
    String own = Files.readString(run(TEXT).resolve("links.csv"));
    // Three racks of nodes, 0 to 2.
    assertThat(own).contains("storage-target-0 -> leaf-3").contains("storage-target-3 -> leaf-3");
    String spread =
        Files.readString(
            run(TEXT.replace(
                    "protocol: nvme-tcp", "protocol: nvme-tcp\n    network: {place: spread}"))
                .resolve("links.csv"));
    assertThat(spread)
        .contains("storage-target-0 -> leaf-0")
        .contains("storage-target-1 -> leaf-1")
        .contains("storage-target-2 -> leaf-2")
        .contains("storage-target-3 -> leaf-0");
  }

  @Test
  void whatCannotBeReadIsRefusedWithTheLine() throws IOException {
    refused(
        TEXT.replace(
            "  fabric: {kind: leaf-spine, oversubscription: 8, link_rate: 100 Gbit/s}\n", ""),
        "reads over the links of a fabric, and there is none");
    refused(
        ALONE
            .formatted(1, "input: {sample_size: 1 MB}")
            .replace("  storage: {system: nutanix-files-4, copies: 1}\n", ""),
        "there is no storage to read from");
    refused(
        ALONE
            .formatted(1, "input: {sample_size: 1 MB}")
            .replace("copies: 1", "network: {rate: 1 Tbit/s}"),
        "training jobs read over cluster.fabric");
    refused(TEXT.replace("  dpu: bluefield-2\n  fabric", "  fabric"), "there is no dpu");
    refused(TEXT.replace("sample_size: 200 kB, ", ""), "has none of sample_size, node_size");
  }

  private void refused(String text, String message) throws IOException {
    Path file = Files.writeString(folder.resolve("jobs.yaml"), text);
    assertThat(Transcript.of("check", file).failed(ExitCodes.INVALID).err()).contains(message);
  }
}
