package io.opisim.hwvalidate.spdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Refusals of a real target become typed errors. */
@Timeout(60)
class RecordedErrorsTest {
  private static final Duration PATIENT = Duration.ofSeconds(30);
  private static final Duration SHORT = Duration.ofSeconds(1);

  private final ObjectMapper mapper = new ObjectMapper();
  @TempDir private Path folder;
  private Path socket;
  private Transcripts transcripts;

  @BeforeEach
  void findTranscripts() {
    socket = folder.resolve("rpc.sock");
    transcripts = Transcripts.find();
  }

  @Test
  void everyRefusalIsTyped() throws Exception {
    Map<String, JsonRpcError.Kind> kinds = new TreeMap<>();
    for (String name : transcripts.names("raw")) {
      JsonNode request = transcripts.request(name);
      List<String> reads = transcripts.reads(name);
      if (reads.size() != 1
          || !reads.get(0).startsWith("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\"")) {
        continue;
      }
      JsonNode recorded = mapper.readTree(reads.get(0)).get("error");
      JsonRpcError error = refusal(request, reads.get(0));
      assertThat(error.code()).as(name).isEqualTo(recorded.get("code").intValue());
      assertThat(error.message()).as(name).isEqualTo(recorded.get("message").textValue());
      kinds.put(name.substring("raw/000-".length()), error.kind());
    }

    assertThat(kinds).hasSizeGreaterThan(35);
    assertThat(kinds)
        .containsEntry("unknown_method", JsonRpcError.Kind.METHOD_NOT_FOUND)
        .containsEntry("params_not_wanted", JsonRpcError.Kind.INVALID_PARAMETERS)
        .containsEntry("params_unknown_key", JsonRpcError.Kind.INVALID_PARAMETERS)
        .containsEntry("iostat_old_name_parameter", JsonRpcError.Kind.INVALID_PARAMETERS)
        .containsEntry("params_string", JsonRpcError.Kind.INVALID_REQUEST)
        .containsEntry("missing_bdev_get", JsonRpcError.Kind.ERRNO)
        .containsEntry("missing_bdev_get_with_timeout", JsonRpcError.Kind.ERRNO)
        .containsEntry("qos_no_limit_given", JsonRpcError.Kind.ERRNO)
        .containsEntry("startup_only_method", JsonRpcError.Kind.WRONG_STATE)
        .containsEntry("nvmf_bad_nqn", JsonRpcError.Kind.INTERNAL);
  }

  private JsonRpcError refusal(JsonNode request, String answer) throws Exception {
    Files.deleteIfExists(socket);
    SocketPeer peer = answering(answer);
    try (peer;
        JsonRpcConnection connection = JsonRpcConnection.open(socket, PATIENT)) {
      String method = request.path("method").asText("none");
      Optional<ObjectNode> parameters =
          request.path("params") instanceof ObjectNode object
              ? Optional.of(object)
              : Optional.empty();
      long id = connection.send(method, parameters);
      return catchThrowableOfType(SpdkCallException.class, () -> connection.await(id)).error();
    }
  }

  @Test
  void theFastAnswerMayOvertakeTheSlowOne() throws Exception {
    List<String> reads = transcripts.reads("raw/076-pipelined_out_of_order");
    SocketPeer peer =
        new SocketPeer(
            socket,
            channel -> {
              SocketPeer.readSome(channel);
              SocketPeer.write(channel, reads.get(0).replace("\"fast\"", "2"));
              SocketPeer.write(channel, reads.get(1).replace("\"slow\"", "1"));
              SocketPeer.readToEnd(channel);
            });
    try (peer;
        JsonRpcConnection connection = JsonRpcConnection.open(socket, PATIENT)) {
      long slow = connection.send("bdev_get_bdevs", Optional.empty());
      long fast = connection.send("spdk_get_version", Optional.empty());

      SpdkCallException refused =
          catchThrowableOfType(SpdkCallException.class, () -> connection.await(slow));
      assertThat(refused.error().errno()).isEqualTo(110);
      assertThat(connection.await(fast).at("/fields/minor").intValue()).isEqualTo(5);
    }
  }

  @Test
  void anErrorWithoutIdIsShownWhenTheAnswerStaysAway() throws Exception {
    for (String name : List.of("raw/041-envelope_no_method", "raw/057-notification_error")) {
      Files.deleteIfExists(socket);
      SocketPeer peer = answering(transcripts.answer(name));
      try (peer) {
        SpdkException problem =
            catchThrowableOfType(
                SpdkException.class, () -> new SpdkProbe(socket, SHORT, Optional.empty()).probe());
        assertThat(problem.render())
            .as(name)
            .contains("no answer to spdk_get_version within 1 s, only other messages (1)")
            .contains("\"id\":null");
      }
    }
  }

  private SocketPeer answering(String answer) throws Exception {
    return new SocketPeer(
        socket,
        channel -> {
          SocketPeer.readSome(channel);
          SocketPeer.write(channel, answer);
          SocketPeer.readToEnd(channel);
        });
  }
}
