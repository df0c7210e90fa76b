package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;

/**
 * How fast jobs run on so many GPUs.
 *
 * @param gpus how many
 * @param speed in any unit: only ratios count
 */
public record SpeedPoint(
    @Key(value = "Number of GPUs.", example = "4", min = 1, max = 1_000_000) int gpus,
    @Key(
            value = "Speed on them, as samples per second; only ratios between points count.",
            example = "3.6",
            positive = true,
            max = 1e15)
        double speed) {}
