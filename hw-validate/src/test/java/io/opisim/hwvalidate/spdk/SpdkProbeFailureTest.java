package io.opisim.hwvalidate.spdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Each way in which there is no target gives one line; a hang fails at the time limit. */
@Timeout(15)
class SpdkProbeFailureTest {
  private static final Duration SHORT = Duration.ofSeconds(1);
  private static final Duration PATIENT = Duration.ofSeconds(14);

  @TempDir private Path folder;
  private Path socket;

  @BeforeEach
  void nameTheSocket() {
    socket = folder.resolve("rpc.sock");
  }

  @Test
  void theTimeAllowedByDefaultIsBelowFiveSeconds() {
    assertThat(SpdkProbe.DEFAULT_TIMEOUT).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void aMissingSocket() {
    assertThat(lineOf(PATIENT)).startsWith(socket + ": no such socket (is it the RPC socket of");
  }

  @Test
  void aFileOrFolderInPlaceOfTheSocket() throws Exception {
    Files.writeString(socket, "not a socket");
    assertThat(lineOf(PATIENT)).startsWith(socket + ": a file, not a socket (");

    Files.delete(socket);
    Files.createDirectory(socket);
    assertThat(lineOf(PATIENT)).startsWith(socket + ": a folder, not a socket (");
  }

  @Test
  void aPathThatIsTooLongForASocket() {
    socket = folder.resolve("x".repeat(120));
    assertThat(lineOf(PATIENT))
        .contains(
            ": a path of " + socket.toString().length() + " bytes; a Unix socket may have 106")
        .contains("a symbolic link to its folder");
  }

  @Test
  void aPathOfTheGreatestLengthIsConnectedTo() throws Exception {
    int missing = UnixSockets.LONGEST_PATH_BYTES - folder.toString().length() - 1;
    socket = folder.resolve("x".repeat(missing));
    try (SpdkStandIn standIn = new SpdkStandIn(socket, MadeUp.target(), Delivery.whole())) {
      assertThat(new SpdkProbe(socket, PATIENT, Optional.empty()).probe().socket()).hasSize(106);
      assertThat(standIn.methodsCalled()).isNotEmpty();
    }
  }

  @Test
  void aSocketWhoseTargetHasEnded() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
    }
    assertThat(socket).exists();
    assertThat(lineOf(PATIENT)).startsWith(socket + ": no process listens on this socket (");
  }

  @Test
  void aSocketOfAnotherUser() throws Exception {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket));
      Files.setPosixFilePermissions(socket, PosixFilePermissions.fromString("---------"));
      assumeFalse(Files.isWritable(socket), "this user may connect to anything");
      assertThat(lineOf(PATIENT)).startsWith(socket + ": not allowed to connect (");
    }
  }

  @Test
  void aListenerThatAcceptsNobody() throws Exception {
    List<SocketChannel> waiting = new ArrayList<>();
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      server.bind(UnixDomainSocketAddress.of(socket), 1);
      fillQueue(waiting);
      assertThat(lineOf(SHORT)).startsWith(socket + ": takes no connection within 1 s: ");
    } finally {
      for (SocketChannel channel : waiting) {
        channel.close();
      }
    }
  }

  private void fillQueue(List<SocketChannel> waiting) throws IOException {
    while (waiting.size() < 64) {
      SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
      waiting.add(channel);
      channel.configureBlocking(false);
      try {
        channel.connect(UnixDomainSocketAddress.of(socket));
      } catch (IOException e) {
        return;
      }
    }
  }

  @Test
  void aPeerThatNeverAnswers() throws Exception {
    SocketPeer peer = new SocketPeer(socket, SocketPeer::readToEnd);
    try (peer) {
      assertThat(lineOf(SHORT))
          .startsWith(socket + ": no answer to spdk_get_version within 1 s (")
          .contains("64 connections");
    }
  }

  @Test
  void aPeerThatAnswersTheVersionAndThenNoMore() throws Exception {
    String version = MadeUp.VERSION;
    SocketPeer peer =
        new SocketPeer(
            socket,
            channel -> {
              SocketPeer.readSome(channel);
              SocketPeer.write(channel, version);
              SocketPeer.readToEnd(channel);
            });
    try (peer) {
      assertThat(lineOf(SHORT))
          .startsWith(socket + ": no answer to framework_get_reactors within 1 s (");
    }
  }

  @Test
  void aPeerThatClosesWithoutAnswering() throws Exception {
    SocketPeer peer = new SocketPeer(socket, SocketPeer::readSome);
    try (peer) {
      assertThat(lineOf(PATIENT))
          .startsWith(socket + ": closed the connection without an answer to spdk_get_version");
    }
  }

  @Test
  void aPeerThatClosesInTheMiddleOfAnAnswer() throws Exception {
    SocketPeer peer =
        new SocketPeer(
            socket,
            channel -> {
              SocketPeer.readSome(channel);
              SocketPeer.write(channel, "{\"jsonrpc\":\"2.0\",\"id\":1");
            });
    try (peer) {
      assertThat(lineOf(PATIENT)).contains("in the middle of an answer, after 23 bytes");
    }
  }

  @Test
  void aPeerThatSpeaksAnotherLanguage() throws Exception {
    assertThat(lineWhenAnswered("HTTP/1.1 400 Bad Request\r\n\r\n"))
        .startsWith(socket + ": answered something that is not JSON-RPC: \"HTTP/1.1 400 Bad Req");
    assertThat(lineWhenAnswered("garbage without an end"))
        .contains("not JSON-RPC: \"garbage without an end\" (");
    assertThat(lineWhenAnswered("{\"jsonrpc\":\"2.0\",,}\n")).contains("not JSON-RPC: \"{");
    assertThat(lineWhenAnswered("[{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":1}]\n"))
        .contains("not JSON-RPC: \"[{");
    assertThat(lineWhenAnswered("{} trailing\n")).contains("not JSON-RPC: \"{} trailing\"");
    assertThat(lineWhenAnswered("\u001b[31mred\u0000\u0007\n"))
        .contains("not JSON-RPC: \"?[31mred??\"");
    assertThat(lineWhenAnswered("[".repeat(100_000))).contains("not JSON-RPC: \"[[[[");
    assertThat(lineWhenAnswered("{\"a\":".repeat(5_000) + "\n")).contains("not JSON-RPC: \"{");
  }

  @Test
  void aPeerThatAnswersJsonRpcButNotAsSpdkDoes() throws Exception {
    assertThat(lineWhenAnswered("{\"jsonrpc\":\"2.0\",\"id\":1}\n"))
        .contains("spdk_get_version answered neither a result nor an error");
    assertThat(lineWhenAnswered("{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":\"no\"}\n"))
        .contains("spdk_get_version answered an error without code and message");
    assertThat(lineWhenAnswered("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":true}\n"))
        .contains("spdk_get_version answered no usable version in \"true\"");
    assertThat(
            lineWhenAnswered(
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32601,"
                    + "\"message\":\"Method\\nnot found\"}}\n"))
        .contains("spdk_get_version was refused: -32601 Method?not found (");
  }

  @Test
  void aPeerWhoseAnswerNeverEnds() throws Exception {
    SocketPeer peer =
        new SocketPeer(
            socket,
            channel -> {
              SocketPeer.write(channel, "{\"jsonrpc\":\"2.0\",\"id\":1,\"res");
              SocketPeer.readToEnd(channel);
            });
    try (peer) {
      assertThat(lineOf(SHORT))
          .contains("sent 28 bytes of an answer and not its end within 1 s: \"{\"jsonrpc");
    }
  }

  @Test
  void aPeerThatDribblesForEver() throws Exception {
    SocketPeer peer =
        new SocketPeer(
            socket,
            channel -> {
              SocketPeer.write(channel, "{\"");
              while (channel.isOpen()) {
                SocketPeer.write(channel, "a");
                Thread.sleep(20);
              }
            });
    try (peer) {
      assertThat(lineOf(SHORT)).contains("bytes of an answer and not its end within 1 s: \"{");
    }
  }

  @Test
  void aPeerThatAnswersWithoutMeasure() throws Exception {
    byte[] block = "a".repeat(1 << 20).getBytes(StandardCharsets.UTF_8);
    SocketPeer peer =
        new SocketPeer(
            socket,
            channel -> {
              SocketPeer.write(channel, "{\"");
              while (channel.isOpen()) {
                SocketPeer.write(channel, block);
              }
            });
    try (peer) {
      assertThat(lineOf(PATIENT)).contains("an answer of more than 16 MiB without end: \"{");
    }
  }

  @Test
  void aPeerThatAnswersOnlyWhatNobodyAsked() throws Exception {
    String foreign =
        "{\"jsonrpc\":\"2.0\",\"id\":null,\"error\":{\"code\":-32600,\"message\":\"Bad\"}}\n";
    SocketPeer peer =
        new SocketPeer(
            socket,
            channel -> {
              while (channel.isOpen()) {
                SocketPeer.write(channel, foreign);
              }
            });
    try (peer) {
      assertThat(lineOf(SHORT)).contains("no answer to spdk_get_version within 1 s");
    }
    Files.delete(socket);
    SocketPeer once =
        new SocketPeer(
            socket,
            channel -> {
              SocketPeer.write(channel, foreign);
              SocketPeer.readToEnd(channel);
            });
    try (once) {
      assertThat(lineOf(SHORT))
          .contains("no answer to spdk_get_version within 1 s, only other messages (1), the last")
          .contains("-32600");
    }
  }

  @Test
  void anInterruptEndsTheProbe() throws Exception {
    SocketPeer peer = new SocketPeer(socket, SocketPeer::readToEnd);
    try (peer) {
      Thread.currentThread().interrupt();
      assertThat(lineOf(PATIENT)).contains("interrupted while waiting for spdk_get_version");
      assertThat(Thread.interrupted()).isTrue();
    } finally {
      Thread.interrupted();
    }
  }

  @Test
  void senselessSettingsAreRefused() {
    assertThatThrownBy(() -> new SpdkProbe(socket, Duration.ZERO, Optional.empty()))
        .hasMessageContaining("timeout must be above 0 s");
    assertThatThrownBy(() -> new SpdkProbe(socket, PATIENT, Optional.of(Duration.ofMillis(10))))
        .hasMessage("interval must be at least 0.1 s: 0.01 s");
  }

  private String lineWhenAnswered(String answer) throws IOException {
    Files.deleteIfExists(socket);
    SocketPeer peer =
        new SocketPeer(
            socket,
            channel -> {
              SocketPeer.readSome(channel);
              SocketPeer.write(channel, answer);
              SocketPeer.readToEnd(channel);
            });
    try (peer) {
      return lineOf(PATIENT);
    }
  }

  /** The one line that a user sees of a probe that fails. */
  private String lineOf(Duration timeout) {
    SpdkException problem =
        catchThrowableOfType(
            SpdkException.class, () -> new SpdkProbe(socket, timeout, Optional.empty()).probe());
    assertThat(problem).isNotNull();
    assertThat(problem.render()).doesNotContainPattern("[\\p{Cntrl}]");
    return problem.render();
  }
}
