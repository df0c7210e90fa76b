package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;
import java.util.Optional;

/**
 * What lies between nodes and storage, beside their ports.
 *
 * @param rate what it carries each way, or empty if only ports limit
 * @param payloadShare payload over bytes on the wire
 * @param roundTrip request and answer, without bytes
 * @param place where servers stand in the fabric, for jobs that read over it
 * @param ports of each server to the fabric, or empty for as many as carry what it gives
 */
public record StorageNetwork(
    @Key(
            value = "What it carries each way; if absent, only ports limit.",
            example = "1600 Gbit/s",
            positive = true)
        Optional<DataRate> rate,
    @Key(
            value = "Payload over bytes on the wire.",
            example = "0.97",
            byDefault = "0.95",
            positive = true,
            max = 1)
        double payloadShare,
    @Key(value = "Request and answer, without bytes.", example = "10 us", byDefault = "20 us")
        TimeSpan roundTrip,
    @Key(
            value =
                "Where the servers stand in cluster.fabric, for training jobs with input: in racks"
                    + " of their own behind the others (in other kinds than leaf-spine and"
                    + " rail-optimised, on the next free places), or spread over the racks.",
            example = "spread",
            byDefault = "own-racks")
        StoragePlace place,
    @Key(
            value =
                "Ports of each server to cluster.fabric, each a cable of the fabric's link rate; if"
                    + " absent, as many as carry the rate of the server's ports, or of its share of"
                    + " a published system.",
            example = "2",
            min = 1,
            max = 64)
        Optional<Integer> ports) {}
