package io.opisim.hwvalidate.spdk;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * One polling loop, pinned to one core. Its CPU time is always 100 %; only its ticks tell work from
 * empty polling.
 *
 * @param logicalCore the core it is pinned to
 * @param busyTicks ticks in which polling found work
 * @param idleTicks ticks in which it found none
 * @param frequencyHertz the core's present frequency; known only where a governor is set
 * @param threads names of the SPDK threads that run on it
 */
public record Reactor(
    int logicalCore,
    long busyTicks,
    long idleTicks,
    OptionalLong frequencyHertz,
    List<String> threads) {
  /** Copies the list. */
  public Reactor {
    threads = List.copyOf(threads);
  }

  /** Busy share of the polled ticks, 0 to 1; empty if it has not polled. */
  public OptionalDouble utilisation() {
    return share(busyTicks, idleTicks);
  }

  static OptionalDouble share(long busyTicks, long idleTicks) {
    double total = (double) busyTicks + idleTicks;
    return total > 0 ? OptionalDouble.of(busyTicks / total) : OptionalDouble.empty();
  }
}
