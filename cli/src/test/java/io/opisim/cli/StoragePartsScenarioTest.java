package io.opisim.cli;

import static io.opisim.cli.RunFiles.metrics;
import static io.opisim.cli.RunFiles.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Caches and data preparation on the way of emulated training, from the file to the tables. */
class StoragePartsScenarioTest {
  private static final String TEXT =
      """
      question: What do caches and preparation on the way change?
      seed: 3
      cluster:
        nodes: [{shape: dgx-h100, count: 2}]
        dpu: bluefield-3
        storage:
          parts: {drive: micron-9400-pro, drives: 16}
          protocol: nvme-tcp
      services:
        chain:
          - {service: nvme-of-initiator}
          - {service: nvme-of-target}
      workload:
        emulated_training:
          - {name: train, workload: unet3d-h100, accelerators: 8, epochs: 3, steps: 20}
      scheduling: {policy: fifo}
      oracle: false
      record: [volumes, caches, offloads, resources, attribution]
      """;

  /** Records of 114,660 bytes, 400 of them a batch, 50 of them a read. */
  private static final String PICTURES =
      TEXT.replace("unet3d-h100", "resnet50-h100")
          .replace(
              "  chain:\n",
              """
                chain:
                  - {service: data-preparation, variant: resize}
                  - {service: data-preparation, variant: decode}
              """);

  @TempDir private Path folder;

  private Path result(String text) throws IOException {
    Path scenario = Files.writeString(folder.resolve("parts.yaml"), text);
    return Path.of(
        Transcript.of("run", scenario, "--json", "-o", folder.resolve("results"))
            .succeeded()
            .json()
            .path("result_dir")
            .asText());
  }

  private Path run(String text) throws IOException {
    return result(text).resolve("runs/default-3");
  }

  private static String cached(String text, String place, String policy, String size) {
    String cache = "{place: " + place + ", policy: " + policy + ", size: " + size + "}";
    return text.replace(
        "protocol: nvme-tcp\n", "protocol: nvme-tcp\n    caches: [" + cache + "]\n");
  }

  private static long number(Map<String, String> row, String column) {
    return Long.parseLong(row.get(column));
  }

  private static Map<String, String> stage(Path run, String start) throws IOException {
    return rows(run.resolve("volumes.csv")).stream()
        .filter(row -> row.get("stage").startsWith(start))
        .findFirst()
        .orElseThrow();
  }

  private static double given(Path run, String resource) throws IOException {
    return RunFiles.column(run.resolve("resources.csv"), "resource", "given").get(resource);
  }

  // 3 epochs of 8 x 20 x 7 files of about 146 MB: 163.7 GB, of which a share c fits.
  @ParameterizedTest(name = "{1} of {2} at {0}")
  @CsvSource({
    "host, never-evict, 80 GB",
    "servers, never-evict, 80 GB",
    "dpu, never-evict, 80 GB",
    "host, least-recently-used, 80 GB",
    "servers, least-recently-used, 80 GB",
    "servers, least-recently-used, 1 TB"
  })
  void whatLoadersReadCameFromTheCacheOrFromTheStorage(String place, String policy, String size)
      throws IOException {
    Path result = result(cached(TEXT, place, policy, size));
    Path run = result.resolve("runs/default-3");
    Map<String, String> cache = rows(run.resolve("caches.csv")).get(0);
    long read = number(stage(run, "loader of "), "in_bytes");
    long fromStorage = number(stage(run, "drives "), "out_bytes");

    assertThat(number(cache, "answered_bytes")).isPositive();
    assertThat(read).isEqualTo(number(cache, "answered_bytes") + fromStorage);
    assertThat(number(cache, "from_below_bytes")).isEqualTo(fromStorage);
    assertThat(number(cache, "reads")).isEqualTo(3 * 8 * 20 * 7);
    double share = Math.min(1, Double.parseDouble(size.split(" ")[0]) * 1e9 / (read / 3.0));
    share = size.endsWith("TB") ? 1 : share;
    double law =
        policy.equals("never-evict") || share == 1
            ? share
            : share + (1 - share) * StrictMath.log(1 - share);
    double hits = number(cache, "hits") / (double) number(cache, "reads");
    // The first of three epochs finds nothing. 2,240 reads: three standard deviations are 0.02, and
    // files of unequal size fill a cache of the last bytes unevenly.
    assertThat(hits).isEqualTo(law * 2 / 3, within(share == 1 ? 1e-12 : 0.025));
    assertThat(metrics(result, "default").get("cache_hit_ratio")).isEqualTo(hits, within(1e-9));
    assertThat(metrics(result, "default").get("storage_read_bytes_per_s"))
        .isLessThan(metrics(result, "default").get("read_bytes_per_s"));
  }

  @Test
  void aNodesCacheKnowsOnlyWhatItsOwnNodeHasReadAndAServersAll() throws IOException {
    String twoNodes = TEXT.replace("accelerators: 8, epochs: 3", "accelerators: 16, epochs: 2");
    double own =
        metrics(result(cached(twoNodes, "host", "never-evict", "1 TB")), "default")
            .get("cache_hit_ratio");
    double all =
        metrics(result(cached(twoNodes, "servers", "never-evict", "1 TB")), "default")
            .get("cache_hit_ratio");

    // In the second of two epochs each node reads half of the records, half of which it knows.
    assertThat(own).isEqualTo(0.5 * 0.5, within(3 * 0.5 * Math.sqrt(0.25 / 2240)));
    assertThat(all).isEqualTo(0.5, within(1e-12));
  }

  @Test
  void aCacheOfNoBytesIsNone() throws IOException {
    Path none = run(TEXT);
    Path empty = run(cached(TEXT, "host", "never-evict", "0 B"));

    for (String table : List.of("volumes.csv", "resources.csv", "attribution.csv")) {
      assertThat(empty.resolve(table)).hasSameTextualContentAs(none.resolve(table));
    }
  }

  @Test
  void whatTheProgramKeepsIsPreparedOnce() throws IOException {
    Path without = run(PICTURES);
    Path kept = run(PICTURES.replace("steps: 20", "steps: 20, cache: {size: 1 TB}"));

    double core = 0;
    for (String service : List.of("decode", "resize")) {
      core += number(stage(without, "data-preparation/" + service), "operations");
      assertThat(number(stage(kept, "data-preparation/" + service), "operations"))
          .isEqualTo(number(stage(without, "data-preparation/" + service), "operations") / 3);
    }
    assertThat(core).isPositive();
    Map<String, String> cache = rows(kept.resolve("caches.csv")).get(0);
    assertThat(cache.get("place")).isEqualTo("program");
    assertThat(number(cache, "hits")).isEqualTo(number(cache, "reads") * 2 / 3);
    assertThat(number(cache, "answered_bytes")).isEqualTo(2 * number(cache, "from_below_bytes"));
  }

  @Test
  void aPageCacheKeepsWhatIsStoredAndItIsPreparedAgain() throws IOException {
    Path kept = run(cached(PICTURES, "host", "never-evict", "1 TB"));
    double stored = number(stage(kept, "drives "), "out_bytes");

    assertThat(number(stage(kept, "data-preparation/decode"), "operations"))
        .isEqualTo(3 * 8 * 20 * 8);
    // Decoded 8 times as large, resized to a half.
    assertThat((double) number(stage(kept, "loader of "), "in_bytes"))
        .isEqualTo(3 * 4 * stored, within(1e-5 * stored));
  }

  @ParameterizedTest(name = "decoding at {0}")
  @CsvSource({"host, 1, 1", "dpu, 1, 8", "storage, 8, 8"})
  void whereDataIsDecodedDecidesHowManyBytesCrossTheNetworkAndPcie(
      String site, int overNetwork, int overPcie) throws IOException {
    Path result = result(PICTURES.replace("variant: decode", "variant: decode, site: " + site));
    Path run = result.resolve("runs/default-3");
    double stored = 3 * 8 * 20 * 400 * 114_660.07;

    // A read is 50 records in whole bytes.
    assertThat((double) number(stage(run, "drives "), "out_bytes"))
        .isEqualTo(stored, within(1e-6 * stored));
    assertThat((double) number(stage(run, "loader of "), "in_bytes"))
        .isEqualTo(4 * stored, within(1e-6 * stored));
    assertThat((double) number(stage(run, "network"), "in_bytes"))
        .isEqualTo(overNetwork * stored, within(1e-6 * stored));
    assertThat((double) number(stage(run, "pcie"), "in_bytes"))
        .isEqualTo(overPcie * stored, within(1e-6 * stored));
    double busy = site.equals("host") ? 10 * 8 * stored / 2e9 : 0;
    double resize = 4 * 8 * stored / 2e9;
    double others = given(run, "client-0.host.cores") + given(run, "client-1.host.cores");
    // 10 cycles a decoded byte, 4 a byte to be resized, at 2 GHz; the rest is the front-end's, and
    // the initiator's by each byte that comes up to it.
    double initiator = 0.35 * overPcie * stored / 2e9;
    assertThat(others).isEqualTo(busy + resize + initiator, within(0.02 * (busy + resize)));
    Map<String, String> decode =
        rows(run.resolve("offloads.csv")).stream()
            .filter(row -> row.get("variant").equals("decode"))
            .findFirst()
            .orElseThrow();
    assertThat(decode.get("site")).isEqualTo(site);
    double span = metrics(result, "default").get("makespan_s");
    assertThat(Double.parseDouble(decode.get("bytes_per_s")))
        .isEqualTo(8 * stored / span, within(1e-6 * 8 * stored / span));
  }

  @Test
  void aSlowCoreThatDecodesShowsInTheAttributionAsDataStall() throws IOException {
    double host = metrics(result(PICTURES), "default").get("data_stall_ratio");
    double dpu =
        metrics(
                result(PICTURES.replace("variant: decode", "variant: decode, site: dpu")),
                "default")
            .get("data_stall_ratio");

    // 16 cores of a DPU against 112 of a host, each of them slower.
    assertThat(dpu).isGreaterThan(0.5);
    assertThat(host).isLessThan(0.2);
  }

  private String refused(String text, String old, String wrong) throws IOException {
    assertThat(text).contains(old);
    Path scenario = Files.writeString(folder.resolve("parts.yaml"), text.replace(old, wrong));
    return Transcript.of("run", scenario, "-o", folder.resolve("none"))
        .failed(ExitCodes.INVALID)
        .err();
  }

  @Test
  void aCacheThatCannotBeIsToldWithItsLine() throws IOException {
    String kept = cached(TEXT, "servers", "never-evict", "1 TB");
    assertThat(refused(kept, "place: servers", "place: program"))
        .contains("parts.yaml:9: cluster.storage.caches[0].place: is a program's own")
        .contains("write it as cache of the job under workload.emulated_training");
    assertThat(refused(kept, "size: 1 TB", "size: 1"))
        .contains("parts.yaml:9: cluster.storage.caches[0].size: ");
    assertThat(refused(kept, "}]\n", "}, {place: servers, size: 1 GB}]\n"))
        .contains("cluster.storage.caches: two of them are at one place");
    assertThat(refused(kept, "steps: 20", "steps: 20, reads: per-batch"))
        .contains("workload.emulated_training[0].reads: caches keep records")
        .contains("leave it out, so that each record is a read");
    assertThat(refused(TEXT, "steps: 20", "steps: 20, reads: per-batch, cache: {size: 1 TB}"))
        .contains("emulated_training[0].cache: keeps records");
    assertThat(refused(kept.replace("servers", "dpu"), "  dpu: bluefield-3\n", ""))
        .contains("cluster.storage.caches[0].place: there is no DPU to keep anything");
    assertThat(
            refused(
                kept.replace("    - {service: nvme-of-target}\n", ""),
                "parts: {drive: micron-9400-pro, drives: 16}",
                "system: volumez-file-direct"))
        .contains("caches[0].place: a cache cannot be put into a published system");
  }
}
