package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.Key;

/**
 * What a node offers to storage and services, beside what its shape tells.
 *
 * @param coreGigahertz clock of a core
 * @param memoryRate memory bandwidth
 * @param pcieRate of the card on the way to the storage
 * @param portRate of that card where it is no DPU
 */
public record HostSpec(
    @Key(
            value = "Clock of a core in GHz.",
            example = "2.4",
            byDefault = "2",
            positive = true,
            max = 10)
        double coreGigahertz,
    @Key(
            value = "Memory bandwidth of a node.",
            example = "400 GB/s",
            byDefault = "300 GB/s",
            positive = true)
        DataRate memoryRate,
    @Key(
            value = "PCIe of the card on the way to the storage, one direction; a DPU has its own.",
            example = "31 GB/s",
            byDefault = "63 GB/s",
            positive = true)
        DataRate pcieRate,
    @Key(
            value = "Ports of that card where it is no DPU, one direction.",
            example = "200 Gbit/s",
            byDefault = "400 Gbit/s",
            positive = true)
        DataRate portRate) {}
