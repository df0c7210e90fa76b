package io.opisim.models.catalog;

import io.opisim.simcore.units.ComputeRate;
import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.DataSize;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.Power;
import java.util.Optional;

/**
 * What one accelerator can do at most.
 *
 * <p>Models: peak arithmetic, memory, scale-up link, power limit, best rate seen. Ignores: clocks
 * under load, cache sizes, partitioning. Valid for: upper bounds; a step time needs the measured
 * rate or a fitted efficiency. Source: stated value by value in {@code
 * scenarios/catalog/accelerators}.
 *
 * @param accelerator id
 * @param name as its maker calls it
 * @param vendor its maker
 * @param memory device memory
 * @param memoryRate device memory bandwidth
 * @param bf16Rate dense bfloat16 peak
 * @param fp8Rate dense 8-bit floating-point peak
 * @param matmulRate best bfloat16 matrix multiplication measured
 * @param scaleUpRate scale-up bandwidth of one device, one direction
 * @param scaleUpLink kind of the scale-up link
 * @param power power limit of the device
 */
public record AcceleratorProfile(
    @Key(value = "Id, equal to the file's name.", example = "h100-sxm", kebabCase = true)
        String accelerator,
    @Key(value = "Name as its maker gives it.", example = "NVIDIA H100 SXM5") String name,
    @Key(value = "Its maker.", example = "NVIDIA") String vendor,
    @Key(
            value = "Device memory.",
            example = "{value: 80 GB, kind: datasheet, source: data sheet, date: 2026-08-22}",
            positive = true)
        Sourced<DataSize> memory,
    @Key(
            value = "Device memory bandwidth.",
            example = "{value: 3.35 TB/s, kind: datasheet, source: data sheet, date: 2026-08-22}",
            positive = true)
        Optional<Sourced<DataRate>> memoryRate,
    @Key(
            value = "Dense bfloat16 peak.",
            example = "{value: 989 TFLOP/s, kind: datasheet, source: data sheet, date: 2026-08-22}",
            positive = true)
        Optional<Sourced<ComputeRate>> bf16Rate,
    @Key(
            value = "Dense 8-bit floating-point peak.",
            example =
                "{value: 1979 TFLOP/s, kind: datasheet, source: data sheet, date: 2026-08-22}",
            positive = true)
        Optional<Sourced<ComputeRate>> fp8Rate,
    @Key(
            value = "Best bfloat16 matrix multiplication measured.",
            example = "{value: 794.5 TFLOP/s, kind: measured, source: benchmark, date: 2026-08-22}",
            positive = true)
        Optional<Sourced<ComputeRate>> matmulRate,
    @Key(
            value = "Scale-up bandwidth of one device, one direction.",
            example = "{value: 450 GB/s, kind: datasheet, source: data sheet, date: 2026-08-22}",
            positive = true)
        Optional<Sourced<DataRate>> scaleUpRate,
    @Key(value = "Kind of the scale-up link.", example = "NVLink4") Optional<String> scaleUpLink,
    @Key(
            value = "Power limit of the device.",
            example = "{value: 700 W, kind: datasheet, source: data sheet, date: 2026-08-22}",
            positive = true)
        Optional<Sourced<Power>> power) {}
