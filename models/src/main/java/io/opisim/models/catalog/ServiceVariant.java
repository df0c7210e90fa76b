package io.opisim.models.catalog;

import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;
import java.util.Optional;

/**
 * What one variant of a service costs, whoever runs it; bytes are those of the larger side.
 *
 * @param variant id
 * @param coreClass how much slower a DPU's core is at it
 * @param cyclesPerOperation on a host's core
 * @param cyclesPerByte on a host's core
 * @param memoryPasses times each byte is written to or read from memory
 * @param engine what can do it instead of cores
 * @param engineCyclesPerOperation left on the cores where an engine does it
 * @param engineMemoryPasses times each byte passes memory where an engine does it
 * @param delay added to each operation
 * @param outPerIn bytes on the client's side for each byte on the storage's side
 */
public record ServiceVariant(
    @Key(value = "Id of the variant.", example = "aes-xts", kebabCase = true) String variant,
    @Key(value = "Kind of work, for the slowdown of other cores.", example = "crypto")
        CoreClass coreClass,
    @Key(
            value = "Cycles of a host's core for each command, or request.",
            example = "{value: 500, kind: estimated, source: by judgement, date: 2026-11-22}")
        Sourced<Double> cyclesPerOperation,
    @Key(
            value = "Cycles of a host's core for each byte.",
            example = "{value: 1, kind: estimated, source: by judgement, date: 2026-11-22}")
        Sourced<Double> cyclesPerByte,
    @Key(
            value = "Times that each byte is written to or read from memory; 0 if absent.",
            example = "{value: 2, kind: estimated, source: by judgement, date: 2026-11-22}")
        Optional<Sourced<Double>> memoryPasses,
    @Key(value = "Engine that can do it instead of cores.", example = "crypto")
        Optional<EngineKind> engine,
    @Key(
            value = "Cycles left to cores for each operation that an engine does; 0 if absent.",
            example = "{value: 200, kind: estimated, source: by judgement, date: 2026-11-22}")
        Optional<Sourced<Double>> engineCyclesPerOperation,
    @Key(
            value = "Times that each byte passes memory where an engine does it; 0 if absent.",
            example = "{value: 2, kind: estimated, source: by judgement, date: 2026-11-22}")
        Optional<Sourced<Double>> engineMemoryPasses,
    @Key(
            value = "Time added to each operation; none if absent.",
            example = "{value: 2 us, kind: estimated, source: by judgement, date: 2026-11-22}")
        Optional<Sourced<TimeSpan>> delay,
    @Key(
            value = "Bytes on the program's side for each byte on the storage's side; 1 if absent.",
            example = "{value: 2, kind: estimated, source: by judgement, date: 2026-11-22}",
            positive = true)
        Optional<Sourced<Double>> outPerIn) {}
