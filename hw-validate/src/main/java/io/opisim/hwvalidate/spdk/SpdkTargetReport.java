package io.opisim.hwvalidate.spdk;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.opisim.hwvalidate.spdk.TextTable.Column;
import io.opisim.hwvalidate.spdk.TextTable.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** Says what a probe found: as lines for people, at most 100 wide, or as a JSON tree. */
public final class SpdkTargetReport {
  private static final String NONE = "-";
  private static final double BYTES_PER_MEGABYTE = 1e6;
  private static final double BYTES_PER_MEBIBYTE = 1 << 20;

  private final SpdkTarget target;

  /** Prepares a report on a target. */
  public SpdkTargetReport(SpdkTarget target) {
    this.target = target;
  }

  /** The report for people. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    String process =
        target.processId().isPresent() ? ", process " + target.processId().getAsLong() : "";
    lines.add(Excerpts.oneLine(target.version().text() + " at " + target.socket() + process));
    lines.add(
        target.measuredSeconds().isPresent()
            ? decimals(target.measuredSeconds().getAsDouble(), 3)
                + " s between two samples: ticks and counters below are what happened in between."
            : "One sample: ticks and counters below are since start, creation or last reset.");
    section(lines, "Reactors", target.reactors().isEmpty() ? List.of() : reactorLines());
    section(lines, "Threads", target.threads().isEmpty() ? List.of() : threadLines());
    section(lines, "Block devices", target.blockDevices().isEmpty() ? List.of() : deviceLines());
    if (target.blockDevices().stream().anyMatch(device -> device.rateLimits().any())) {
      section(lines, "Rate limits", limitLines());
    }
    section(lines, "I/O", target.ioCounters().isEmpty() ? List.of() : ioLines());
    if (!target.remarks().isEmpty()) {
      lines.add("");
      target.remarks().forEach(remark -> lines.add("Remark: " + Excerpts.oneLine(remark)));
    }
    return List.copyOf(lines);
  }

  private static void section(List<String> lines, String title, List<String> table) {
    lines.add("");
    lines.add(table.isEmpty() ? title + ": none" : title);
    lines.addAll(table);
  }

  private List<String> reactorLines() {
    TextTable table =
        new TextTable(
            List.of(
                new Column("core", Kind.NUMBER),
                new Column("busy (%)", Kind.NUMBER),
                new Column("frequency (MHz)", Kind.NUMBER),
                new Column("threads", Kind.SHRINKING_TEXT)));
    for (Reactor reactor : target.reactors()) {
      OptionalLong hertz = reactor.frequencyHertz();
      table.addRow(
          List.of(
              Integer.toString(reactor.logicalCore()),
              scaled(reactor.utilisation(), 100, 1),
              hertz.isPresent() ? decimals(hertz.getAsLong() / 1e6, 0) : NONE,
              String.join(", ", reactor.threads())));
    }
    return table.lines();
  }

  private List<String> threadLines() {
    TextTable table =
        new TextTable(
            List.of(
                new Column("name", Kind.SHRINKING_TEXT),
                new Column("id", Kind.NUMBER),
                new Column("busy (%)", Kind.NUMBER),
                new Column("busy (s)", Kind.NUMBER),
                new Column("idle (s)", Kind.NUMBER)));
    for (SpdkThread thread : target.threads()) {
      table.addRow(
          List.of(
              thread.name(),
              Long.toString(thread.id()),
              scaled(thread.utilisation(), 100, 1),
              ticksInSeconds(thread.busyTicks()),
              ticksInSeconds(thread.idleTicks())));
    }
    return table.lines();
  }

  private List<String> deviceLines() {
    TextTable table =
        new TextTable(
            List.of(
                new Column("name", Kind.SHRINKING_TEXT),
                new Column("product", Kind.SHRINKING_TEXT),
                new Column("block (B)", Kind.NUMBER),
                new Column("size (MiB)", Kind.NUMBER),
                new Column("claimed", Kind.TEXT),
                new Column("uuid", Kind.SHRINKING_TEXT)));
    for (BlockDevice device : target.blockDevices()) {
      table.addRow(
          List.of(
              device.name(),
              device.product(),
              Long.toString(device.blockSizeBytes()),
              decimals(device.sizeBytes() / BYTES_PER_MEBIBYTE, 1),
              device.claimed() ? "yes" : "no",
              device.uuid().isEmpty() ? NONE : device.uuid()));
    }
    return table.lines();
  }

  private List<String> limitLines() {
    TextTable table =
        new TextTable(
            List.of(
                new Column("device", Kind.SHRINKING_TEXT),
                new Column("all (op/s)", Kind.NUMBER),
                new Column("all (MiB/s)", Kind.NUMBER),
                new Column("reads (MiB/s)", Kind.NUMBER),
                new Column("writes (MiB/s)", Kind.NUMBER)));
    for (BlockDevice device : target.blockDevices()) {
      RateLimits limits = device.rateLimits();
      if (limits.any()) {
        table.addRow(
            List.of(
                device.name(),
                limits.operationsPerSecond() > 0
                    ? Long.toString(limits.operationsPerSecond())
                    : NONE,
                mebibytes(limits.bytesPerSecond()),
                mebibytes(limits.readBytesPerSecond()),
                mebibytes(limits.writeBytesPerSecond())));
      }
    }
    return table.lines();
  }

  private List<String> ioLines() {
    List<Column> columns =
        new ArrayList<>(
            List.of(
                new Column("device", Kind.SHRINKING_TEXT),
                new Column("kind", Kind.TEXT),
                new Column("operations", Kind.NUMBER),
                new Column("data (MB)", Kind.NUMBER),
                new Column("mean latency (us)", Kind.NUMBER)));
    if (target.measuredSeconds().isPresent()) {
      columns.add(new Column("rate (op/s)", Kind.NUMBER));
      columns.add(new Column("rate (MB/s)", Kind.NUMBER));
    }
    columns.add(new Column("errors", Kind.NUMBER));
    TextTable table = new TextTable(columns);
    for (IoCounters counters : target.ioCounters()) {
      // Reads always have a row, which also carries the errors of the device as a whole.
      addIoRow(table, counters, "read", counters.read(), true);
      addIoRow(table, counters, "write", counters.write(), false);
      addIoRow(table, counters, "unmap", counters.unmap(), false);
      addIoRow(table, counters, "copy", counters.copy(), false);
    }
    return table.lines();
  }

  private void addIoRow(
      TextTable table, IoCounters counters, String kind, OperationCounters done, boolean first) {
    if (!first && done.operations() == 0) {
      return;
    }
    List<String> row = new ArrayList<>();
    row.add(counters.device());
    row.add(kind);
    row.add(Long.toString(done.operations()));
    row.add(decimals(done.bytes() / BYTES_PER_MEGABYTE, 1));
    row.add(scaled(done.meanLatencySeconds(counters.tickRateHertz()), 1e6, 1));
    if (target.measuredSeconds().isPresent()) {
      row.add(scaled(perSecond(done.operations()), 1, 1));
      row.add(scaled(perSecond(done.bytes()), 1 / BYTES_PER_MEGABYTE, 1));
    }
    row.add(first ? Long.toString(counters.errorCount()) : "");
    table.addRow(row);
  }

  /** The report as a tree; names of quantities end in their unit. */
  public ObjectNode json() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    SpdkVersion version = target.version();
    root.put("socket", target.socket());
    root.put("version", version.text());
    root.putObject("version_fields")
        .put("major", version.major())
        .put("minor", version.minor())
        .put("patch", version.patch())
        .put("suffix", version.suffix())
        .put("commit", version.commit());
    put(root, "process_id", target.processId());
    put(root, "tick_rate_hz", target.tickRateHertz());
    root.put("since", target.measuredSeconds().isPresent() ? "first-sample" : "start-or-reset");
    put(root, "measured_s", target.measuredSeconds());
    ArrayNode reactors = root.putArray("reactors");
    for (Reactor reactor : target.reactors()) {
      ObjectNode node = reactors.addObject().put("logical_core", reactor.logicalCore());
      node.put("busy_ticks", reactor.busyTicks()).put("idle_ticks", reactor.idleTicks());
      put(node, "utilisation_ratio", reactor.utilisation());
      put(node, "frequency_hz", reactor.frequencyHertz());
      ArrayNode threads = node.putArray("threads");
      reactor.threads().forEach(threads::add);
    }
    ArrayNode threads = root.putArray("threads");
    for (SpdkThread thread : target.threads()) {
      ObjectNode node = threads.addObject().put("name", thread.name()).put("id", thread.id());
      node.put("busy_ticks", thread.busyTicks()).put("idle_ticks", thread.idleTicks());
      put(node, "utilisation_ratio", thread.utilisation());
    }
    ArrayNode devices = root.putArray("block_devices");
    target.blockDevices().forEach(device -> devices.add(deviceNode(device)));
    ArrayNode counters = root.putArray("io_counters");
    target.ioCounters().forEach(device -> counters.add(ioNode(device)));
    ArrayNode remarks = root.putArray("remarks");
    target.remarks().forEach(remarks::add);
    return root;
  }

  private static ObjectNode deviceNode(BlockDevice device) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("name", device.name())
        .put("product", device.product())
        .put("block_size_bytes", device.blockSizeBytes())
        .put("blocks", device.blocks())
        .put("size_bytes", device.sizeBytes())
        .put("claimed", device.claimed())
        .put("uuid", device.uuid());
    RateLimits limits = device.rateLimits();
    node.putObject("rate_limits")
        .put("operations_per_s", limits.operationsPerSecond())
        .put("bytes_per_s", limits.bytesPerSecond())
        .put("read_bytes_per_s", limits.readBytesPerSecond())
        .put("write_bytes_per_s", limits.writeBytesPerSecond());
    return node;
  }

  private ObjectNode ioNode(IoCounters counters) {
    ObjectNode node = JsonNodeFactory.instance.objectNode().put("device", counters.device());
    node.set("read", operationsNode(counters.read(), counters.tickRateHertz()));
    node.set("write", operationsNode(counters.write(), counters.tickRateHertz()));
    node.set("unmap", operationsNode(counters.unmap(), counters.tickRateHertz()));
    node.set("copy", operationsNode(counters.copy(), counters.tickRateHertz()));
    ObjectNode errors = node.putObject("errors");
    counters.errors().forEach(errors::put);
    return node;
  }

  private ObjectNode operationsNode(OperationCounters done, long tickRateHertz) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    node.put("operations", done.operations()).put("bytes", done.bytes());
    put(node, "mean_latency_s", done.meanLatencySeconds(tickRateHertz));
    if (target.measuredSeconds().isPresent()) {
      put(node, "operations_per_s", perSecond(done.operations()));
      put(node, "bytes_per_s", perSecond(done.bytes()));
    }
    return node;
  }

  private OptionalDouble perSecond(long count) {
    double seconds = target.measuredSeconds().orElse(0);
    return seconds > 0 ? OptionalDouble.of(count / seconds) : OptionalDouble.empty();
  }

  private String ticksInSeconds(long ticks) {
    OptionalLong hertz = target.tickRateHertz();
    return hertz.isPresent() ? decimals((double) ticks / hertz.getAsLong(), 3) : NONE;
  }

  private static void put(ObjectNode node, String key, OptionalDouble value) {
    if (value.isPresent()) {
      node.put(key, value.getAsDouble());
    } else {
      node.putNull(key);
    }
  }

  private static void put(ObjectNode node, String key, OptionalLong value) {
    if (value.isPresent()) {
      node.put(key, value.getAsLong());
    } else {
      node.putNull(key);
    }
  }

  private static String mebibytes(long bytesPerSecond) {
    return bytesPerSecond > 0 ? decimals(bytesPerSecond / BYTES_PER_MEBIBYTE, 0) : NONE;
  }

  private static String scaled(OptionalDouble value, double factor, int decimals) {
    return value.isPresent() ? decimals(value.getAsDouble() * factor, decimals) : NONE;
  }

  private static String decimals(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
