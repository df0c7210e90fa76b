package io.opisim.hwvalidate.spdk;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Answers made up for tests that run everywhere; numbers chosen so that results are round. */
final class MadeUp {
  static final String VERSION =
      """
      {"jsonrpc":"2.0","id":1,"result":{"version":"SPDK v25.01.1-pre","fields":{"major":25,\
      "minor":1,"patch":1,"suffix":"-pre"}}}
      """;

  static final String DEVICES =
      """
      {"jsonrpc":"2.0","id":1,"result":[{"name":"Disk0","product_name":"Example disk",\
      "block_size":512,"num_blocks":4096,"uuid":"00000000-0000-4000-8000-000000000001",\
      "assigned_rate_limits":{"rw_ios_per_sec":3000,"rw_mbytes_per_sec":0,"r_mbytes_per_sec":10,\
      "w_mbytes_per_sec":0},"claimed":true}]}
      """;

  private MadeUp() {}

  static String reactors(long busy, long idle) {
    return ("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tick_rate\":1000000,\"pid\":4242,"
            + "\"reactors\":[{\"lcore\":3,\"busy\":%d,\"idle\":%d,\"in_interrupt\":false,"
            + "\"core_freq\":2400,\"lw_threads\":[{\"name\":\"app_thread\",\"id\":1}]}]}}\n")
        .formatted(busy, idle);
  }

  static String threads(long busy, long idle) {
    return ("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tick_rate\":1000000,\"threads\":["
            + "{\"name\":\"app_thread\",\"id\":1,\"cpumask\":\"8\",\"busy\":%d,\"idle\":%d}]}}\n")
        .formatted(busy, idle);
  }

  static String counters(long ticks, long reads, long bytes, long latencyTicks, long failed) {
    return ("{\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{\"tick_rate\":1000000,\"ticks\":%d,"
            + "\"bdevs\":[{\"name\":\"Disk0\",\"bytes_read\":%d,\"num_read_ops\":%d,"
            + "\"read_latency_ticks\":%d,\"bytes_written\":0,\"num_write_ops\":0,"
            + "\"write_latency_ticks\":0,\"io_error\":{\"failed\":%d}}]}}\n")
        .formatted(ticks, bytes, reads, latencyTicks, failed);
  }

  /** A target that did 100 reads of 4,096 bytes at 50 us each before it was asked. */
  static Map<String, List<String>> target() {
    Map<String, List<String>> answers = new TreeMap<>();
    answers.put("spdk_get_version", List.of(VERSION));
    answers.put("bdev_get_bdevs", List.of(DEVICES));
    answers.put("framework_get_reactors", List.of(reactors(250_000, 750_000)));
    answers.put("thread_get_stats", List.of(threads(100_000, 300_000)));
    answers.put("bdev_get_iostat", List.of(counters(5_000_000, 100, 409_600, 5_000, 1)));
    return answers;
  }
}
