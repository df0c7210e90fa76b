package io.opisim.hwvalidate.spdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a real target answered, cut and ordered in every way, means the same. */
@Timeout(60)
class RecordedAnswersTest {
  private static final Duration PATIENT = Duration.ofSeconds(30);

  @TempDir private Path folder;
  private Path socket;
  private Transcripts transcripts;

  @BeforeEach
  void findTranscripts() {
    socket = folder.resolve("rpc.sock");
    transcripts = Transcripts.find();
  }

  static Stream<Arguments> deliveries() {
    Stream<Arguments> fixed =
        Stream.of(
            Arguments.of("whole", Delivery.whole()),
            Arguments.of("byte by byte", Delivery.byteByByte()),
            Arguments.of("last asked first answered", Delivery.reversed()),
            Arguments.of("glued into one write", Delivery.glued()),
            Arguments.of("between foreign messages", Delivery.withForeignMessages()));
    Stream<Arguments> random =
        Stream.of(1L, 20L, 300L, 4_000L)
            .map(seed -> Arguments.of("cut by seed " + seed, Delivery.fragmented(seed)));
    return Stream.concat(fixed, random);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deliveries")
  void theTargetAfterItsLoad(String name, Delivery delivery) throws Exception {
    SpdkTarget target =
        probe(
            delivery,
            Optional.empty(),
            List.of("target/041-thread_get_stats"),
            List.of("target/042-framework_get_reactors"),
            List.of("target/085-bdev_get_bdevs"),
            List.of("target/034-bdev_get_iostat"));

    assertThat(target.version())
        .isEqualTo(new SpdkVersion("SPDK v26.05 git sha1 d519b163cb", 26, 5, 0, "", "d519b163cb"));
    assertThat(target.processId()).hasValue(31320);
    Reactor reactor = target.reactors().get(0);
    assertThat(target.reactors()).hasSize(1);
    assertThat(reactor.logicalCore()).isZero();
    assertThat(reactor.busyTicks()).isEqualTo(227_776_244_156L);
    assertThat(reactor.idleTicks()).isEqualTo(738_097_547_969L);
    assertThat(reactor.frequencyHertz()).isEmpty();
    assertThat(reactor.threads())
        .containsExactly("app_thread", "nvmf_tgt_poll_group_000", "iscsi_poll_group_0");
    assertThat(target.threads())
        .contains(new SpdkThread("nvmf_tgt_poll_group_000", 2, 220_326_182_232L, 405_251_450_216L));
    assertThat(target.blockDevices())
        .extracting(BlockDevice::name, BlockDevice::product, BlockDevice::sizeBytes)
        .containsExactly(
            tuple("Malloc1", "Malloc disk", 67_108_864L),
            tuple("Malloc2", "Malloc disk", 67_108_864L),
            tuple("NF", "Null disk", 1_048_576L));
    assertThat(target.ioCounters())
        .extracting(IoCounters::device)
        .containsExactly("NF", "Malloc0", "Malloc1", "Malloc2", "Null0", "Delay0");
    IoCounters malloc0 = target.ioCounters().get(1);
    assertThat(malloc0.read())
        .isEqualTo(new OperationCounters(369_752, 9_567_477_760L, 179_206_149_637L));
    assertThat(malloc0.write())
        .isEqualTo(new OperationCounters(140_513, 3_547_172_864L, 58_773_035_685L));
    assertThat(malloc0.errors()).isEmpty();
    // 179,206,149,637 ticks / 369,752 reads / 2,445,400,000 ticks a second
    assertThat(malloc0.read().meanLatencySeconds(malloc0.tickRateHertz()).orElseThrow())
        .isCloseTo(198.2e-6, within(0.05e-6));
    assertThat(target.remarks()).isEmpty();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deliveries")
  void theTargetUnderLoadBetweenTwoSamples(String name, Delivery delivery) throws Exception {
    SpdkTarget target =
        probe(
            delivery,
            Optional.of(SpdkProbe.SHORTEST_INTERVAL),
            List.of("underload/006-thread_get_stats"),
            List.of("underload/007-framework_get_reactors"),
            List.of("target/045-bdev_get_bdevs"),
            List.of("underload/004-bdev_get_iostat", "underload/009-bdev_get_iostat"));

    // 215,268,386 ticks at 2.4454 GHz; 448 reads of 128 KiB each.
    assertThat(target.measuredSeconds().orElseThrow()).isCloseTo(0.08803, within(1e-5));
    assertThat(target.ioCounters()).hasSize(1);
    IoCounters io = target.ioCounters().get(0);
    assertThat(io.read()).isEqualTo(new OperationCounters(448, 448L * 131_072, 344_290_630L));
    assertThat(io.read().meanLatencySeconds(io.tickRateHertz()).orElseThrow())
        .isCloseTo(314.3e-6, within(0.05e-6));
    JsonNode rate = new SpdkTargetReport(target).json().at("/io_counters/0/read/operations_per_s");
    assertThat(rate.doubleValue()).isCloseTo(5_089.2, within(0.1));
    BlockDevice device = target.blockDevices().get(0);
    assertThat(device.rateLimits()).isEqualTo(new RateLimits(3000, 0, 0, 0));
    assertThat(device.claimed()).isTrue();
    assertThat(device.uuid()).isEqualTo("8706c06b-54e5-41cb-97a0-8a258a378ec9");
  }

  @Test
  void aTargetWithoutBlockDevices() throws Exception {
    SpdkTarget target =
        probe(
            Delivery.whole(),
            Optional.empty(),
            List.of("target/004-thread_get_stats"),
            List.of("target/003-framework_get_reactors"),
            List.of("target/005-bdev_get_bdevs"),
            List.of("target/015-bdev_get_iostat"));

    assertThat(target.blockDevices()).isEmpty();
    assertThat(new SpdkTargetReport(target).lines()).contains("Block devices: none");
  }

  @Test
  void anInitiatorWithNvmeBlockDevices() throws Exception {
    SpdkTarget target =
        probe(
            Delivery.whole(),
            Optional.empty(),
            List.of("target/004-thread_get_stats"),
            List.of("target/003-framework_get_reactors"),
            List.of("bdevperf/003-bdev_get_bdevs"),
            List.of("bdevperf/009-bdev_get_iostat"));

    assertThat(target.blockDevices().get(0).name()).isEqualTo("Nvme0n1");
    assertThat(target.blockDevices().get(0).product()).isEqualTo("NVMe disk");
    assertThat(target.ioCounters().get(0).write().operations()).isEqualTo(4_097);
  }

  @Test
  void everyRecordedListOfBlockDevicesAndEveryTableOfCountersIsRead() throws Exception {
    AnswerReader reader = new AnswerReader("recorded");
    ObjectMapper mapper = new ObjectMapper();
    int lists = 0;
    int tables = 0;
    for (String group : List.of("target", "underload", "bdevperf")) {
      for (String name : transcripts.names(group)) {
        JsonNode result = mapper.readTree(transcripts.answer(name)).path("result");
        if (name.endsWith("bdev_get_bdevs") && !result.isMissingNode()) {
          assertThat(reader.blockDevices(result)).as(name).hasSize(result.size());
          lists++;
        } else if (name.endsWith("bdev_get_iostat") && result.has("bdevs")) {
          assertThat(reader.ioCounters(result).counters())
              .as(name)
              .hasSize(result.get("bdevs").size());
          tables++;
        }
      }
    }
    assertThat(lists).isGreaterThan(8);
    assertThat(tables).isGreaterThan(8);
  }

  @Test
  void fiftyAnswersRecordedInOneReadAreSplit() throws Exception {
    List<String> reads = transcripts.reads("raw/078-pipelined_50");
    assertThat(reads).hasSize(1);
    SocketPeer peer =
        new SocketPeer(
            socket,
            channel -> {
              SocketPeer.readSome(channel);
              SocketPeer.write(channel, reads.get(0));
              SocketPeer.readToEnd(channel);
            });
    try (peer;
        JsonRpcConnection connection = JsonRpcConnection.open(socket, PATIENT)) {
      // The recording numbers from 0, the connection from 1: one answer is foreign.
      for (int id = 1; id <= 49; id++) {
        connection.send("spdk_get_version", Optional.empty());
      }
      for (int id = 1; id <= 49; id++) {
        assertThat(connection.await(id).at("/fields/major").intValue()).isEqualTo(26);
      }
      assertThat(connection.passedOver()).isEqualTo(1);
    }
  }

  @Test
  void anAnswerThatCameInFourReadsBeforeOursIsPassedOver() throws Exception {
    List<String> reads = transcripts.reads("raw/087-request_200KiB_id");
    assertThat(reads).hasSize(4);
    String ours = transcripts.answer("raw/001-ok_compact");
    SocketPeer peer =
        new SocketPeer(
            socket,
            channel -> {
              SocketPeer.readSome(channel);
              for (String read : reads) {
                SocketPeer.write(channel, read);
              }
              SocketPeer.write(channel, ours);
              SocketPeer.readToEnd(channel);
            });
    try (peer;
        JsonRpcConnection connection = JsonRpcConnection.open(socket, PATIENT)) {
      assertThat(connection.call("spdk_get_version").has("version")).isTrue();
      assertThat(connection.passedOver()).isEqualTo(1);
    }
  }

  private SpdkTarget probe(
      Delivery delivery,
      Optional<Duration> interval,
      List<String> threads,
      List<String> reactors,
      List<String> devices,
      List<String> counters)
      throws Exception {
    Map<String, List<String>> answers = new TreeMap<>();
    answers.put("spdk_get_version", recorded(List.of("target/001-spdk_get_version")));
    answers.put("thread_get_stats", recorded(threads));
    answers.put("framework_get_reactors", recorded(reactors));
    answers.put("bdev_get_bdevs", recorded(devices));
    answers.put("bdev_get_iostat", recorded(counters));
    Files.deleteIfExists(socket);
    SpdkStandIn standIn = new SpdkStandIn(socket, answers, delivery);
    try (standIn) {
      return new SpdkProbe(socket, PATIENT, interval).probe();
    }
  }

  private List<String> recorded(List<String> names) throws Exception {
    List<String> answers = new ArrayList<>();
    for (String name : names) {
      answers.add(transcripts.answer(name));
    }
    return answers;
  }
}
