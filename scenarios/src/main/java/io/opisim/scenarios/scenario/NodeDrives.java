package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;

/**
 * Drives in each node.
 *
 * @param drive id of a drive of the catalog
 * @param drives how many in each node
 */
public record NodeDrives(
    @Key(value = "Drive of the catalog.", example = "micron-9400-pro", ids = KnownIds.DRIVE)
        String drive,
    @Key(value = "How many in each node.", example = "8", byDefault = "1", min = 1, max = 1000)
        int drives) {}
