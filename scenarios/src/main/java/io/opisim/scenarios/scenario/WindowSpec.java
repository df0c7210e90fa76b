package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;
import java.util.List;
import java.util.Optional;

/**
 * Which part of a workload is taken.
 *
 * @param from earliest arrival taken, from the workload's own zero
 * @param to arrivals before this time are taken, or empty for all
 * @param skip jobs passed over first, of those in time
 * @param limit most jobs taken, or empty for all
 */
public record WindowSpec(
    @Key(
            value = "Earliest arrival taken, from the workload's own zero.",
            example = "1 d",
            byDefault = "0 s")
        TimeSpan from,
    @Key(value = "Arrivals before this time are taken; all if absent.", example = "30 d")
        Optional<TimeSpan> to,
    @Key(
            value = "Jobs passed over first, of those in time.",
            example = "100",
            byDefault = "0",
            max = Integer.MAX_VALUE)
        int skip,
    @Key(
            value = "Most jobs taken; all if absent.",
            example = "1000",
            min = 1,
            max = Integer.MAX_VALUE)
        Optional<Integer> limit)
    implements Checked {
  @Override
  public List<Violation> violations() {
    if (to.isPresent() && from.compareTo(to.get()) >= 0) {
      return List.of(
          new Violation(
              "to",
              "the window ends at " + to.get() + " and starts at " + from,
              "write an end later than the start"));
    }
    return List.of();
  }
}
