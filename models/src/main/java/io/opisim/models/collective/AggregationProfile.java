package io.opisim.models.collective;

import io.opisim.models.catalog.Sourced;
import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;
import java.util.Optional;

/**
 * What adds in the network of a system, as a catalog file says it.
 *
 * @param kind what it is
 * @param latency from launch to end, without the bytes
 * @param rate what one of them takes in and gives out
 * @param count how many servers
 */
public record AggregationProfile(
    @Key(value = "What adds.", example = "switch") NetworkAggregation.Kind kind,
    @Key(
            value = "From launch to end, without the bytes.",
            example = "{value: 30 us, kind: fitted, source: fit, date: 2026-11-22}")
        Sourced<TimeSpan> latency,
    @Key(
            value = "What one of them takes in and gives out.",
            example = "{value: 24 GB/s, kind: fitted, source: fit, date: 2026-11-22}",
            positive = true)
        Sourced<DataRate> rate,
    @Key(
            value = "How many servers; 1 where the network has its own.",
            example = "{value: 4, kind: datasheet, source: data sheet, date: 2026-11-22}",
            min = 1,
            max = 100_000)
        Optional<Sourced<Integer>> count) {
  NetworkAggregation device() {
    return new NetworkAggregation(
        kind,
        latency.value().seconds(),
        rate.value().bytesPerSecond(),
        count.map(Sourced::value).orElse(1));
  }
}
