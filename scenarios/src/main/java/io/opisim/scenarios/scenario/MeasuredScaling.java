package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;

/**
 * Which rows of a table of measured step times a speed-up is taken from.
 *
 * @param file relative to the data folder
 * @param model as the table names it
 * @param cluster as the table names it
 * @param batchPerGpu samples of a step on each GPU
 */
public record MeasuredScaling(
    @Key(
            value = "Table of step times, relative to the data folder.",
            example = "throughput-profiles/pollux_sia_step_times.csv.gz",
            byDefault = "throughput-profiles/pollux_sia_step_times.csv.gz")
        String file,
    @Key(value = "Model, as the table names it.", example = "imagenet") String model,
    @Key(value = "Cluster it was measured on, as the table names it.", example = "aws")
        String cluster,
    @Key(
            value = "Samples of a step on each GPU, as in the table's column local_bsz.",
            example = "20",
            min = 1,
            max = 1_000_000_000)
        int batchPerGpu) {}
