package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;

/**
 * Whose place the first job of a cluster queue may take.
 *
 * @param lowerPriority that of jobs of lower priority in its own queue
 * @param reclaim that of borrowers of its cohort, as long as it is within its nominal quota
 */
public record PreemptionSpec(
    @Key(
            value = "Whether it preempts jobs of lower priority in its own queue.",
            example = "true",
            byDefault = "false")
        boolean lowerPriority,
    @Key(
            value = "Whether it preempts borrowers of its cohort while within its nominal quota.",
            example = "true",
            byDefault = "false")
        boolean reclaim) {}
