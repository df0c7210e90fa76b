package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.DataSize;
import io.opisim.simcore.units.Key;
import java.util.Optional;

/**
 * A model of which only speeds were measured.
 *
 * @param model id in the catalog
 * @param accelerator as its table names it, or empty if it has one only
 * @param round round of the benchmark, or empty if there is one only
 * @param gradientBytes what all ranks reduce once a step
 */
public record MeasuredModel(
    @Key(
            value = "Measured model of the catalog.",
            example = "resnet",
            ids = KnownIds.MEASURED_MODEL)
        String model,
    @Key(
            value = "Accelerator as its table names it; may be absent if that leaves one entry.",
            example = "NVIDIA H100-SXM5-80GB")
        Optional<String> accelerator,
    @Key(
            value = "Round of the benchmark; may be absent if that leaves one entry.",
            example = "v4.0")
        Optional<String> round,
    @Key(value = "Gradients that all ranks reduce once a step.", example = "51 MB", positive = true)
        DataSize gradientBytes) {}
