package io.opisim.hwvalidate.spdk;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Turns results of calls into records. What every release says is required, the rest is optional; a
 * required value that is missing or of another type names the call and the place.
 */
final class AnswerReader {
  static final String VERSION = "spdk_get_version";
  static final String REACTORS = "framework_get_reactors";
  static final String THREADS = "thread_get_stats";
  static final String BLOCK_DEVICES = "bdev_get_bdevs";
  static final String IO_COUNTERS = "bdev_get_iostat";

  private static final long HERTZ_PER_MEGAHERTZ = 1_000_000L;
  private static final long BYTES_PER_MEBIBYTE = 1L << 20;

  private final String socket;

  AnswerReader(String socket) {
    this.socket = socket;
  }

  /** What one {@code framework_get_reactors} said. */
  record ReactorAnswer(long tickRateHertz, OptionalLong processId, List<Reactor> reactors) {}

  /** What one {@code bdev_get_iostat} said; {@code ticks} is the target's clock. */
  record IoAnswer(long tickRateHertz, long ticks, List<IoCounters> counters) {}

  SpdkVersion version(JsonNode result) throws SpdkException {
    JsonNode fields = result.path("fields");
    return new SpdkVersion(
        text(result, VERSION, "version"),
        smallCount(fields, VERSION + " fields", "major"),
        smallCount(fields, VERSION + " fields", "minor"),
        smallCount(fields, VERSION + " fields", "patch"),
        fields.path("suffix").asText(""),
        fields.path("commit").asText(""));
  }

  ReactorAnswer reactors(JsonNode result) throws SpdkException {
    List<Reactor> reactors = new ArrayList<>();
    for (JsonNode node : list(result.path("reactors"), REACTORS, "reactors")) {
      List<String> threads = new ArrayList<>();
      for (JsonNode thread : node.path("lw_threads")) {
        threads.add(text(thread, REACTORS + " lw_threads", "name"));
      }
      JsonNode megahertz = node.path("core_freq");
      reactors.add(
          new Reactor(
              smallCount(node, REACTORS, "lcore"),
              count(node, REACTORS, "busy"),
              count(node, REACTORS, "idle"),
              megahertz.canConvertToInt() && megahertz.intValue() > 0
                  ? OptionalLong.of(megahertz.intValue() * HERTZ_PER_MEGAHERTZ)
                  : OptionalLong.empty(),
              threads));
    }
    JsonNode processId = result.path("pid");
    return new ReactorAnswer(
        tickRate(result, REACTORS),
        processId.isIntegralNumber()
            ? OptionalLong.of(processId.longValue())
            : OptionalLong.empty(),
        reactors);
  }

  List<SpdkThread> threads(JsonNode result) throws SpdkException {
    List<SpdkThread> threads = new ArrayList<>();
    for (JsonNode node : list(result.path("threads"), THREADS, "threads")) {
      threads.add(
          new SpdkThread(
              text(node, THREADS, "name"),
              count(node, THREADS, "id"),
              count(node, THREADS, "busy"),
              count(node, THREADS, "idle")));
    }
    return threads;
  }

  List<BlockDevice> blockDevices(JsonNode result) throws SpdkException {
    List<BlockDevice> devices = new ArrayList<>();
    for (JsonNode node : list(result, BLOCK_DEVICES, "list")) {
      long blockSizeBytes = count(node, BLOCK_DEVICES, "block_size");
      long blocks = count(node, BLOCK_DEVICES, "num_blocks");
      if (blockSizeBytes > 0 && blocks > Long.MAX_VALUE / blockSizeBytes) {
        throw unreadable(BLOCK_DEVICES, "num_blocks", node);
      }
      devices.add(
          new BlockDevice(
              text(node, BLOCK_DEVICES, "name"),
              text(node, BLOCK_DEVICES, "product_name"),
              blockSizeBytes,
              blocks,
              node.path("claimed").asBoolean(false),
              node.path("uuid").asText(""),
              rateLimits(node.path("assigned_rate_limits"))));
    }
    return devices;
  }

  IoAnswer ioCounters(JsonNode result) throws SpdkException {
    long tickRateHertz = tickRate(result, IO_COUNTERS);
    List<IoCounters> counters = new ArrayList<>();
    for (JsonNode node : list(result.path("bdevs"), IO_COUNTERS, "bdevs")) {
      counters.add(
          new IoCounters(
              text(node, IO_COUNTERS, "name"),
              tickRateHertz,
              operations(node, "num_read_ops", "bytes_read", "read_latency_ticks"),
              operations(node, "num_write_ops", "bytes_written", "write_latency_ticks"),
              optionalOperations(node, "num_unmap_ops", "bytes_unmapped", "unmap_latency_ticks"),
              optionalOperations(node, "num_copy_ops", "bytes_copied", "copy_latency_ticks"),
              errors(node.path("io_error"))));
    }
    return new IoAnswer(tickRateHertz, count(result, IO_COUNTERS, "ticks"), counters);
  }

  private RateLimits rateLimits(JsonNode node) throws SpdkException {
    return new RateLimits(
        optionalCount(node, BLOCK_DEVICES, "rw_ios_per_sec"),
        bytesPerSecond(node, "rw_mbytes_per_sec"),
        bytesPerSecond(node, "r_mbytes_per_sec"),
        bytesPerSecond(node, "w_mbytes_per_sec"));
  }

  private long bytesPerSecond(JsonNode node, String key) throws SpdkException {
    long mebibytes = optionalCount(node, BLOCK_DEVICES, key);
    if (mebibytes > Long.MAX_VALUE / BYTES_PER_MEBIBYTE) {
      throw unreadable(BLOCK_DEVICES, key, node);
    }
    return mebibytes * BYTES_PER_MEBIBYTE;
  }

  private OperationCounters operations(JsonNode node, String ops, String bytes, String ticks)
      throws SpdkException {
    return new OperationCounters(
        count(node, IO_COUNTERS, ops),
        count(node, IO_COUNTERS, bytes),
        count(node, IO_COUNTERS, ticks));
  }

  /** Older releases count fewer kinds of operation. */
  private OperationCounters optionalOperations(
      JsonNode node, String ops, String bytes, String ticks) throws SpdkException {
    return new OperationCounters(
        optionalCount(node, IO_COUNTERS, ops),
        optionalCount(node, IO_COUNTERS, bytes),
        optionalCount(node, IO_COUNTERS, ticks));
  }

  private SortedMap<String, Long> errors(JsonNode node) throws SpdkException {
    SortedMap<String, Long> errors = new TreeMap<>();
    for (var names = node.fieldNames(); names.hasNext(); ) {
      String fault = names.next();
      long failed = count(node, IO_COUNTERS + " io_error", fault);
      if (failed > 0) {
        errors.put(fault, failed);
      }
    }
    return errors;
  }

  private long tickRate(JsonNode node, String method) throws SpdkException {
    long hertz = count(node, method, "tick_rate");
    if (hertz == 0) {
      throw unreadable(method, "tick_rate", node);
    }
    return hertz;
  }

  private String text(JsonNode node, String method, String key) throws SpdkException {
    JsonNode value = node.path(key);
    if (!value.isTextual()) {
      throw unreadable(method, key, node);
    }
    return value.textValue();
  }

  private int smallCount(JsonNode node, String method, String key) throws SpdkException {
    long value = count(node, method, key);
    if (value > Integer.MAX_VALUE) {
      throw unreadable(method, key, node);
    }
    return (int) value;
  }

  private long optionalCount(JsonNode node, String method, String key) throws SpdkException {
    return node.has(key) ? count(node, method, key) : 0;
  }

  private long count(JsonNode node, String method, String key) throws SpdkException {
    JsonNode value = node.path(key);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < 0) {
      throw unreadable(method, key, node);
    }
    return value.longValue();
  }

  private JsonNode list(JsonNode node, String method, String key) throws SpdkException {
    if (!node.isArray()) {
      throw unreadable(method, key, node);
    }
    return node;
  }

  private SpdkException unreadable(String method, String key, JsonNode node) {
    byte[] shown = node.toString().getBytes(StandardCharsets.UTF_8);
    return new SpdkException(
        socket,
        method + " answered no usable " + key + " in " + Excerpts.quoted(shown),
        "a release of SPDK that is not known here?");
  }
}
