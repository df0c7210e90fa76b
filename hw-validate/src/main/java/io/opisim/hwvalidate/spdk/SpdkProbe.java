package io.opisim.hwvalidate.spdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Asks a running SPDK target what it is and what it has done; changes nothing in it.
 *
 * <p>The version comes first, alone: it shows that SPDK is at the other end, and every release
 * answers it in every state. The other questions go out together. None of them takes a parameter,
 * so that they are the same for all releases: parameters are what differs ({@code bdev_get_iostat}
 * takes {@code name} up to v25.09 and {@code names} from v26.01), and without one all devices are
 * answered. A question that the target refuses becomes a remark; one that it leaves unanswered ends
 * the probe.
 */
public final class SpdkProbe {
  /**
   * How long the probe waits in all unless told otherwise: with the start of the Java runtime, a
   * user has an answer within 5 s.
   */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofSeconds(4);

  /** Targets look at their socket every 4 ms; a shorter interval would measure the probe. */
  public static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

  private final Path socket;
  private final Duration timeout;
  private final Optional<Duration> interval;
  private final AnswerReader reader;

  /**
   * Prepares a probe; nothing is asked yet.
   *
   * @param socket path of the target's RPC socket
   * @param timeout how long to wait in all, without the interval
   * @param interval the time between two samples to compare, or empty for one cumulative sample
   * @throws IllegalArgumentException if the timeout is not positive or the interval below {@link
   *     #SHORTEST_INTERVAL}
   */
  public SpdkProbe(Path socket, Duration timeout, Optional<Duration> interval) {
    if (timeout.isZero() || timeout.isNegative()) {
      throw new IllegalArgumentException("timeout must be above 0 s: " + timeout);
    }
    if (interval.isPresent() && interval.get().compareTo(SHORTEST_INTERVAL) < 0) {
      throw new IllegalArgumentException(
          "interval must be at least "
              + UnixSockets.seconds(SHORTEST_INTERVAL)
              + ": "
              + UnixSockets.seconds(interval.get()));
    }
    this.socket = socket;
    this.timeout = timeout;
    this.interval = interval;
    this.reader = new AnswerReader(socket.toString());
  }

  /**
   * Asks the target.
   *
   * @throws SpdkException if there is no target, or it does not answer in time or in its language
   */
  public SpdkTarget probe() throws SpdkException {
    try (JsonRpcConnection connection = JsonRpcConnection.open(socket, timeout)) {
      SpdkVersion version = reader.version(connection.call(AnswerReader.VERSION));
      List<String> remarks = new ArrayList<>();
      long devicesId = connection.send(AnswerReader.BLOCK_DEVICES, Optional.empty());
      Sample shown = takeSample(connection, remarks);
      Optional<JsonNode> devices = ask(connection, devicesId, remarks);
      OptionalDouble measuredSeconds = OptionalDouble.empty();
      if (interval.isPresent()) {
        Sample first = shown;
        pause(interval.get());
        connection.extendDeadline(interval.get());
        Sample second = takeSample(connection, remarks);
        measuredSeconds =
            OptionalDouble.of(
                second.secondsSince(first).orElse(interval.get().toMillis() / 1000.0));
        shown = second.since(first, remarks);
      }
      return new SpdkTarget(
          socket.toString(),
          version,
          shown.reactors().isPresent() ? shown.reactors().get().processId() : OptionalLong.empty(),
          shown.tickRateHertz(),
          measuredSeconds,
          shown.reactors().map(AnswerReader.ReactorAnswer::reactors).orElse(List.of()),
          shown.threads(),
          devices.isPresent() ? reader.blockDevices(devices.get()) : List.of(),
          shown.io().map(AnswerReader.IoAnswer::counters).orElse(List.of()),
          remarks.stream().distinct().toList());
    }
  }

  private Sample takeSample(JsonRpcConnection connection, List<String> remarks)
      throws SpdkException {
    long reactorsId = connection.send(AnswerReader.REACTORS, Optional.empty());
    long threadsId = connection.send(AnswerReader.THREADS, Optional.empty());
    long ioId = connection.send(AnswerReader.IO_COUNTERS, Optional.empty());
    Optional<JsonNode> reactors = ask(connection, reactorsId, remarks);
    Optional<JsonNode> threads = ask(connection, threadsId, remarks);
    Optional<JsonNode> io = ask(connection, ioId, remarks);
    return new Sample(
        reactors.isPresent() ? Optional.of(reader.reactors(reactors.get())) : Optional.empty(),
        threads.isPresent() ? reader.threads(threads.get()) : List.of(),
        io.isPresent() ? Optional.of(reader.ioCounters(io.get())) : Optional.empty());
  }

  private static Optional<JsonNode> ask(JsonRpcConnection connection, long id, List<String> remarks)
      throws SpdkException {
    try {
      return Optional.of(connection.await(id));
    } catch (SpdkCallException e) {
      remarks.add(e.method() + " was refused: " + e.error().render());
      return Optional.empty();
    }
  }

  private void pause(Duration duration) throws SpdkException {
    try {
      Thread.sleep(duration.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SpdkException(socket.toString(), "interrupted between the two samples", "");
    }
  }
}
