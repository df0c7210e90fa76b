package io.opisim.models.catalog;

import io.opisim.simcore.units.Key;
import java.util.Optional;

/**
 * The measured speed of one model on one kind of accelerator, and how it falls when a batch is
 * spread thinner.
 *
 * @param accelerator the accelerator as the table names it
 * @param round the round of the benchmark
 * @param samplesPerSecond speed of one accelerator with a large batch, in the table's unit
 * @param fixedSamples samples in whose time a step's fixed part passes
 * @param fixedSamplesAcrossNodes the same for what only comes with several nodes
 * @param domainAccelerators accelerators of one scale-up domain, where that spans nodes
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
            value = "Accelerators of one scale-up domain, where that spans nodes.",
            example = "{value: 72, kind: datasheet, source: data sheet, date: 2026-11-22}",
            min = 2)
        Optional<Sourced<Integer>> domainAccelerators,
    @Key(
            value = "Smallest number of accelerators fitted.",
            example = "{value: 8, kind: fitted, source: results, date: 2026-11-22}",
            min = 1)
        Sourced<Integer> leastAccelerators,
    @Key(
            value = "Largest number of accelerators fitted.",
            example = "{value: 64, kind: fitted, source: results, date: 2026-11-22}",
            min = 1)
        Sourced<Integer> mostAccelerators) {
  /** Whether so many accelerators in so many nodes need more than the scale-up links. */
  public boolean leavesScaleUpLinks(long accelerators, long nodes) {
    return domainAccelerators.map(domain -> accelerators > domain.value()).orElse(nodes > 1);
  }
}
