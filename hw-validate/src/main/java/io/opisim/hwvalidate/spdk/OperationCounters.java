package io.opisim.hwvalidate.spdk;

import java.util.OptionalDouble;

/**
 * What one kind of operation did on one block device.
 *
 * @param operations operations that ended
 * @param bytes bytes that they moved
 * @param latencyTicks their latencies, added up
 */
public record OperationCounters(long operations, long bytes, long latencyTicks) {
  /**
   * Mean latency in the block device layer: waiting for a rate limit is in it, the network is not.
   * Empty if there was no operation.
   */
  public OptionalDouble meanLatencySeconds(long tickRateHertz) {
    return operations > 0
        ? OptionalDouble.of((double) latencyTicks / operations / tickRateHertz)
        : OptionalDouble.empty();
  }

  OperationCounters since(OperationCounters earlier) {
    return new OperationCounters(
        operations - earlier.operations,
        bytes - earlier.bytes,
        latencyTicks - earlier.latencyTicks);
  }

  boolean isBehind(OperationCounters other) {
    return operations < other.operations
        || bytes < other.bytes
        || latencyTicks < other.latencyTicks;
  }
}
