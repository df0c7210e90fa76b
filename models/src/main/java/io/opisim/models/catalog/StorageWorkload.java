package io.opisim.models.catalog;

import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;
import java.util.Optional;

/**
 * What a training program asks of storage, as MLPerf Storage and DLIO emulate it.
 *
 * <p>Models: batches, step time, record sizes, loader. Ignores: what is computed. Valid for: the
 * accelerator emulated. Source: stated value by value in {@code
 * scenarios/catalog/storage-workloads}.
 *
 * @param workload id
 * @param name program, accelerator and round
 * @param format how records lie in files
 * @param loader which data loader
 * @param batchSize samples in a rank's batch
 * @param stepTime emulated compute time of a step
 * @param recordBytes mean size of a record
 * @param recordDeviationBytes its standard deviation; 0 for records of one size
 * @param samplesPerFile records in a file
 * @param readThreads loader workers of a rank
 * @param prefetchBatches batches that a rank's loader reads ahead
 * @param auThreshold least accelerator utilisation for a valid run
 */
public record StorageWorkload(
    @Key(value = "Id, equal to the file's name.", example = "unet3d-h100", kebabCase = true)
        String workload,
    @Key(
            value = "Program, emulated accelerator and round.",
            example = "UNet3D on H100, MLPerf Storage v1.0")
        String name,
    @Key(value = "How records lie in files.", example = "npz") String format,
    @Key(value = "The data loader.", example = "pytorch") LoaderKind loader,
    @Key(
            value = "Samples in the batch of a rank.",
            example = "{value: 7, kind: datasheet, source: configuration, date: 2026-11-22}",
            min = 1)
        Sourced<Integer> batchSize,
    @Key(
            value = "Emulated compute time of a step.",
            example = "{value: 323 ms, kind: datasheet, source: configuration, date: 2026-11-22}",
            positive = true)
        Sourced<TimeSpan> stepTime,
    @Key(
            value = "Mean size of a record in bytes.",
            example =
                "{value: 146600628, kind: datasheet, source: configuration, date: 2026-11-22}",
            positive = true)
        Sourced<Double> recordBytes,
    @Key(
            value = "Standard deviation of the size of a record in bytes; 0 for equal records.",
            example = "{value: 68341808, kind: datasheet, source: configuration, date: 2026-11-22}")
        Sourced<Double> recordDeviationBytes,
    @Key(
            value = "Records in a file.",
            example = "{value: 1, kind: datasheet, source: configuration, date: 2026-11-22}",
            min = 1)
        Sourced<Integer> samplesPerFile,
    @Key(
            value = "Loader workers of a rank.",
            example = "{value: 4, kind: datasheet, source: configuration, date: 2026-11-22}")
        Sourced<Integer> readThreads,
    @Key(
            value = "Batches that the loader of a rank reads ahead.",
            example = "{value: 2, kind: datasheet, source: configuration, date: 2026-11-22}")
        Sourced<Integer> prefetchBatches,
    @Key(
            value = "Least accelerator utilisation of a valid run.",
            example = "{value: 0.9, kind: datasheet, source: rules, date: 2026-11-22}",
            max = 1)
        Optional<Sourced<Double>> auThreshold) {}
