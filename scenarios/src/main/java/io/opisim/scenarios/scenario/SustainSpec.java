package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.Optional;

/**
 * A search for the largest number of accelerators that reach a utilisation.
 *
 * @param au least accelerator utilisation, or empty for that of the workload
 * @param most accelerators tried, or empty for all of the cluster
 * @param epochs of each try, or empty for those of the job
 */
public record SustainSpec(
    @Key(
            value = "Least accelerator utilisation; that of the workload's rules if absent.",
            example = "0.9",
            positive = true,
            max = 1)
        Optional<Double> au,
    @Key(
            value = "Most accelerators tried; all of the cluster if absent.",
            example = "400",
            min = 1,
            max = 1_000_000)
        Optional<Integer> most,
    @Key(
            value = "Epochs of each try; those of the job if absent.",
            example = "1",
            min = 1,
            max = 1000)
        Optional<Integer> epochs) {}
