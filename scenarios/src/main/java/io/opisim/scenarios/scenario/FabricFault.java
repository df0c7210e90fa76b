package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;

/**
 * A link or switch that does not give its full rate.
 *
 * @param name as results name it: a vertex, or the two ends of a cable
 * @param share what is left of its rate
 */
public record FabricFault(
    @Key(
            value =
                "Switch, NIC or other vertex, with all its cables; or a cable by its ends, both"
                    + " directions. The names are those of the table links.",
            example = "leaf-0 -> spine-1")
        String name,
    @Key(
            value = "Share of the rate that is left; 0 is dead.",
            example = "0.5",
            byDefault = "0",
            max = 1)
        double share) {}
