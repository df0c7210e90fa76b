package io.opisim.models.energy;

import io.opisim.models.catalog.Sourced;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.Power;

/**
 * What one device draws.
 *
 * <p>Models: power at rest and at full load, and how it rises between. Ignores: what is not said in
 * its name, as fans and power supplies of the node it sits in. Valid for: sums over nodes and
 * racks. Source: stated value by value in {@code scenarios/catalog/power}.
 *
 * @param power id
 * @param name as its maker calls it
 * @param idle at rest
 * @param max at full load
 * @param exponent how it rises between
 */
public record DevicePower(
    @Key(value = "Id, equal to the file's name.", example = "bluefield-3", kebabCase = true)
        String power,
    @Key(value = "Name as its maker gives it.", example = "NVIDIA BlueField-3") String name,
    @Key(
            value = "Power at rest.",
            example = "{value: 60 W, kind: estimated, source: judgement, date: 2026-11-22}")
        Sourced<Power> idle,
    @Key(
            value = "Power at full load.",
            example = "{value: 150 W, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<Power> max,
    @Key(
            value = "Exponent of utilisation; 1 for a straight line.",
            example = "{value: 1, kind: estimated, source: judgement, date: 2026-11-22}",
            positive = true)
        Sourced<Double> exponent) {
  /** Checks the order. */
  public DevicePower {
    if (max.value().compareTo(idle.value()) < 0) {
      throw new IllegalArgumentException(
          "power at full load, " + max.value() + ", is below that at rest, " + idle.value());
    }
  }

  /** As a curve. */
  public PowerCurve curve() {
    return new PowerCurve(idle.value().watts(), max.value().watts(), exponent.value());
  }
}
