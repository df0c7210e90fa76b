package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;

/**
 * Extra time of each rank and step.
 *
 * @param mean of it
 * @param shape of its Erlang law
 */
public record NoiseSpec(
    @Key(value = "Mean extra time of a rank in a step.", example = "6.1 ms", positive = true)
        TimeSpan mean,
    @Key(
            value = "Shape of its Erlang law; 1 is exponential.",
            example = "1",
            byDefault = "2",
            min = 1,
            max = 100)
        int shape) {}
