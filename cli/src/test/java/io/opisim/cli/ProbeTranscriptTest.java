package io.opisim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code calibrate probe} as a person sees it: the right output, or one clear line in time. */
@Timeout(20)
class ProbeTranscriptTest {
  private static final Duration PROMISED = Duration.ofSeconds(5);

  /** Made-up answers of a target with one core and one disk. */
  private static final Map<String, String> ANSWERS =
      Map.of(
          "spdk_get_version",
          """
          {"version": "SPDK v25.01.1-pre",
           "fields": {"major": 25, "minor": 1, "patch": 1, "suffix": "-pre"}}
          """,
          "bdev_get_bdevs",
          """
          [{"name": "Disk0", "product_name": "Example disk", "block_size": 512,
            "num_blocks": 4096, "uuid": "00000000-0000-4000-8000-000000000001",
            "assigned_rate_limits": {}, "claimed": true}]
          """,
          "framework_get_reactors",
          """
          {"tick_rate": 1000000, "pid": 4242, "reactors": [{"lcore": 3, "busy": 250000,
            "idle": 750000, "in_interrupt": false,
            "lw_threads": [{"name": "app_thread", "id": 1}]}]}
          """,
          "thread_get_stats",
          """
          {"tick_rate": 1000000, "threads": [{"name": "app_thread", "id": 1, "cpumask": "8",
            "busy": 100000, "idle": 300000}]}
          """,
          "bdev_get_iostat",
          """
          {"tick_rate": 1000000, "ticks": 5000000, "bdevs": [{"name": "Disk0",
            "bytes_read": 409600, "num_read_ops": 100, "read_latency_ticks": 5000,
            "bytes_written": 0, "num_write_ops": 0, "write_latency_ticks": 0}]}
          """);

  /** What the other side does with a connection. */
  @FunctionalInterface
  private interface Peer {
    void serve(SocketChannel channel) throws IOException;
  }

  @TempDir private Path folder;
  private Path socket;

  @BeforeEach
  void nameTheSocket() {
    socket = folder.resolve("rpc.sock");
  }

  private Transcript probe(Peer peer, Object... more) throws Exception {
    Files.deleteIfExists(socket);
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Thread thread = new Thread(() -> acceptAll(server, peer), "peer");
      thread.setDaemon(true);
      thread.start();
      return probe(more);
    }
  }

  private static void acceptAll(ServerSocketChannel server, Peer peer) {
    while (server.isOpen()) {
      try (SocketChannel channel = server.accept()) {
        peer.serve(channel);
      } catch (IOException over) {
        // The probe has seen enough and closed, or the test has.
        continue;
      }
    }
  }

  private Transcript probe(Object... more) {
    Object[] words = new Object[4 + more.length];
    System.arraycopy(new Object[] {"calibrate", "probe", "--spdk", socket}, 0, words, 0, 4);
    System.arraycopy(more, 0, words, 4, more.length);
    return Transcript.of(words);
  }

  private static void answer(SocketChannel channel) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    OutputStream out = Channels.newOutputStream(channel);
    try (MappingIterator<JsonNode> requests =
        mapper.readerFor(JsonNode.class).readValues(Channels.newInputStream(channel))) {
      while (requests.hasNextValue()) {
        JsonNode request = requests.nextValue();
        // A target answers each request with one line.
        String result = ANSWERS.get(request.path("method").asText()).replaceAll("\\s*\\n\\s*", " ");
        String answer =
            "{\"jsonrpc\": \"2.0\", \"id\": "
                + request.path("id")
                + ", \"result\": "
                + result
                + "}\n";
        out.write(answer.getBytes(StandardCharsets.UTF_8));
      }
    }
  }

  private static void stayUntilClosed(SocketChannel channel) throws IOException {
    Channels.newInputStream(channel).transferTo(OutputStream.nullOutputStream());
  }

  /** The one line of a probe that failed, within the promised time. */
  private void failedInTime(long startNanos, Transcript probed, String line) {
    assertThat(Duration.ofNanos(System.nanoTime() - startNanos)).isLessThan(PROMISED);
    assertThat(probed.failed(ExitCodes.FAILED).err()).startsWith("error: " + socket + ": " + line);
    assertThat(probed.err().lines()).hasSize(1);
    assertThat(probed.out()).isEmpty();
  }

  @Test
  void aTargetThatAnswersIsPrintedForPeople() throws Exception {
    Transcript probed = probe(ProbeTranscriptTest::answer).succeeded();

    assertThat(probed.out())
        .contains("SPDK v25.01.1-pre", "Disk0", "app_thread", "4242")
        .doesNotContain("null");
  }

  @Test
  void aTargetThatAnswersIsPrintedForScripts() throws Exception {
    JsonNode document = probe(ProbeTranscriptTest::answer, "--json").succeeded().json();

    assertThat(document.path("version").toString()).contains("v25.01.1-pre");
    assertThat(document.findValuesAsText("name")).contains("Disk0", "app_thread");
  }

  @Test
  void rateNeedsTwoSamples() throws Exception {
    Transcript probed = probe(ProbeTranscriptTest::answer, "--interval", "200 ms").succeeded();

    assertThat(probed.out()).contains("Disk0");
  }

  @Test
  void noSocketIsOneClearLine() {
    long start = System.nanoTime();
    failedInTime(start, probe(), "no such socket (");
  }

  @Test
  void aDeadSocketIsOneClearLine() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
    }
    long start = System.nanoTime();
    failedInTime(start, probe(), "no process listens on this socket (");
  }

  @Test
  void aSocketThatAnswersGarbageIsOneClearLine() throws Exception {
    long start = System.nanoTime();
    Transcript probed =
        probe(
            channel -> {
              Channels.newOutputStream(channel)
                  .write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(StandardCharsets.UTF_8));
              stayUntilClosed(channel);
            });
    failedInTime(start, probed, "answered something that is not JSON-RPC: \"HTTP/1.1 400");
  }

  @Test
  void aSocketThatNeverAnswersIsOneClearLineWithinTheTimeAllowedByDefault() throws Exception {
    long start = System.nanoTime();
    Transcript probed = probe(ProbeTranscriptTest::stayUntilClosed);
    failedInTime(start, probed, "no answer to spdk_get_version within 4 s (");
  }

  @Test
  void aShorterWaitIsKeptToo() throws Exception {
    long start = System.nanoTime();
    Transcript probed =
        probe(ProbeTranscriptTest::stayUntilClosed, "--timeout", "300 ms", "--json");
    failedInTime(start, probed, "no answer to spdk_get_version within 0.3 s (");
  }

  @Test
  void aWaitThatIsNoTimeIsRefused() {
    assertThat(probe("--timeout", "4").failed(ExitCodes.INVALID).err())
        .startsWith("error: --timeout: \"4\" has no unit");
    assertThat(probe("--timeout", "0 s").failed(ExitCodes.INVALID).err())
        .isEqualTo("error: --timeout: a time above zero is needed\n");
    assertThat(probe("--interval", "1 ms").failed(ExitCodes.INVALID).err())
        .isEqualTo("error: --interval: the shortest is 100 ms\n");
  }
}
