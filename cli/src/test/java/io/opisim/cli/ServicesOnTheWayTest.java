package io.opisim.cli;

import static io.opisim.cli.RunFiles.column;
import static io.opisim.cli.RunFiles.metrics;
import static io.opisim.cli.RunFiles.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every service of reads that a scenario can name, at a site where it may run. */
class ServicesOnTheWayTest {
  private static final String TEXT =
      """
      question: What does a service on the way take?
      seed: 3
      cluster:
        nodes: [{shape: dgx-h100, count: 1}]
        dpu: bluefield-3
        storage:
          parts: {drive: micron-9400-pro, drives: 16}
          protocol: nvme-tcp
          network: {switch_pipeline: 12.8 Tbit/s}
          server: {dpu: bluefield-3}
      services:
        chain:
          - {service: nvme-of-initiator}
          - {service: nvme-of-target}
      workload:
        emulated_training:
          - {name: train, workload: unet3d-h100, accelerators: 2, epochs: 1, steps: 10}
      scheduling: {policy: fifo}
      oracle: false
      record: [volumes, offloads, resources]
      """;

  @TempDir private Path folder;

  private Path result(String entry) throws IOException {
    String text = TEXT.replace("  chain:\n", "  chain:\n    - " + entry + "\n");
    Path scenario = Files.writeString(folder.resolve("way.yaml"), text);
    return Path.of(
        Transcript.of("run", scenario, "--json", "-o", folder.resolve("results"))
            .succeeded()
            .json()
            .path("result_dir")
            .asText());
  }

  private static Map<String, String> row(Path run, String table, String key, String start)
      throws IOException {
    return rows(run.resolve(table)).stream()
        .filter(one -> one.get(key).startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  // Stored bytes over those that the program gets; cycles of a 2 GHz core for each byte of the
  // larger side, as the catalog has them; 0 where an engine does it.
  @ParameterizedTest(name = "{0} {1} at {2}")
  @CsvSource({
    "compression, lz4-decompress, host, 0.5, 1.5, host_cores",
    "compression, deflate-decompress, host, 0.5, 8, host_cores",
    "compression, lz4-decompress, dpu, 0.5, 0, dpu_cores",
    "compression, lz4-compress, host, 1, 0, host_cores",
    "checksum, sha256, storage, 1, 2, other_cores",
    "encryption, aes-cbc, storage, 1, 4, other_cores",
    "encryption, aes-xts, storage-dpu, 1, 0, dpu_cores",
    "overlay-network, kernel, host, 1, 1.0667, host_cores",
    "overlay-network, dpdk, switch, 1, 0, other_cores",
    "sample-gather, copy, host, 1, 0.25, host_cores",
    "filter-push-down, rows, host, 10, 2, host_cores",
    "filter-push-down, pattern, storage, 10, 6, other_cores",
    "data-preparation, augment, host, 1, 3, host_cores",
    "data-preparation, crop, storage, 2, 1, other_cores",
    "block-device, nvme, host, 1, 0, host_cores",
    "checkpoint-write-back, copy, host, 1, 0, host_cores"
  })
  void aServiceChangesBytesAndTakesCoresAsItsCostSays(
      String service, String variant, String site, double stored, double cycles, String cores)
      throws IOException {
    Path result =
        result("{service: " + service + ", variant: " + variant + ", site: " + site + "}");
    Path run = result.resolve("runs/default-3");
    double span = metrics(result, "default").get("makespan_s");
    double below = Double.parseDouble(row(run, "volumes.csv", "stage", "drives ").get("out_bytes"));
    double above = Double.parseDouble(row(run, "volumes.csv", "stage", "loader ").get("in_bytes"));
    Map<String, String> took = row(run, "offloads.csv", "service", service);

    assertThat(below / above).isEqualTo(stored, within(1e-5 * stored));
    assertThat(took.get("site")).isEqualTo(site);
    double larger = Math.max(above, below);
    double expected = cycles * larger / 2e9 / span;
    // Commands or reads cost some cycles more.
    assertThat(Double.parseDouble(took.get(cores)))
        .isBetween(expected * 0.999, expected * 1.02 + 0.2);
    for (String other : List.of("host_cores", "dpu_cores", "other_cores")) {
      if (!other.equals(cores)) {
        assertThat(Double.parseDouble(took.get(other))).isZero();
      }
    }
    for (Map<String, String> resource : rows(run.resolve("resources.csv"))) {
      if (!resource.get("given").isEmpty()) {
        assertThat(Double.parseDouble(resource.get("utilisation_ratio"))).isBetween(0.0, 1.0);
      }
    }
  }

  @Test
  void coresOfAHostAreBusierByWhatTheServiceTakesThere() throws IOException {
    Path without = result("{service: checksum, variant: crc32c, site: dpu}");
    Path with = result("{service: checksum, variant: crc32c, site: host}");
    double before =
        column(without.resolve("runs/default-3/resources.csv"), "resource", "given")
            .get("client-0.host.cores");
    double after =
        column(with.resolve("runs/default-3/resources.csv"), "resource", "given")
            .get("client-0.host.cores");
    Path run = with.resolve("runs/default-3");
    double bytes = Double.parseDouble(row(run, "volumes.csv", "stage", "loader ").get("in_bytes"));

    // 0.15 cycles a byte and 100 a command of 128 KiB.
    double expected = bytes * (0.15 + 100 / 131_072.0) / 2e9;
    assertThat(after - before).isEqualTo(expected, within(1e-3 * expected));
  }

  @Test
  void aCostOfAnOwnCatalogIsTaken() throws IOException {
    Path services = Files.createDirectories(folder.resolve("own/services"));
    String ours = Files.readString(Path.of("../scenarios/catalog/services/checksum.yaml"));
    Files.writeString(
        services.resolve("checksum.yaml"), ours.replace("value: 0.15\n", "value: 1.5\n"));
    String text =
        TEXT.replace("  chain:\n", "  chain:\n    - {service: checksum, variant: crc32c}\n");
    Path scenario = Files.writeString(folder.resolve("way.yaml"), text);
    double[] cores = new double[2];
    String[] names = new String[2];
    for (int own = 0; own < 2; own++) {
      List<Object> words = new ArrayList<>(List.of("run", scenario, "--json"));
      words.addAll(List.of("-o", folder.resolve("results-" + own)));
      words.addAll(own == 0 ? List.of() : List.of("--catalog", folder.resolve("own")));
      Path result =
          Path.of(Transcript.of(words.toArray()).succeeded().json().path("result_dir").asText());
      names[own] = result.getFileName().toString();
      Path run = result.resolve("runs/default-3");
      double span = metrics(result, "default").get("makespan_s");
      cores[own] =
          Double.parseDouble(row(run, "offloads.csv", "service", "checksum").get("host_cores"))
              * span;
    }
    assertThat(names[1]).isNotEqualTo(names[0]);
    // 100 cycles a command of 128 KiB stay.
    double command = 100 / 131_072.0;
    assertThat(cores[1] / cores[0]).isEqualTo((1.5 + command) / (0.15 + command), within(1e-3));
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "virtual-block-storage-nvme, dpu, block-device nvme; nvme-of-initiator tcp",
    "virtual-block-storage-virtio-blk, dpu, block-device virtio-blk; nvme-of-initiator tcp",
    "virtual-block-storage-nvme, host, block-device nvme; nvme-of-initiator tcp",
    "inline-ipsec, dpu, encryption ipsec-inline",
    "p4-network-pipeline, dpu, overlay-network dpdk"
  })
  void aRecipeIsItsServicesInItsOrder(String recipe, String site, String services)
      throws IOException {
    String entry = "{recipe: " + recipe + ", site: " + site + "}";
    if (recipe.startsWith("virtual")) {
      // The recipe brings the initiator.
      entry += "\n    - {service: checksum, variant: crc32c}";
    }
    String text = TEXT.replace("  chain:\n", "  chain:\n    - " + entry + "\n");
    if (recipe.startsWith("virtual")) {
      text = text.replace("    - {service: nvme-of-initiator}\n", "");
    }
    Path scenario = Files.writeString(folder.resolve("way.yaml"), text);
    Path run =
        Path.of(
                Transcript.of("run", scenario, "--json", "-o", folder.resolve("results"))
                    .succeeded()
                    .json()
                    .path("result_dir")
                    .asText())
            .resolve("runs/default-3");

    List<String> placed =
        rows(run.resolve("offloads.csv")).stream()
            .filter(row -> row.get("site").equals(site) && !row.get("service").equals("checksum"))
            .map(row -> row.get("service") + " " + row.get("variant"))
            .limit(services.split("; ").length)
            .toList();
    assertThat(placed).containsExactly(services.split("; "));
  }

  private String refused(String old, String wrong) throws IOException {
    assertThat(TEXT).contains(old);
    Path scenario = Files.writeString(folder.resolve("way.yaml"), TEXT.replace(old, wrong));
    return Transcript.of("run", scenario, "-o", folder.resolve("none"))
        .failed(ExitCodes.INVALID)
        .err();
  }

  @Test
  void whatCannotBeOnTheWayIsToldWithItsLine() throws IOException {
    String initiator = "{service: nvme-of-initiator}";
    assertThat(refused(initiator, "{recipe: inline-ipsek}"))
        .contains("way.yaml:13: services.chain[0].recipe: unknown recipe \"inline-ipsek\"")
        .contains("inline-ipsec");
    assertThat(refused(initiator, "{recipe: inline-ipsec, service: checksum}"))
        .contains("way.yaml:13: services.chain[0]");
    assertThat(refused(initiator, "{recipe: inline-ipsec, variant: aes-xts}"))
        .contains("services.chain[0].variant: a recipe names its own variants");
    assertThat(refused(initiator, initiator + "\n    - {recipe: virtual-block-storage-nvme}"))
        .contains("services.chain[1]: nvme-of-initiator stands there twice");
    assertThat(refused(initiator, "{service: nvme-of-initiator, variant: rdma}"))
        .contains("services.chain[0]: nvme-of-initiator speaks rdma, the storage nvme-tcp");
    assertThat(
            refused(
                initiator, initiator + "\n    - {service: collective-aggregation, variant: bf16}"))
        .contains("services.chain[1]: collective-aggregation adds gradients");
  }
}
