package io.opisim.models.catalog;

import io.opisim.simcore.units.Key;

/**
 * The measured speed of one model on one kind of accelerator, and how it falls when a batch is
 * spread thinner.
 *
 * @param accelerator the accelerator as the table names it
 * @param round the round of the benchmark
 * @param samplesPerSecond speed of one accelerator with a large batch, in the table's unit
 * @param fixedSamples samples in whose time a step's fixed part passes
 * @param fixedSamplesAcrossNodes the same for what only comes with several nodes
 * @param leastAccelerators smallest number fitted
 * @param mostAccelerators largest number fitted
 */
public record MeasuredSpeed(
    @Key(value = "Accelerator as the table names it.", example = "NVIDIA H100-SXM5-80GB")
        String accelerator,
    @Key(value = "Round of the benchmark.", example = "v4.0") String round,
    @Key(
            value = "Samples per second of one accelerator with a large batch.",
            example = "{value: 7200, kind: fitted, source: results, date: 2026-11-22}",
            positive = true)
        Sourced<Double> samplesPerSecond,
    @Key(
            value = "Samples in whose time the fixed part of a step passes.",
            example = "{value: 25, kind: fitted, source: results, date: 2026-11-22}")
        Sourced<Double> fixedSamples,
    @Key(
            value = "The same for what comes with several nodes.",
            example = "{value: 9, kind: fitted, source: results, date: 2026-11-22}")
        Sourced<Double> fixedSamplesAcrossNodes,
    @Key(
            value = "Smallest number of accelerators fitted.",
            example = "{value: 8, kind: fitted, source: results, date: 2026-11-22}",
            min = 1)
        Sourced<Integer> leastAccelerators,
    @Key(
            value = "Largest number of accelerators fitted.",
            example = "{value: 64, kind: fitted, source: results, date: 2026-11-22}",
            min = 1)
        Sourced<Integer> mostAccelerators) {}
