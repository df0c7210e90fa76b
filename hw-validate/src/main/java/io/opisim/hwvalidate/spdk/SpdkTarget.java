package io.opisim.hwvalidate.spdk;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a running SPDK target said about itself.
 *
 * @param socket the socket it was asked through
 * @param version its release
 * @param processId its process, in releases that say
 * @param tickRateHertz ticks in a second, or empty if no call that says so was answered
 * @param measuredSeconds the time between the two samples whose differences the ticks and counters
 *     here are; empty if they are cumulative, since start, creation or last reset
 * @param reactors its polling loops
 * @param threads its threads
 * @param blockDevices its block devices
 * @param ioCounters counters by block device
 * @param remarks what could not be asked or compared, one sentence each
 */
public record SpdkTarget(
    String socket,
    SpdkVersion version,
    OptionalLong processId,
    OptionalLong tickRateHertz,
    OptionalDouble measuredSeconds,
    List<Reactor> reactors,
    List<SpdkThread> threads,
    List<BlockDevice> blockDevices,
    List<IoCounters> ioCounters,
    List<String> remarks) {
  /** Copies the lists. */
  public SpdkTarget {
    reactors = List.copyOf(reactors);
    threads = List.copyOf(threads);
    blockDevices = List.copyOf(blockDevices);
    ioCounters = List.copyOf(ioCounters);
    remarks = List.copyOf(remarks);
  }
}
