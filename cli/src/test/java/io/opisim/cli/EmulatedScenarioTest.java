package io.opisim.cli;

import static io.opisim.cli.RunFiles.column;
import static io.opisim.cli.RunFiles.metrics;
import static io.opisim.cli.RunFiles.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Emulated training on storage behind DPUs, from the file to the tables. */
class EmulatedScenarioTest extends ScenarioFiles {
  private static final String TEXT =
      """
      question: What does moving services to the DPU change?
      seed: 3
      runs: 2
      cluster:
        nodes: [{shape: dgx-h100, count: 2}]
        dpu: bluefield-3
        storage: {system: volumez-file-direct}
      services:
        site: host
        chain:
          - {service: nvme-of-initiator}
          - {service: checksum, variant: crc32c}
          - {service: encryption, variant: aes-xts}
      workload:
        emulated_training:
          - name: unet3d
            workload: unet3d-h100
            accelerators: 8
            epochs: 2
            steps: 10
      scheduling: {policy: fifo}
      costs: {prices: owned-2025, accelerator_power: h100-sxm}
      sweep: {services.site: [host, dpu]}
      oracle: false
      record: [volumes, offloads, resources, sustained, attribution]
      """;

  @Test
  void theTimeOfEveryRankAddsUpToTheNanosecond() throws IOException {
    List<Map<String, String>> rows = rows(result(TEXT).resolve("runs/dpu-3/attribution.csv"));

    assertThat(rows).hasSize(8);
    for (Map<String, String> row : rows) {
      BigDecimal sum = BigDecimal.ZERO;
      for (Map.Entry<String, String> field : row.entrySet()) {
        if (field.getKey().endsWith("_s") && !field.getKey().equals("wall_s")) {
          sum = sum.add(new BigDecimal(field.getValue()));
        }
      }
      assertThat(sum).isEqualByComparingTo(row.get("wall_s"));
      assertThat(row.get("compute_s")).isEqualTo("6.46");
      assertThat(row.get("node")).isEqualTo("dgx-h100-0");
    }
  }

  @Test
  void bytesInAreBytesOutOrDroppedWithAReasonAtEveryStage() throws IOException {
    Path runs = result(TEXT).resolve("runs");

    for (String run : List.of("host-3", "host-4", "dpu-3", "dpu-4")) {
      long above = -1;
      long loader = 0;
      for (Map<String, String> row : rows(runs.resolve(run).resolve("volumes.csv"))) {
        long in = Long.parseLong(row.get("in_bytes"));
        long out = Long.parseLong(row.get("out_bytes"));
        long gained = Long.parseLong(row.get("gained_bytes"));
        long dropped = Long.parseLong(row.get("dropped_bytes"));
        assertThat(out).isPositive().isEqualTo(in + gained - dropped);
        assertThat(row.get("reason").isEmpty()).isEqualTo(gained + dropped == 0);
        if (row.get("stage").startsWith("loader of ")) {
          loader += in;
        } else {
          assertThat(above < 0 || out == above).as(row.toString()).isTrue();
          above = in;
        }
      }
      long delivered =
          Long.parseLong(rows(runs.resolve(run).resolve("volumes.csv")).get(0).get("out_bytes"));
      assertThat(loader).isEqualTo(delivered);
    }
  }

  @Test
  void aServiceThatMovesTakesItsDemandAlongAndNothingElseChanges() throws IOException {
    Path result = result(TEXT);
    Map<String, Double> host =
        column(result.resolve("runs/host-3/resources.csv"), "resource", "given");
    Map<String, Double> dpu =
        column(result.resolve("runs/dpu-3/resources.csv"), "resource", "given");
    double span = metrics(result, "host").get("makespan_s");
    Map<String, Double> freed =
        column(result.resolve("runs/host-3/offloads.csv"), "service", "host_cores");
    double cores = freed.values().stream().mapToDouble(Double::doubleValue).sum() * span;

    assertThat(host.keySet()).isEqualTo(dpu.keySet());
    for (String resource : host.keySet()) {
      double before = host.get(resource);
      double after = dpu.get(resource);
      switch (resource.replace("client-0.", "")) {
        case "host.cores" -> assertThat(before - after).isEqualTo(cores, within(1e-3 * cores));
        // Ciphers and sums of CRYPTO cost a DPU's core as much at its 2.5 GHz, the initiator twice.
        case "dpu.cores" -> assertThat(after).isPositive().isGreaterThan(before);
        case "host.memory" -> assertThat(after).isLessThan(before);
        case "dpu.memory" -> assertThat(before).isZero();
        case "dpu.crypto" -> assertThat(before).isZero();
        default ->
            assertThat(after).as(resource).isEqualTo(before, within(1e-6 * Math.max(1, before)));
      }
    }
    // Stored and forwarded, and 1 + 1 + 2 passes of the services.
    assertThat(dpu.get("client-0.dpu.memory"))
        .isEqualTo(6 * dpu.get("client-0.dpu.pcie-to-host"), within(1e6));
    Map<String, Double> metrics = metrics(result, "dpu");
    assertThat(metrics.get("host_cores_freed")).isPositive();
    assertThat(metrics(result, "host").get("host_cores_freed")).isZero();
    assertThat(metrics.get("dpu_power_w")).isBetween(60.0 + 60, 150.0 + 60);
  }

  @ParameterizedTest(name = "{0} reads at {1} GB/s")
  @CsvSource({"nutanix-files-4, 14.45", "weka-single-client, 36.25", "hammerspace-nas, 35.38"})
  void aStorageOfARateSustainsThatOverWhatAnAcceleratorNeeds(String system, double gigabytes)
      throws IOException {
    String text =
        TEXT.replace("volumez-file-direct", system)
            .replaceAll("(?m)^ *- \\{service.*\n", "")
            .replace("  chain:\n", "")
            .replaceAll("(?m)^sweep.*\n", "")
            .replace("runs: 2", "runs: 1")
            .replace("steps: 10", "steps: 200\n      sustain: {most: 16, epochs: 1}");
    Path result = result(text);

    // Batches of 7 files whose mean is lifted by 2 % where the law is cut off, 90 % of the time.
    double needed = 0.9 * 7 * 146_600_628 * 1.02 / 0.323;
    double byHand = Math.floor(gigabytes * 1e9 / needed);
    assertThat(metrics(result, "default").get("accelerators_sustained"))
        .isEqualTo(byHand, within(1.0));
    List<Map<String, String>> tries = rows(result.resolve("runs/default-3/sustained.csv"));
    int answer = 0;
    for (Map<String, String> row : tries) {
      boolean enough = Double.parseDouble(row.get("au_ratio")) >= 0.9;
      assertThat(row.get("enough")).isEqualTo(enough ? "yes" : "no");
      answer = row.get("answer").equals("yes") ? Integer.parseInt(row.get("accelerators")) : answer;
    }
    List<String> tried = tries.stream().map(row -> row.get("accelerators")).toList();
    assertThat(tried).contains("" + (answer - 1), "" + (answer + 1));
  }

  @Test
  void oneReadABatchGivesWhatAReadARecordGives() throws IOException {
    String bound =
        TEXT.replace("volumez-file-direct", "nutanix-files-4").replace("runs: 2", "runs: 1");
    Map<String, Double> records = metrics(result(bound), "host");
    Map<String, Double> batches =
        metrics(result(bound, "--set", "workload.emulated_training[0].reads=per-batch"), "host");

    for (String metric : List.of("au_ratio", "samples_per_s", "read_bytes_per_s", "energy_kwh")) {
      double exact = records.get(metric);
      assertThat(batches.get(metric)).as(metric).isEqualTo(exact, within(0.01 * exact));
    }
  }

  @Test
  void jobsThatChooseOtherSitesShareTheStorageWithTheRest() throws IOException {
    String two =
        TEXT.replace(
                "    - name: unet3d\n",
                "    - {name: other, workload: unet3d-h100, accelerators: 8, epochs: 1, steps: 10,"
                    + " service_site: dpu, service_sites: [{service: checksum, site: host}]}\n"
                    + "    - name: unet3d\n")
            .replaceAll("(?m)^sweep.*\n", "");
    Path run = result(two).resolve("runs/default-3");

    List<String> sites =
        rows(run.resolve("offloads.csv")).stream()
            .map(row -> row.get("way") + " " + row.get("service") + " " + row.get("site"))
            .toList();
    assertThat(sites)
        .containsExactly(
            "0 nvme-of-initiator dpu",
            "0 checksum host",
            "0 encryption dpu",
            "1 nvme-of-initiator host",
            "1 checksum host",
            "1 encryption host");
    long drives =
        rows(run.resolve("resources.csv")).stream()
            .filter(row -> row.get("resource").equals("volumez-file-direct.drives"))
            .count();
    assertThat(drives).isEqualTo(1);
  }

  @Test
  void theSameBytesTwiceAndOnAnyThreads() throws IOException {
    Path scenario = scenario(TEXT.replace("steps: 10", "steps: 10\n      sustain: {most: 9}"));
    List<SortedMap<String, String>> trees = new ArrayList<>();
    for (Object[] more : new Object[][] {{}, {"-j", 1}, {"-j", 2}}) {
      Path results = folder.resolve("again-" + trees.size());
      List<Object> words = new ArrayList<>(List.of("run", scenario, "-q", "-o", results));
      words.addAll(List.of(more));
      Transcript.of(words.toArray()).succeeded();
      trees.add(Tree.compared(results));
    }

    assertThat(trees.get(0).keySet()).anyMatch(path -> path.endsWith("/sustained.csv"));
    assertThat(trees.get(1)).isEqualTo(trees.get(0));
    assertThat(trees.get(2)).isEqualTo(trees.get(0));
  }

  @Test
  void explainNamesWhatBinds() throws IOException {
    Path bound = result(TEXT.replace("volumez-file-direct", "nutanix-files-4"));
    assertThat(Transcript.of("explain", bound, "--case", "host").succeeded().out())
        .contains("binding: nutanix-files-4.bytes, which bound ")
        .containsPattern("checksum +crc32c +host ");
    assertThat(Transcript.of("explain", result(TEXT), "--case", "dpu").succeeded().out())
        .contains("binding: client-*.dpu.memory, which bound ");
  }

  private String refused(String old, String wrong) throws IOException {
    return refused(TEXT, old, wrong);
  }

  @Test
  void whatCannotBeIsToldWithItsLine() throws IOException {
    assertThat(refused("volumez-file-direct", "aistore"))
        .contains("jobs.yaml:7: cluster.storage.system: unknown storage system \"aistore\"");
    assertThat(refused("  dpu: bluefield-3\n", ""))
        .contains("services.chain[0]: nvme-of-initiator has no place: there is no dpu")
        .contains("name one under cluster.dpu");
    assertThat(refused("  storage: {system: volumez-file-direct}\n", ""))
        .contains("jobs.yaml:6: cluster.dpu: stands on the way to storage, and there is none");
    assertThat(refused("    - {service: nvme-of-initiator}\n", ""))
        .contains("jobs.yaml:10: services.chain: nobody speaks NVMe over fabrics")
        .contains("add {service: nvme-of-initiator}");
    assertThat(refused("variant: aes-xts", "variant: rot13"))
        .contains("services.chain[2].variant: encryption has no variant \"rot13\"")
        .contains("name one of aes-cbc, aes-xts, ipsec-inline");
    assertThat(refused("variant: aes-xts", "variant: aes-xts, site: storage"))
        .contains("encryption cannot be put into a published system");
    assertThat(
            refused("{service: nvme-of-initiator}", "{service: nvme-of-initiator, site: switch}"))
        .contains("nvme-of-initiator cannot run at switch", "it can at host, dpu");
    assertThat(refused("volumez-file-direct}", "volumez-file-direct, protocol: nfs}"))
        .contains("cluster.storage.protocol: volumez-file-direct does not speak nfs");
    assertThat(refused("accelerators: 8", "accelerators: 8\n      sustain: {most: 17}"))
        .contains("sustain.most: 17 are more than the cluster's 16 accelerators");
    assertThat(refused("bluefield-3", "octeon-10"))
        .contains("costs.prices: price list owned-2025 has no octeon-10");
    assertThat(refused("[host, dpu]", "[host, storage]"))
        .contains("services.site: is a client's: host or dpu");
    assertThat(refused("epochs: 2", "service_sites: [{service: compression, site: dpu}]"))
        .contains("service_sites[0].service: compression is not among the services");
  }

  @Test
  void aPolicyThatPreemptsFailsTheRunAndSaysWhy() throws IOException {
    String shortAfterLong =
        TEXT.replace(
                "    - name: unet3d\n",
                "    - {name: long, workload: unet3d-h100, accelerators: 16, epochs: 2, steps: 50}\n"
                    + "    - name: unet3d\n      arrival: 5 s\n")
            .replace("fifo", "shortest-remaining-first");
    assertThat(
            Transcript.of("run", scenario(shortAfterLong), "-o", folder.resolve("none"))
                .failed(ExitCodes.FAILED)
                .err())
        .contains("job long was to be preempted, which emulated training jobs cannot be");
  }
}
