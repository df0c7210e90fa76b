package io.opisim.scenarios.scenario;

import io.opisim.models.storage.build.CacheSpec.Policy;
import io.opisim.simcore.units.DataSize;
import io.opisim.simcore.units.Key;

/**
 * A cache of one job on each of its nodes.
 *
 * @param policy what it keeps
 * @param size of each, 0 for none
 */
public record ProgramCache(
    @Key(
            value = "What it keeps: what was used last, or what came first.",
            example = "least-recently-used",
            byDefault = "never-evict")
        Policy policy,
    @Key(
            value = "Bytes of the job's cache on each of its nodes. 0 B is no cache.",
            example = "1 TiB")
        DataSize size) {}
