package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;

/**
 * What breaks under the jobs.
 *
 * @param profile catalog id
 * @param rate multiplies the profile's rates
 */
public record FaultsSpec(
    @Key(
            value = "Faults of the catalog: causes, how often, how long a repair takes.",
            example = "llama3-16384-h100",
            ids = KnownIds.FAULTS)
        String profile,
    @Key(
            value = "Multiplies the rates of all causes: 10 breaks ten times as often.",
            example = "10",
            byDefault = "1",
            positive = true,
            max = 1_000_000)
        double rate) {}
