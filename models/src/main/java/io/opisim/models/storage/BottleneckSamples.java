package io.opisim.models.storage;

import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Asks a chain again and again what binds the operations that move bytes: the bottleneck that the
 * sharing solver names, where a mean utilisation hides bursts.
 *
 * <p>Samples are taken while anything is in flight; sampling does not keep a run alive.
 */
public final class BottleneckSamples {
  private final StorageChain chain;
  private final long periodNanos;
  private final Timer next;
  private final Map<String, Long> operations = new TreeMap<>();
  private long all;

  /**
   * Begins to sample.
   *
   * @param periodNanos between two samples, above 0
   * @param priority of samples among events of one instant, lower first
   */
  public BottleneckSamples(
      StorageChain chain, Simulation simulation, long periodNanos, int priority) {
    if (periodNanos <= 0) {
      throw new IllegalArgumentException("a period is above 0, not " + periodNanos);
    }
    this.chain = chain;
    this.periodNanos = periodNanos;
    next = simulation.timer(priority, unused -> take(), 0);
    chain.whenBusy(this::arm);
  }

  private void arm() {
    if (!next.isArmed()) {
      next.after(periodNanos);
    }
  }

  private void take() {
    chain
        .bottlenecksNow()
        .forEach(
            (name, count) -> {
              operations.merge(name, (long) count, Long::sum);
              all += count;
            });
    if (chain.inFlight() > 0) {
      next.after(periodNanos);
    }
  }

  /** Share of the operations seen by what bound them. */
  public Map<String, Double> shares() {
    Map<String, Double> shares = new TreeMap<>();
    operations.forEach((name, count) -> shares.put(name, (double) count / all));
    return Collections.unmodifiableMap(shares);
  }

  /** What bound the most operations, the first by name of equals; empty without samples. */
  public Optional<String> most() {
    return operations.entrySet().stream()
        .reduce((one, other) -> other.getValue() > one.getValue() ? other : one)
        .map(Map.Entry::getKey);
  }
}
