package io.opisim.hwvalidate.spdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class SpdkProbeTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);
  private static final Optional<Duration> NO_INTERVAL = Optional.empty();
  private static final Optional<Duration> SHORT_INTERVAL = Optional.of(Duration.ofMillis(100));
  private static final String WRONG_STATE =
      "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-1,"
          + "\"message\":\"Method may only be called after framework is initialized\"}}\n";

  @TempDir private Path folder;
  private Path socket;

  @BeforeEach
  void nameTheSocket() {
    socket = folder.resolve("rpc.sock");
  }

  @Test
  void oneSampleIsCumulative() throws Exception {
    SpdkTarget target = probe(MadeUp.target(), NO_INTERVAL);

    assertThat(target.version())
        .isEqualTo(new SpdkVersion("SPDK v25.01.1-pre", 25, 1, 1, "-pre", ""));
    assertThat(target.processId()).hasValue(4242);
    assertThat(target.tickRateHertz()).hasValue(1_000_000);
    assertThat(target.measuredSeconds()).isEmpty();
    assertThat(target.reactors())
        .containsExactly(
            new Reactor(
                3, 250_000, 750_000, OptionalLong.of(2_400_000_000L), List.of("app_thread")));
    assertThat(target.reactors().get(0).utilisation()).hasValue(0.25);
    assertThat(target.threads()).containsExactly(new SpdkThread("app_thread", 1, 100_000, 300_000));
    assertThat(target.blockDevices())
        .containsExactly(
            new BlockDevice(
                "Disk0",
                "Example disk",
                512,
                4096,
                true,
                "00000000-0000-4000-8000-000000000001",
                new RateLimits(3000, 0, 10 << 20, 0)));
    assertThat(target.blockDevices().get(0).sizeBytes()).isEqualTo(2 << 20);
    IoCounters io = target.ioCounters().get(0);
    assertThat(io.read()).isEqualTo(new OperationCounters(100, 409_600, 5_000));
    assertThat(io.read().meanLatencySeconds(io.tickRateHertz()).orElseThrow())
        .isCloseTo(50e-6, within(1e-12));
    assertThat(io.write().meanLatencySeconds(io.tickRateHertz())).isEmpty();
    assertThat(io.errors()).containsExactly(Map.entry("failed", 1L));
    assertThat(target.remarks()).isEmpty();
  }

  @Test
  void theVersionIsAskedFirstAndNothingIsChanged() throws Exception {
    try (SpdkStandIn standIn = new SpdkStandIn(socket, MadeUp.target(), Delivery.whole())) {
      new SpdkProbe(socket, PATIENT, NO_INTERVAL).probe();

      assertThat(standIn.methodsCalled()).first().isEqualTo("spdk_get_version");
      assertThat(standIn.methodsCalled())
          .containsExactlyInAnyOrder(
              "spdk_get_version",
              "bdev_get_bdevs",
              "framework_get_reactors",
              "thread_get_stats",
              "bdev_get_iostat");
    }
  }

  @Test
  void twoSamplesGiveDifferencesOnTheClockOfTheTarget() throws Exception {
    Map<String, List<String>> answers = MadeUp.target();
    answers.put(
        "framework_get_reactors",
        List.of(MadeUp.reactors(250_000, 750_000), MadeUp.reactors(850_000, 1_150_000)));
    answers.put(
        "thread_get_stats",
        List.of(MadeUp.threads(100_000, 300_000), MadeUp.threads(100_000, 900_000)));
    answers.put(
        "bdev_get_iostat",
        List.of(
            MadeUp.counters(5_000_000, 100, 409_600, 5_000, 1),
            MadeUp.counters(7_000_000, 1_100, 4_505_600, 125_000, 4)));

    SpdkTarget target = probe(answers, SHORT_INTERVAL);

    assertThat(target.measuredSeconds()).hasValue(2.0);
    assertThat(target.reactors().get(0).utilisation()).hasValue(0.6);
    assertThat(target.threads().get(0).utilisation()).hasValue(0.0);
    IoCounters io = target.ioCounters().get(0);
    assertThat(io.read()).isEqualTo(new OperationCounters(1_000, 4_096_000, 120_000));
    assertThat(io.errors()).containsExactly(Map.entry("failed", 3L));
    assertThat(new SpdkTargetReport(target).json().at("/io_counters/0/read/operations_per_s"))
        .hasToString("500.0");
  }

  @Test
  void countersThatWereResetInBetweenAreLeftOutAndSaidSo() throws Exception {
    Map<String, List<String>> answers = MadeUp.target();
    answers.put(
        "bdev_get_iostat",
        List.of(
            MadeUp.counters(5_000_000, 100, 409_600, 5_000, 1),
            MadeUp.counters(7_000_000, 20, 81_920, 1_000, 0)));

    SpdkTarget target = probe(answers, SHORT_INTERVAL);

    assertThat(target.ioCounters()).isEmpty();
    assertThat(target.remarks())
        .containsExactly("block device Disk0: counters reset between the two samples");
  }

  @Test
  void aReactorThatDidNotPollInBetweenHasNoUtilisation() throws Exception {
    SpdkTarget target = probe(MadeUp.target(), SHORT_INTERVAL);

    assertThat(target.reactors().get(0).utilisation()).isEqualTo(OptionalDouble.empty());
  }

  @Test
  void aTargetThatWaitsForItsSetUpTellsItsVersionAndRefusesTheRest() throws Exception {
    Map<String, List<String>> answers = MadeUp.target();
    answers.replaceAll(
        (method, old) -> method.equals("spdk_get_version") ? old : List.of(WRONG_STATE));

    SpdkTarget target = probe(answers, SHORT_INTERVAL);

    assertThat(target.version().major()).isEqualTo(25);
    assertThat(target.reactors()).isEmpty();
    assertThat(target.blockDevices()).isEmpty();
    assertThat(target.remarks())
        .hasSize(4)
        .contains(
            "bdev_get_bdevs was refused: -1 Method may only be called after framework is"
                + " initialized");
  }

  @Test
  void aProgramWithoutBlockDevicesTellsWhatItHas() throws Exception {
    Map<String, List<String>> answers = MadeUp.target();
    answers.remove("bdev_get_bdevs");
    answers.remove("bdev_get_iostat");

    SpdkTarget target = probe(answers, NO_INTERVAL);

    assertThat(target.reactors()).hasSize(1);
    assertThat(target.tickRateHertz()).hasValue(1_000_000);
    assertThat(target.remarks())
        .containsExactlyInAnyOrder(
            "bdev_get_bdevs was refused: -32601 Method not found",
            "bdev_get_iostat was refused: -32601 Method not found");
  }

  @Test
  void anAnswerWithoutAValueThatEveryReleaseGivesNamesCallAndPlace() throws Exception {
    Map<String, List<String>> answers = MadeUp.target();
    answers.put("bdev_get_bdevs", List.of(MadeUp.DEVICES.replace("block_size", "blocksize")));
    assertProblem(answers, "bdev_get_bdevs answered no usable block_size in \"{\"name\":\"Disk0\"");

    answers.put("bdev_get_bdevs", List.of(MadeUp.DEVICES.replace("4096", "9223372036854775807")));
    assertProblem(answers, "bdev_get_bdevs answered no usable num_blocks");

    answers.put("bdev_get_bdevs", List.of(MadeUp.DEVICES.replace("4096", "-1")));
    assertProblem(answers, "bdev_get_bdevs answered no usable num_blocks");
  }

  private void assertProblem(Map<String, List<String>> answers, String message) throws Exception {
    SpdkStandIn standIn = new SpdkStandIn(socket, answers, Delivery.whole());
    try (standIn) {
      assertThatThrownBy(() -> new SpdkProbe(socket, PATIENT, NO_INTERVAL).probe())
          .isInstanceOf(SpdkException.class)
          .hasMessageContaining(message);
    }
    Files.delete(socket);
  }

  private SpdkTarget probe(Map<String, List<String>> answers, Optional<Duration> interval)
      throws Exception {
    SpdkStandIn standIn = new SpdkStandIn(socket, answers, Delivery.whole());
    try (standIn) {
      return new SpdkProbe(socket, PATIENT, interval).probe();
    }
  }
}
