package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;

/**
 * Ranks that are late by chance.
 *
 * @param mean how late a rank is on average, as a share of its step's computation
 */
public record StragglerSpec(
    @Key(
            value = "How late a rank is on average, as a share of its step's computation.",
            example = "0.02",
            positive = true,
            max = 10)
        double mean) {}
