package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.Key;
import java.util.Optional;

/**
 * A storage server that is described by its parts.
 *
 * @param cores that services may use
 * @param coreGigahertz clock of a core
 * @param memoryRate memory bandwidth
 * @param portRate its ports where it has no DPU
 * @param dpu id of its DPU, or empty
 * @param pollingCores cores of a software target to which streams are pinned, 0 for none
 */
public record StorageServer(
    @Key(
            value = "Cores that services may use.",
            example = "64",
            byDefault = "32",
            min = 1,
            max = 1024)
        int cores,
    @Key(
            value = "Clock of a core in GHz.",
            example = "2.4",
            byDefault = "2",
            positive = true,
            max = 10)
        double coreGigahertz,
    @Key(value = "Memory bandwidth.", example = "400 GB/s", byDefault = "300 GB/s", positive = true)
        DataRate memoryRate,
    @Key(
            value = "Its ports where it has no DPU, one direction.",
            example = "200 Gbit/s",
            byDefault = "400 Gbit/s",
            positive = true)
        DataRate portRate,
    @Key(
            value = "Its DPU of the catalog; without one, services run on its cores.",
            example = "bluefield-3",
            ids = KnownIds.DPU)
        Optional<String> dpu,
    @Key(
            value =
                "Cores of all servers together that poll as an NVMe-oF target in software, each"
                    + " for the streams that it was dealt; 0 if all cores share all streams.",
            example = "32",
            byDefault = "0",
            max = 100_000)
        int pollingCores) {}
