package io.opisim.models.catalog;

import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.DataSize;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.Power;
import io.opisim.simcore.units.TimeSpan;
import java.util.Optional;

/**
 * A published storage system as a whole.
 *
 * <p>Models: servers, ports, drives, the most bytes per second somebody published, latency of a
 * request. Ignores: everything inside it. Valid for: upper bounds; a published rate is what a
 * benchmark asked for and got, so the system may be able to give more. Source: stated value by
 * value in {@code scenarios/catalog/storage}.
 *
 * @param storageSystem id
 * @param name as its maker calls it
 * @param vendor its maker
 * @param kind how it is spoken to
 * @param servers how many answer clients
 * @param serverNetworkRate ports of one server, one direction
 * @param drives how many in all
 * @param drive id of its drives, if they are in the catalog
 * @param capacity usable
 * @param readRate most bytes read per second that were published
 * @param writeRate most bytes written per second that were published
 * @param clients hosts that read at that rate
 * @param requestLatency one request alone, without its bytes
 * @param requestsPerSecond most requests answered
 * @param power most power drawn
 */
public record StorageSystemProfile(
    @Key(
            value = "Id, equal to the file's name.",
            example = "nutanix-files-4-node",
            kebabCase = true)
        String storageSystem,
    @Key(value = "Name as its maker gives it.", example = "Nutanix Files, 4 nodes") String name,
    @Key(value = "Its maker.", example = "Nutanix") String vendor,
    @Key(value = "How it is spoken to.", example = "filer") StorageKind kind,
    @Key(
            value = "Servers that answer clients.",
            example = "{value: 4, kind: datasheet, source: data sheet, date: 2026-11-22}",
            min = 1)
        Sourced<Integer> servers,
    @Key(
            value = "Ports of one server, one direction.",
            example = "{value: 100 Gbit/s, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Optional<Sourced<DataRate>> serverNetworkRate,
    @Key(
            value = "Drives in all.",
            example = "{value: 24, kind: datasheet, source: data sheet, date: 2026-11-22}",
            min = 1)
        Optional<Sourced<Integer>> drives,
    @Key(value = "Its drives, if the catalog has them.", example = "micron-9400-pro", ids = "drive")
        Optional<String> drive,
    @Key(
            value = "Usable capacity.",
            example = "{value: 200 TB, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Optional<Sourced<DataSize>> capacity,
    @Key(
            value = "Most bytes read per second that were published.",
            example = "{value: 12 GB/s, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Optional<Sourced<DataRate>> readRate,
    @Key(
            value = "Most bytes written per second that were published.",
            example = "{value: 5 GB/s, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Optional<Sourced<DataRate>> writeRate,
    @Key(
            value = "Hosts that read at that rate.",
            example = "{value: 1, kind: datasheet, source: data sheet, date: 2026-11-22}",
            min = 1)
        Optional<Sourced<Integer>> clients,
    @Key(
            value = "One request alone, without its bytes.",
            example = "{value: 500 us, kind: datasheet, source: data sheet, date: 2026-11-22}")
        Sourced<TimeSpan> requestLatency,
    @Key(
            value = "Most requests answered per second.",
            example = "{value: 100000, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Optional<Sourced<Double>> requestsPerSecond,
    @Key(
            value = "Most power drawn.",
            example = "{value: 2400 W, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Optional<Sourced<Power>> power) {}
