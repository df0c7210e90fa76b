package io.opisim.hwvalidate.spdk;

import com.fasterxml.jackson.core.io.JsonEOFException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Answers on a Unix socket as an SPDK target does, from recorded answers: byte for byte, only the
 * id is the one asked. The n-th call of a method gets its n-th answer, later ones the last. Like
 * the real one it refuses unknown methods, and parameters where none are wanted.
 */
final class SpdkStandIn implements AutoCloseable {
  private static final Pattern ID = Pattern.compile("\"id\":[^,]+");
  private static final Set<String> WITHOUT_PARAMETERS =
      Set.of("spdk_get_version", "framework_get_reactors", "thread_get_stats");
  private static final long SILENCE_MILLIS = 15;

  private final Map<String, List<String>> answersByMethod;
  private final Map<String, Integer> callsByMethod = new TreeMap<>();
  private final List<String> methodsCalled = new CopyOnWriteArrayList<>();
  private final Delivery delivery;
  private final ObjectMapper mapper = new ObjectMapper();
  private final SocketPeer peer;

  SpdkStandIn(Path socket, Map<String, List<String>> answersByMethod, Delivery delivery)
      throws IOException {
    this.answersByMethod = Map.copyOf(answersByMethod);
    this.delivery = delivery;
    this.peer = new SocketPeer(socket, this::converse);
  }

  /** The methods called so far, in order. */
  List<String> methodsCalled() {
    return List.copyOf(methodsCalled);
  }

  @Override
  public void close() throws IOException {
    peer.close();
  }

  private void converse(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    try (Selector selector = Selector.open()) {
      SelectionKey key = channel.register(selector, SelectionKey.OP_READ);
      ByteArrayOutputStream received = new ByteArrayOutputStream();
      ByteBuffer buffer = ByteBuffer.allocate(65536);
      while (channel.isOpen()) {
        key.interestOps(SelectionKey.OP_READ);
        // Requests sent together are answered together, so that their answers can change places.
        boolean silent =
            selector.select(received.size() > 0 ? SILENCE_MILLIS : 0) == 0 && channel.isOpen();
        selector.selectedKeys().clear();
        if (silent && received.size() > 0) {
          List<byte[]> answers = answersTo(received.toByteArray());
          if (!answers.isEmpty()) {
            received.reset();
            send(delivery.writes(answers), channel, selector, key);
          }
          continue;
        }
        int read = channel.read(buffer.clear());
        if (read < 0) {
          return;
        }
        received.write(buffer.array(), 0, read);
      }
    }
  }

  private static void send(
      List<byte[]> writes, SocketChannel channel, Selector selector, SelectionKey key)
      throws IOException {
    key.interestOps(SelectionKey.OP_WRITE);
    for (byte[] bytes : writes) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        if (channel.write(buffer) == 0) {
          selector.select(100);
          selector.selectedKeys().clear();
        }
      }
    }
  }

  /** The answers to all requests in these bytes; none while the last request is incomplete. */
  private List<byte[]> answersTo(byte[] requests) throws IOException {
    List<JsonNode> parsed = new ArrayList<>();
    try (MappingIterator<JsonNode> values = mapper.readerFor(JsonNode.class).readValues(requests)) {
      while (values.hasNextValue()) {
        parsed.add(values.nextValue());
      }
    } catch (JsonEOFException e) {
      return List.of();
    }
    List<byte[]> answers = new ArrayList<>();
    for (JsonNode request : parsed) {
      answers.add(answerTo(request).getBytes(StandardCharsets.UTF_8));
    }
    return answers;
  }

  private String answerTo(JsonNode request) {
    String method = request.path("method").asText();
    methodsCalled.add(method);
    List<String> answers = answersByMethod.get(method);
    String answer;
    if (answers == null) {
      answer = error(-32601, "Method not found");
    } else if (WITHOUT_PARAMETERS.contains(method) && request.has("params")) {
      answer = error(-32602, method + " method requires no parameters");
    } else if (request.path("params").has("name") && method.equals("bdev_get_iostat")) {
      answer = error(-32603, "spdk_json_decode_object failed");
    } else {
      int calls = callsByMethod.merge(method, 1, Integer::sum);
      answer = answers.get(Math.min(calls, answers.size()) - 1);
    }
    return ID.matcher(answer)
        .replaceFirst(Matcher.quoteReplacement("\"id\":" + request.path("id")));
  }

  private static String error(int code, String message) {
    return "{\"jsonrpc\":\"2.0\",\"id\":0,\"error\":{\"code\":"
        + code
        + ",\"message\":\""
        + message
        + "\"}}\n";
  }
}
