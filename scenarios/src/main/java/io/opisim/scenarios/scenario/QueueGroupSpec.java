package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;

/**
 * A group of jobs that belongs to a cluster queue.
 *
 * @param group as the trace names it
 * @param priority of its jobs, higher first
 */
public record QueueGroupSpec(
    @Key(value = "Group of jobs, as the trace names it.", example = "6c71a0") String group,
    @Key(
            value = "Priority of its jobs; higher goes first.",
            example = "10",
            byDefault = "0",
            min = -1_000_000,
            max = 1_000_000)
        int priority) {}
