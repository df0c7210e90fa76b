package io.opisim.models.workload.loader;

/**
 * One epoch of an emulated trainer.
 *
 * @param seconds from its beginning to the end of the last step
 * @param samplesPerSecond samples of all ranks over that time
 * @param au accelerator utilisation as DLIO computes it: the emulated compute time of all steps but
 *     the first, over the epoch without the rank's own first step (its load and compute), mean over
 *     ranks
 * @param firstLoadSeconds how long ranks waited for their first batch, mean
 * @param stallSeconds how long ranks waited for all other batches, mean
 * @param barrierSeconds how long ranks waited for slower ones, mean
 */
public record EpochResult(
    double seconds,
    double samplesPerSecond,
    double au,
    double firstLoadSeconds,
    double stallSeconds,
    double barrierSeconds) {}
