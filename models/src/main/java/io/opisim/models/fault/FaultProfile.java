package io.opisim.models.fault;

import io.opisim.models.catalog.Sourced;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;
import java.util.List;

/**
 * The failures of one kind of system.
 *
 * <p>Models: independent failures with exponential gaps, a rate for each cause and device. Ignores:
 * infant mortality and wear, failures that come in groups (a rack, a power feed), load and
 * temperature. Valid for: systems like the one counted; rates scale with the number of devices.
 * Source: stated value by value in {@code scenarios/catalog/faults}.
 *
 * @param faults id
 * @param name system and period
 * @param restart from an interruption to the next step, without reading the checkpoint
 * @param causes what was counted apart
 */
public record FaultProfile(
    @Key(value = "Id, equal to the file's name.", example = "my-cluster", kebabCase = true)
        String faults,
    @Key(value = "System and period.", example = "Llama 3 on 16,384 H100, 54 days") String name,
    @Key(
            value = "From an interruption to the next step, without reading the checkpoint.",
            example = "{value: 5 min, kind: estimated, source: judgement, date: 2026-11-22}")
        Sourced<TimeSpan> restart,
    @Key(value = "What was counted apart.", example = "[]") List<FaultCause> causes) {
  /** Copies the list. */
  public FaultProfile {
    causes = List.copyOf(causes);
    if (causes.isEmpty()) {
      throw new IllegalArgumentException("there is no cause of failures");
    }
  }

  /** The same with rates multiplied. */
  public FaultProfile times(double factor) {
    return new FaultProfile(
        faults, name, restart, causes.stream().map(cause -> cause.times(factor)).toList());
  }

  /** Failures per second of one cause on so many devices. */
  public double perSecond(int cause, DeviceCounts devices) {
    FaultCause which = causes.get(cause);
    return devices.of(which.device()) / (which.hoursBetween().value() * 3600);
  }

  /** Mean seconds between unplanned interruptions of a job on these devices; infinite if none. */
  public double secondsBetweenUnplanned(DeviceCounts devices) {
    double perSecond = 0;
    for (int cause = 0; cause < causes.size(); cause++) {
      perSecond += causes.get(cause).planned() ? 0 : perSecond(cause, devices);
    }
    return 1 / perSecond;
  }
}
