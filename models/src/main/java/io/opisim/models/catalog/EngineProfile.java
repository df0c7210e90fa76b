package io.opisim.models.catalog;

import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;

/**
 * A fixed-function unit of a DPU.
 *
 * @param engine what it does
 * @param algorithms which, in its maker's words
 * @param rate bytes it takes in per second
 * @param latency of one operation, without its bytes
 */
public record EngineProfile(
    @Key(value = "What it does.", example = "crypto") EngineKind engine,
    @Key(value = "Which algorithms.", example = "AES-XTS, IPsec") String algorithms,
    @Key(
            value = "Bytes it takes in per second.",
            example = "{value: 25 GB/s, kind: estimated, source: line rate, date: 2026-11-22}",
            positive = true)
        Sourced<DataRate> rate,
    @Key(
            value = "Time of one operation without its bytes.",
            example = "{value: 5 us, kind: estimated, source: by judgement, date: 2026-11-22}")
        Sourced<TimeSpan> latency) {}
