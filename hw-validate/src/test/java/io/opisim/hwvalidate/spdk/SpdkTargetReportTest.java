package io.opisim.hwvalidate.spdk;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class SpdkTargetReportTest {
  private static final OperationCounters NONE = new OperationCounters(0, 0, 0);

  @Test
  void aSingleSampleSaysThatItIsCumulative() {
    assertThat(new SpdkTargetReport(target(OptionalDouble.empty(), "Disk0")).lines())
        .containsExactly(
            "SPDK v25.01 at /var/tmp/spdk.sock, process 4242",
            "One sample: ticks and counters below are since start, creation or last reset.",
            "",
            "Reactors",
            "  core  busy (%)  frequency (MHz)  threads",
            "     3      25.0             2400  app_thread, poll_group",
            "",
            "Threads",
            "  name        id  busy (%)  busy (s)  idle (s)",
            "  app_thread   1         -     0.000     0.000",
            "",
            "Block devices",
            "  name   product       block (B)  size (MiB)  claimed  uuid",
            "  Disk0  Example disk        512         2.0  yes      -",
            "",
            "Rate limits",
            "  device  all (op/s)  all (MiB/s)  reads (MiB/s)  writes (MiB/s)",
            "  Disk0         3000            -             10               -",
            "",
            "I/O",
            "  device  kind  operations  data (MB)  mean latency (us)  errors",
            "  Disk0   read         100        0.4               50.0       2");
  }

  @Test
  void twoSamplesAddRates() {
    List<String> lines = new SpdkTargetReport(target(OptionalDouble.of(0.5), "Disk0")).lines();

    assertThat(lines.get(1))
        .isEqualTo(
            "0.500 s between two samples: ticks and counters below are what happened in between.");
    assertThat(lines)
        .contains(
            "  device  kind  operations  data (MB)  mean latency (us)  rate (op/s)  rate (MB/s)"
                + "  errors",
            "  Disk0   read         100        0.4               50.0        200.0          0.8"
                + "       2");
  }

  @Test
  void longAndHostileNamesStayOnOneLineOfAHundred() {
    String name = "\u001b[2J" + "nvme-over-fabrics-name-".repeat(10) + "\n";
    List<String> lines = new SpdkTargetReport(target(OptionalDouble.of(0.5), name)).lines();

    assertThat(lines).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    assertThat(lines).allSatisfy(line -> assertThat(line).doesNotContainPattern("\\p{Cntrl}"));
    assertThat(lines).anyMatch(line -> line.startsWith("  ?[2Jnvme-over") && line.contains("..."));
  }

  @Test
  void theTreeKeepsWholeNamesAndNamesUnits() {
    String name = "a-name-".repeat(30);
    JsonNode tree = new SpdkTargetReport(target(OptionalDouble.of(0.5), name)).json();

    assertThat(tree.fieldNames())
        .toIterable()
        .containsExactly(
            "socket",
            "version",
            "version_fields",
            "process_id",
            "tick_rate_hz",
            "since",
            "measured_s",
            "reactors",
            "threads",
            "block_devices",
            "io_counters",
            "remarks");
    assertThat(tree.at("/version").asText()).isEqualTo("SPDK v25.01");
    assertThat(tree.at("/since").asText()).isEqualTo("first-sample");
    assertThat(tree.at("/reactors/0/utilisation_ratio").doubleValue()).isEqualTo(0.25);
    assertThat(tree.at("/reactors/0/frequency_hz").longValue()).isEqualTo(2_400_000_000L);
    assertThat(tree.at("/threads/0/utilisation_ratio").isNull()).isTrue();
    assertThat(tree.at("/block_devices/0/name").asText()).isEqualTo(name);
    assertThat(tree.at("/block_devices/0/size_bytes").longValue()).isEqualTo(2_097_152);
    assertThat(tree.at("/block_devices/0/rate_limits/read_bytes_per_s").longValue())
        .isEqualTo(10_485_760);
    assertThat(tree.at("/io_counters/0/read/mean_latency_s").doubleValue()).isEqualTo(50e-6);
    assertThat(tree.at("/io_counters/0/write/mean_latency_s").isNull()).isTrue();
    assertThat(tree.at("/io_counters/0/read/bytes_per_s").doubleValue()).isEqualTo(819_200);
    assertThat(tree.at("/io_counters/0/errors/failed").longValue()).isEqualTo(2);
    assertThat(tree.at("/remarks/0").isMissingNode()).isTrue();
  }

  @Test
  void whatIsNotThereIsCalledNone() {
    SpdkTarget empty =
        new SpdkTarget(
            "s",
            new SpdkVersion("SPDK v25.01", 25, 1, 0, "", ""),
            OptionalLong.empty(),
            OptionalLong.empty(),
            OptionalDouble.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of("bdev_get_bdevs was refused: -32601 Method not found"));

    assertThat(new SpdkTargetReport(empty).lines())
        .contains("SPDK v25.01 at s", "Reactors: none", "I/O: none")
        .doesNotContain("Rate limits")
        .last()
        .isEqualTo("Remark: bdev_get_bdevs was refused: -32601 Method not found");
  }

  private static SpdkTarget target(OptionalDouble measuredSeconds, String deviceName) {
    TreeMap<String, Long> errors = new TreeMap<>();
    errors.put("failed", 2L);
    List<IoCounters> counters =
        List.of(
            new IoCounters(
                deviceName,
                1_000_000,
                new OperationCounters(100, 409_600, 5_000),
                NONE,
                NONE,
                NONE,
                errors));
    return new SpdkTarget(
        "/var/tmp/spdk.sock",
        new SpdkVersion("SPDK v25.01", 25, 1, 0, "", ""),
        OptionalLong.of(4242),
        OptionalLong.of(1_000_000),
        measuredSeconds,
        List.of(
            new Reactor(
                3,
                250_000,
                750_000,
                OptionalLong.of(2_400_000_000L),
                List.of("app_thread", "poll_group"))),
        List.of(new SpdkThread("app_thread", 1, 0, 0)),
        List.of(
            new BlockDevice(
                deviceName,
                "Example disk",
                512,
                4096,
                true,
                "",
                new RateLimits(3000, 0, 10 << 20, 0))),
        counters,
        List.of());
  }
}
