package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.Optional;

/**
 * What a cluster queue may hold of a flavor.
 *
 * @param flavor name of the flavor
 * @param nominalGpus what it is entitled to
 * @param borrowingLimitGpus how many more it may take from its cohort; empty for no limit
 * @param lendingLimitGpus how many of its own others may take; empty for all
 */
public record FlavorQuotaSpec(
    @Key(value = "Name of the flavor.", example = "a100", kebabCase = true) String flavor,
    @Key(value = "GPUs that the queue is entitled to.", example = "32", max = 10_000_000)
        int nominalGpus,
    @Key(
            value = "GPUs that it may hold beyond that, from its cohort; no limit if absent.",
            example = "16",
            max = 10_000_000)
        Optional<Integer> borrowingLimitGpus,
    @Key(
            value = "GPUs of its own that others of its cohort may take; all if absent.",
            example = "8",
            max = 10_000_000)
        Optional<Integer> lendingLimitGpus) {}
