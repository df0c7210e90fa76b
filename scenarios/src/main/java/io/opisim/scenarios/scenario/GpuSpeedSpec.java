package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;

/**
 * How fast jobs run on one GPU model.
 *
 * @param gpu the model
 * @param speed against the GPU that durations are for
 */
public record GpuSpeedSpec(
    @Key(value = "GPU model, as the cluster's nodes name it.", example = "v100-sxm-16gb")
        String gpu,
    @Key(
            value = "Speed; 1 is that of the GPU that the jobs' durations are for.",
            example = "0.5",
            positive = true,
            max = 1_000_000)
        double speed) {}
