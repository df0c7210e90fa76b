package io.opisim.hwvalidate.spdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class JsonRpcConnectionTest {
  private static final Duration PATIENT = Duration.ofSeconds(20);

  @TempDir private Path folder;
  private Path socket;

  @BeforeEach
  void nameTheSocket() {
    socket = folder.resolve("rpc.sock");
  }

  @Test
  void fiftyRequestsSentAheadGetTheirOwnAnswersInAnyOrder() throws Exception {
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      answers.add("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":\"answer " + i + "\"}\n");
    }
    try (SpdkStandIn standIn =
            new SpdkStandIn(socket, Map.of("bdev_get_bdevs", answers), Delivery.reversed());
        JsonRpcConnection connection = JsonRpcConnection.open(socket, PATIENT)) {
      List<Long> ids = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        ids.add(connection.send("bdev_get_bdevs", Optional.empty()));
      }
      for (int i = 0; i < 50; i++) {
        assertThat(connection.await(ids.get(i)).textValue()).isEqualTo("answer " + i);
      }
      assertThat(standIn.methodsCalled()).hasSize(50);
    }
  }

  @Test
  void anErrorRefusesItsOwnCallOnly() throws Exception {
    try (SpdkStandIn standIn = new SpdkStandIn(socket, MadeUp.target(), Delivery.glued());
        JsonRpcConnection connection = JsonRpcConnection.open(socket, PATIENT)) {
      long unknown = connection.send("no_such_method", Optional.empty());
      long version = connection.send("spdk_get_version", Optional.empty());

      assertThatThrownBy(() -> connection.await(unknown))
          .isInstanceOfSatisfying(
              SpdkCallException.class,
              e -> {
                assertThat(e.error()).isEqualTo(new JsonRpcError(-32601, "Method not found"));
                assertThat(e.method()).isEqualTo("no_such_method");
              });
      assertThat(connection.await(version).path("version").asText()).startsWith("SPDK v25.01.1");
      assertThat(standIn.methodsCalled()).containsExactly("no_such_method", "spdk_get_version");
    }
  }

  @Test
  void messagesThatAnswerNothingAskedArePassedOver() throws Exception {
    try (SpdkStandIn standIn =
            new SpdkStandIn(socket, MadeUp.target(), Delivery.withForeignMessages());
        JsonRpcConnection connection = JsonRpcConnection.open(socket, PATIENT)) {
      JsonNode version = connection.call("spdk_get_version");

      assertThat(version.at("/fields/major").intValue()).isEqualTo(25);
      assertThat(connection.passedOver()).isEqualTo(6);
      assertThat(standIn.methodsCalled()).hasSize(1);
    }
  }

  @Test
  void parametersAreSentAndNoneIsNotAnEmptyObject() throws Exception {
    ObjectNode none = JsonNodeFactory.instance.objectNode();
    ObjectNode oldName = JsonNodeFactory.instance.objectNode().put("name", "Disk0");
    try (SpdkStandIn standIn = new SpdkStandIn(socket, MadeUp.target(), Delivery.whole());
        JsonRpcConnection connection = JsonRpcConnection.open(socket, PATIENT)) {
      assertThatThrownBy(() -> connection.call("spdk_get_version", none))
          .hasMessageContaining("requires no parameters");
      assertThatThrownBy(() -> connection.call("bdev_get_iostat", oldName))
          .isInstanceOfSatisfying(
              SpdkCallException.class,
              e -> assertThat(e.error().kind()).isEqualTo(JsonRpcError.Kind.INVALID_PARAMETERS));
      assertThat(connection.call("bdev_get_iostat", none).has("bdevs")).isTrue();
      assertThat(standIn.methodsCalled()).hasSize(3);
    }
  }

  @Test
  void aRequestThatOldReleasesCannotReceiveIsNotSent() throws Exception {
    ObjectNode large = JsonNodeFactory.instance.objectNode();
    large.put("name", "x".repeat(JsonRpcConnection.REQUEST_LIMIT_BYTES));
    try (SpdkStandIn standIn = new SpdkStandIn(socket, MadeUp.target(), Delivery.whole());
        JsonRpcConnection connection = JsonRpcConnection.open(socket, PATIENT)) {
      assertThatThrownBy(() -> connection.send("bdev_get_bdevs", Optional.of(large)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("limit 32768");
      assertThat(connection.call("spdk_get_version").has("version")).isTrue();
      assertThat(standIn.methodsCalled()).containsExactly("spdk_get_version");
    }
  }

  @Test
  void anAnswerIsGivenOnce() throws Exception {
    try (SpdkStandIn standIn = new SpdkStandIn(socket, MadeUp.target(), Delivery.whole());
        JsonRpcConnection connection = JsonRpcConnection.open(socket, PATIENT)) {
      long id = connection.send("spdk_get_version", Optional.empty());
      connection.await(id);

      assertThatThrownBy(() -> connection.await(id))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("no request with id 1 waits for an answer");
      assertThat(standIn.methodsCalled()).hasSize(1);
    }
  }
}
