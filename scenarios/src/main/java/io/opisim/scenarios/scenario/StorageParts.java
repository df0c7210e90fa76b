package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;

/**
 * Storage made of drives, side by side.
 *
 * @param drive id of a drive of the catalog
 * @param drives how many in all (in each node, if they are local)
 * @param servers that hold them
 */
public record StorageParts(
    @Key(value = "Drive of the catalog.", example = "micron-9400-pro", ids = KnownIds.DRIVE)
        String drive,
    @Key(
            value = "Drives in all; with protocol local, in each node.",
            example = "24",
            min = 1,
            max = 1_000_000)
        int drives,
    @Key(value = "Servers that hold them.", example = "2", byDefault = "1", min = 1, max = 100_000)
        int servers) {}
