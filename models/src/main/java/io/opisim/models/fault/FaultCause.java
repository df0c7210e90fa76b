package io.opisim.models.fault;

import io.opisim.models.catalog.Sourced;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;

/**
 * One reason for interruptions.
 *
 * @param cause id
 * @param device what it strikes
 * @param planned whether people decide about it
 * @param hoursBetween mean hours between two of them on one device
 * @param repair how long the struck device is out, 0 where nothing is broken
 */
public record FaultCause(
    @Key(value = "Id within the file.", example = "gpu", kebabCase = true) String cause,
    @Key(value = "What it strikes; its rate grows with their number.", example = "accelerator")
        DeviceKind device,
    @Key(value = "Whether people decide about it.", example = "false", byDefault = "false")
        boolean planned,
    @Key(
            value = "Mean hours between two of them on one device.",
            example = "{value: 143471, kind: measured, source: a paper's table, date: 2026-11-22}",
            positive = true)
        Sourced<Double> hoursBetween,
    @Key(
            value = "How long the struck device is out; 0 where nothing is broken.",
            example = "{value: 24 h, kind: estimated, source: judgement, date: 2026-11-22}")
        Sourced<TimeSpan> repair) {
  /** The same so many times as often. */
  FaultCause times(double factor) {
    return new FaultCause(
        cause,
        device,
        planned,
        new Sourced<>(
            hoursBetween.value() / factor,
            hoursBetween.kind(),
            hoursBetween.source(),
            hoursBetween.date()),
        repair);
  }
}
