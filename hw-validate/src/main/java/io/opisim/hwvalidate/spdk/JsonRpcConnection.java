package io.opisim.hwvalidate.spdk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A JSON-RPC 2.0 conversation with an SPDK target over its Unix socket.
 *
 * <p>Requests may be sent ahead of their answers; answers are matched by id, because SPDK answers
 * in order of completion. Messages that answer nothing asked here are counted and passed over. All
 * waits together end at one deadline. For one thread; after an exception other than {@link
 * SpdkCallException} the connection is of no further use.
 */
public final class JsonRpcConnection implements AutoCloseable {
  /** Requests must stay below this: the receive buffer of releases up to v26.01. */
  public static final int REQUEST_LIMIT_BYTES = 32 * 1024;

  /** An answer longer than this is taken for a fault. */
  public static final int ANSWER_LIMIT_BYTES = 16 * 1024 * 1024;

  private static final int READ_BYTES = 64 * 1024;
  private static final int HEAD_BYTES = 256;

  private final String socketName;
  private final SocketChannel channel;
  private final Selector selector;
  private final SelectionKey key;
  private final ObjectMapper mapper =
      new ObjectMapper().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
  private final LineAssembler lines = new LineAssembler();
  private final ByteBuffer readBuffer = ByteBuffer.allocate(READ_BYTES);
  private final SortedMap<Long, String> methodsAsked = new TreeMap<>();
  private final SortedMap<Long, JsonNode> answersArrived = new TreeMap<>();
  private Deadline deadline;
  private long lastId;
  private long passedOver;
  private String lastPassedOver = "";

  private JsonRpcConnection(String socketName, SocketChannel channel, Deadline deadline)
      throws IOException {
    this.socketName = socketName;
    this.channel = channel;
    this.deadline = deadline;
    this.selector = Selector.open();
    this.key = channel.register(selector, SelectionKey.OP_READ);
  }

  /**
   * Connects.
   *
   * @param socket path of the Unix socket
   * @param timeout how long this connection may wait in all, connecting included
   * @throws SpdkException if nothing that listens is found there
   */
  public static JsonRpcConnection open(Path socket, Duration timeout) throws SpdkException {
    Deadline deadline = Deadline.after(timeout);
    SocketChannel channel = UnixSockets.connect(socket, deadline);
    try {
      return new JsonRpcConnection(socket.toString(), channel, deadline);
    } catch (IOException e) {
      UnixSockets.closeAfter(e, channel);
      throw new SpdkException(socket.toString(), "cannot wait on the connection: " + e, "");
    }
  }

  /** Calls a method that takes no parameters and waits for its result. */
  public JsonNode call(String method) throws SpdkException {
    return await(send(method, Optional.empty()));
  }

  /** Calls a method and waits for its result. */
  public JsonNode call(String method, ObjectNode parameters) throws SpdkException {
    return await(send(method, Optional.of(parameters)));
  }

  /**
   * Sends a request without waiting for its answer.
   *
   * @param method the method to call
   * @param parameters its parameters; none is not the same as an empty object, which SPDK refuses
   *     for methods that take none
   * @return the id to {@link #await} the answer by
   */
  public long send(String method, Optional<ObjectNode> parameters) throws SpdkException {
    long id = ++lastId;
    ObjectNode request = mapper.createObjectNode();
    request.put("jsonrpc", "2.0").put("id", id).put("method", method);
    parameters.ifPresent(value -> request.set("params", value));
    byte[] bytes = bytesOf(request);
    if (bytes.length >= REQUEST_LIMIT_BYTES) {
      throw new IllegalArgumentException(
          method + " request of " + bytes.length + " bytes, limit " + REQUEST_LIMIT_BYTES);
    }
    methodsAsked.put(id, method);
    ByteBuffer buffer = ByteBuffer.wrap(bytes);
    try {
      while (buffer.hasRemaining()) {
        if (channel.write(buffer) == 0) {
          waitFor(SelectionKey.OP_WRITE, method);
        }
      }
    } catch (SpdkException e) {
      throw e;
    } catch (IOException e) {
      throw brokenOff(method, e);
    }
    return id;
  }

  /**
   * Waits for the answer to a request.
   *
   * @return the {@code result} of the answer
   * @throws SpdkCallException if the answer is an error
   * @throws SpdkException if no answer comes: time over, connection closed, no JSON-RPC
   */
  public JsonNode await(long id) throws SpdkException {
    String method = methodsAsked.get(id);
    if (method == null) {
      throw new IllegalArgumentException("no request with id " + id + " waits for an answer");
    }
    while (true) {
      JsonNode answer = answersArrived.remove(id);
      if (answer != null) {
        methodsAsked.remove(id);
        return resultOf(method, answer);
      }
      if (deadline.isOver()) {
        throw noAnswerInTime(method);
      }
      Optional<byte[]> line = lines.nextLine();
      if (line.isPresent()) {
        accept(line.get());
      } else {
        checkPending();
        fill(method);
      }
    }
  }

  /** Moves the deadline by a pause that the caller makes on purpose. */
  public void extendDeadline(Duration pause) {
    deadline = deadline.extendedBy(pause);
  }

  /** How many messages came that answered nothing asked here. */
  public long passedOver() {
    return passedOver;
  }

  @Override
  public void close() throws SpdkException {
    try (channel) {
      selector.close();
    } catch (IOException e) {
      throw new SpdkException(socketName, "cannot close the connection: " + e.getMessage(), "");
    }
  }

  private byte[] bytesOf(ObjectNode request) {
    try {
      return mapper.writeValueAsBytes(request);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a JSON tree could not be written: " + request, e);
    }
  }

  /** Reads what is there, or waits until something is. */
  private void fill(String method) throws SpdkException {
    int read;
    try {
      read = channel.read(readBuffer.clear());
    } catch (IOException e) {
      throw brokenOff(method, e);
    }
    if (read > 0) {
      lines.append(readBuffer.flip());
    } else if (read == 0) {
      waitFor(SelectionKey.OP_READ, method);
    } else if (lines.pendingBytes() > 0) {
      throw closedByTarget(
          method, " in the middle of an answer, after " + lines.pendingBytes() + " bytes");
    } else {
      throw closedByTarget(method, "");
    }
  }

  private void waitFor(int operation, String method) throws SpdkException {
    long millis = deadline.remainingMillis();
    if (millis == 0) {
      throw noAnswerInTime(method);
    }
    try {
      key.interestOps(operation);
      selector.select(millis);
      selector.selectedKeys().clear();
    } catch (IOException e) {
      throw new SpdkException(socketName, "cannot wait on the connection: " + e, "");
    }
    if (Thread.currentThread().isInterrupted()) {
      throw interrupted(method);
    }
  }

  private void accept(byte[] line) throws SpdkException {
    if (firstCharacter(line).isEmpty()) {
      return;
    }
    JsonNode message;
    try {
      message = mapper.readTree(line);
    } catch (IOException e) {
      throw notJsonRpc(line);
    }
    if (!message.isObject()) {
      throw notJsonRpc(line);
    }
    JsonNode id = message.get("id");
    boolean asked =
        id != null
            && id.isIntegralNumber()
            && id.canConvertToLong()
            && methodsAsked.containsKey(id.longValue());
    if (!asked) {
      passedOver++;
      lastPassedOver = Excerpts.quoted(line);
    } else if (answersArrived.putIfAbsent(id.longValue(), message) != null) {
      passedOver++;
    }
  }

  /** Gives up early on a line that can no longer become an answer. */
  private void checkPending() throws SpdkException {
    byte[] head = lines.pendingHead(HEAD_BYTES);
    Optional<Character> first = firstCharacter(head);
    if (first.isPresent() && first.get() != '{') {
      throw notJsonRpc(head);
    }
    if (lines.pendingBytes() > ANSWER_LIMIT_BYTES) {
      throw new SpdkException(
          socketName,
          "an answer of more than "
              + ANSWER_LIMIT_BYTES / (1024 * 1024)
              + " MiB without end: "
              + Excerpts.quoted(head),
          UnixSockets.WHICH_SOCKET);
    }
  }

  private JsonNode resultOf(String method, JsonNode answer) throws SpdkException {
    JsonNode error = answer.get("error");
    if (error != null) {
      JsonNode code = error.path("code");
      JsonNode message = error.path("message");
      if (!code.isIntegralNumber() || !code.canConvertToInt() || !message.isTextual()) {
        throw new SpdkException(
            socketName, method + " answered an error without code and message", "");
      }
      throw new SpdkCallException(
          socketName, method, new JsonRpcError(code.intValue(), message.textValue()));
    }
    JsonNode result = answer.get("result");
    if (result == null) {
      throw new SpdkException(socketName, method + " answered neither a result nor an error", "");
    }
    return result;
  }

  private static Optional<Character> firstCharacter(byte[] bytes) {
    for (byte value : bytes) {
      if (value != ' ' && value != '\t' && value != '\r' && value != '\n') {
        return Optional.of((char) (value & 0xff));
      }
    }
    return Optional.empty();
  }

  private SpdkException notJsonRpc(byte[] bytes) {
    return new SpdkException(
        socketName,
        "answered something that is not JSON-RPC: " + Excerpts.quoted(bytes),
        UnixSockets.WHICH_SOCKET);
  }

  private SpdkException brokenOff(String method, IOException e) {
    return e instanceof ClosedByInterruptException
        ? interrupted(method)
        : closedByTarget(method, ": " + e.getMessage());
  }

  private SpdkException interrupted(String method) {
    return new SpdkException(socketName, "interrupted while waiting for " + method, "");
  }

  private SpdkException closedByTarget(String method, String how) {
    return new SpdkException(
        socketName,
        "closed the connection without an answer to " + method + how,
        UnixSockets.WHICH_SOCKET);
  }

  private SpdkException noAnswerInTime(String method) {
    String seconds = UnixSockets.seconds(deadline.allowed());
    if (passedOver > 0) {
      return new SpdkException(
          socketName,
          "no answer to "
              + method
              + " within "
              + seconds
              + ", only other messages ("
              + passedOver
              + "), the last one "
              + lastPassedOver,
          UnixSockets.WHICH_SOCKET);
    }
    if (lines.pendingBytes() > 0) {
      return new SpdkException(
          socketName,
          "sent "
              + lines.pendingBytes()
              + " bytes of an answer and not its end within "
              + seconds
              + ": "
              + Excerpts.quoted(lines.pendingHead(HEAD_BYTES)),
          UnixSockets.WHICH_SOCKET);
    }
    return new SpdkException(
        socketName,
        "no answer to " + method + " within " + seconds,
        "is it the RPC socket of an SPDK target, and does the target run? It serves 64 connections"
            + " at once, the next one waits in silence");
  }
}
