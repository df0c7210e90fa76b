package io.opisim.models.catalog;

import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.DataSize;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.Power;
import io.opisim.simcore.units.TimeSpan;
import java.util.Optional;

/**
 * What one NVMe drive can do at most.
 *
 * <p>Models: bytes and commands per second by direction, latency of a lone command, what is left
 * when reads and writes mix, power. Ignores: garbage collection, temperature, wear, the state of
 * its cache. Valid for: sustained use of a conditioned drive. Source: stated value by value in
 * {@code scenarios/catalog/drives}.
 *
 * @param drive id
 * @param name as its maker calls it
 * @param vendor its maker
 * @param capacity usable
 * @param readRate sequential reads
 * @param writeRate sequential writes
 * @param readIops random 4 KiB reads per second
 * @param writeIops random 4 KiB writes per second
 * @param readLatency one 4 KiB read alone
 * @param writeLatency one 4 KiB write alone
 * @param mixedShare share of its time that is useful while reads and writes meet
 * @param power most power drawn
 */
public record DriveProfile(
    @Key(value = "Id, equal to the file's name.", example = "micron-9400-pro", kebabCase = true)
        String drive,
    @Key(value = "Name as its maker gives it.", example = "Micron 9400 PRO 7.68 TB") String name,
    @Key(value = "Its maker.", example = "Micron") String vendor,
    @Key(
            value = "Usable capacity.",
            example = "{value: 7.68 TB, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<DataSize> capacity,
    @Key(
            value = "Sequential reads.",
            example = "{value: 7 GB/s, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<DataRate> readRate,
    @Key(
            value = "Sequential writes.",
            example = "{value: 7 GB/s, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<DataRate> writeRate,
    @Key(
            value = "Random 4 KiB reads per second.",
            example = "{value: 1600000, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<Double> readIops,
    @Key(
            value = "Random 4 KiB writes per second.",
            example = "{value: 300000, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<Double> writeIops,
    @Key(
            value = "One 4 KiB read alone.",
            example = "{value: 69 us, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<TimeSpan> readLatency,
    @Key(
            value = "One 4 KiB write alone.",
            example = "{value: 10 us, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Sourced<TimeSpan> writeLatency,
    @Key(
            value = "Share of its time that is useful while reads and writes meet; 1 without it.",
            example = "{value: 0.9, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true,
            max = 1)
        Optional<Sourced<Double>> mixedShare,
    @Key(
            value = "Most power drawn.",
            example = "{value: 20 W, kind: datasheet, source: data sheet, date: 2026-11-22}",
            positive = true)
        Optional<Sourced<Power>> power) {}
