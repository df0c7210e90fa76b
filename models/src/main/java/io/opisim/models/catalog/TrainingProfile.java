package io.opisim.models.catalog;

import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;

/**
 * How much of an accelerator's and a node's rates a training program reaches.
 *
 * <p>Models: shares of peak and link rates, launch time, overlap. Ignores: versions of libraries,
 * tuning by run. Valid for: the program and system named. Source: stated value by value in {@code
 * scenarios/catalog/training}.
 *
 * @param training id
 * @param name program and system
 * @param accelerator id of the accelerator it was fitted for
 * @param node id of the node it was fitted for
 * @param matmulShare share of the bfloat16 peak that large multiplications reach
 * @param halfRateGflop size of a multiplication at half of that rate
 * @param memoryShare share of the memory bandwidth that element-wise passes reach
 * @param scaleUpShare share of the scale-up bandwidth that collectives reach
 * @param networkShare share of the NICs' bandwidth that collectives reach
 * @param scaleUpLatency latency of one hop inside a node
 * @param networkLatency latency of one hop between nodes
 * @param launchTime least host time for one layer's forward pass
 * @param fusedAttention whether attention scores stay on the chip
 * @param tensorOverlap share of tensor-parallel traffic hidden by computation
 * @param gradientOverlap share of forward and backward time that hides gradient exchange
 */
public record TrainingProfile(
    @Key(value = "Id, equal to the file's name.", example = "a100-megatron", kebabCase = true)
        String training,
    @Key(value = "Program and system.", example = "Megatron-LM on DGX A100") String name,
    @Key(
            value = "Accelerator of the catalog that it was fitted for.",
            example = "a100-sxm-80gb",
            ids = "accelerator")
        String accelerator,
    @Key(
            value = "Node shape of the catalog that it was fitted for.",
            example = "dgx-a100",
            ids = "node shape")
        String node,
    @Key(
            value = "Share of the bfloat16 peak that large multiplications reach.",
            example = "{value: 0.75, kind: fitted, source: step times, date: 2026-11-22}",
            positive = true,
            max = 1)
        Sourced<Double> matmulShare,
    @Key(
            value = "Size in GFLOP of a multiplication that reaches half of that rate.",
            example = "{value: 1, kind: estimated, source: efficiencies, date: 2026-11-22}")
        Sourced<Double> halfRateGflop,
    @Key(
            value = "Share of the memory bandwidth that element-wise passes reach.",
            example = "{value: 0.7, kind: fitted, source: step times, date: 2026-11-22}",
            positive = true,
            max = 1)
        Sourced<Double> memoryShare,
    @Key(
            value = "Share of the scale-up bandwidth that collectives reach.",
            example = "{value: 0.65, kind: estimated, source: a tool, date: 2026-11-22}",
            positive = true,
            max = 1)
        Sourced<Double> scaleUpShare,
    @Key(
            value = "Share of the NICs' bandwidth that collectives reach.",
            example = "{value: 0.9, kind: estimated, source: a tool, date: 2026-11-22}",
            positive = true,
            max = 1)
        Sourced<Double> networkShare,
    @Key(
            value = "Latency of one hop inside a node.",
            example = "{value: 10 us, kind: estimated, source: a tool, date: 2026-11-22}")
        Sourced<TimeSpan> scaleUpLatency,
    @Key(
            value = "Latency of one hop between nodes.",
            example = "{value: 20 us, kind: estimated, source: a tool, date: 2026-11-22}")
        Sourced<TimeSpan> networkLatency,
    @Key(
            value = "Least time that the host takes to launch one layer's forward pass.",
            example = "{value: 0.9 ms, kind: fitted, source: step times, date: 2026-11-22}")
        Sourced<TimeSpan> launchTime,
    @Key(value = "Whether attention scores stay on the chip.", example = "true")
        boolean fusedAttention,
    @Key(
            value = "Share of tensor-parallel traffic that computation hides.",
            example = "{value: 0.5, kind: estimated, source: reasoning, date: 2026-11-22}",
            max = 1)
        Sourced<Double> tensorOverlap,
    @Key(
            value = "Share of forward and backward time that gradient exchange hides behind.",
            example = "{value: 1, kind: estimated, source: reasoning, date: 2026-11-22}",
            max = 1)
        Sourced<Double> gradientOverlap) {}
