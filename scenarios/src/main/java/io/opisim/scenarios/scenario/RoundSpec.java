package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;

/**
 * How rounds are held.
 *
 * @param length of a round
 * @param sharesEvery least time between two computations of the shares
 */
public record RoundSpec(
    @Key(value = "Length of a round.", example = "360 s", byDefault = "360 s", positive = true)
        TimeSpan length,
    @Key(
            value = "Least time between two computations of the jobs' shares.",
            example = "1920 s",
            byDefault = "1920 s")
        TimeSpan sharesEvery) {}
