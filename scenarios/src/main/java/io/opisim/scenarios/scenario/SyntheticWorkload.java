package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;
import java.util.Optional;

/**
 * Jobs drawn from laws fitted to a real trace.
 *
 * @param law id of the fitted laws
 * @param jobs how many
 * @param load offered GPU time over the cluster's GPU time, or empty for the trace's own pace
 * @param gpusMax largest job drawn, or empty for the trace's own
 * @param durationMax longest job drawn, or empty for the trace's own
 */
public record SyntheticWorkload(
    @Key(value = "Fitted laws to draw from.", example = "philly", ids = KnownIds.LAW) String law,
    @Key(value = "How many jobs.", example = "2000", min = 1, max = 100_000_000) int jobs,
    @Key(
            value = "Offered GPU time over the cluster's GPU time; the trace's own pace if absent.",
            example = "0.8",
            positive = true,
            max = 100)
        Optional<Double> load,
    @Key(
            value = "GPUs of the largest job drawn; the trace's own if absent.",
            example = "16",
            min = 1,
            max = 1_000_000)
        Optional<Integer> gpusMax,
    @Key(
            value = "Run time of the longest job drawn; the trace's own if absent.",
            example = "1 d",
            positive = true)
        Optional<TimeSpan> durationMax) {}
