package io.opisim.hwvalidate.spdk;

import java.util.OptionalDouble;

/**
 * One lightweight thread of the target; several share a reactor.
 *
 * @param name its name
 * @param id its number in the target
 * @param busyTicks ticks in which its pollers and messages found work
 * @param idleTicks ticks in which it was polled for nothing
 */
public record SpdkThread(String name, long id, long busyTicks, long idleTicks) {
  /** Busy share of its own ticks, 0 to 1; empty if it has none. */
  public OptionalDouble utilisation() {
    return Reactor.share(busyTicks, idleTicks);
  }
}
