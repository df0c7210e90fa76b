package io.opisim.hwvalidate.spdk;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The I/O counters of one block device.
 *
 * @param device name of the block device
 * @param tickRateHertz ticks in a second, the unit of the latencies
 * @param read reads
 * @param write writes
 * @param unmap unmaps (deallocations)
 * @param copy copies inside the device
 * @param errors failed operations by the target's name for the fault; empty if there were none
 */
public record IoCounters(
    String device,
    long tickRateHertz,
    OperationCounters read,
    OperationCounters write,
    OperationCounters unmap,
    OperationCounters copy,
    SortedMap<String, Long> errors) {
  /** Copies the map. */
  public IoCounters {
    errors = Collections.unmodifiableSortedMap(new TreeMap<>(errors));
  }

  /** Failed operations of all kinds. */
  public long errorCount() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Whether a counter went backwards since, which means that somebody reset it. */
  boolean isBehind(IoCounters earlier) {
    return read.isBehind(earlier.read)
        || write.isBehind(earlier.write)
        || unmap.isBehind(earlier.unmap)
        || copy.isBehind(earlier.copy);
  }

  IoCounters since(IoCounters earlier) {
    SortedMap<String, Long> newErrors = new TreeMap<>();
    errors.forEach(
        (fault, count) -> {
          long added = count - earlier.errors.getOrDefault(fault, 0L);
          if (added > 0) {
            newErrors.put(fault, added);
          }
        });
    return new IoCounters(
        device,
        tickRateHertz,
        read.since(earlier.read),
        write.since(earlier.write),
        unmap.since(earlier.unmap),
        copy.since(earlier.copy),
        newErrors);
  }
}
