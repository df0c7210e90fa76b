/**
 * Checkpoints of training jobs: what is in them, who writes it, how long that takes, how often it
 * pays.
 *
 * <p>A {@code CheckpointContents} gives the bytes of every rank; {@code CheckpointRates} say in
 * closed form how long they take, {@code CheckpointTransfer} carries them out over a storage
 * service in simulated time. {@code StepCheckpoints} has an emulated trainer make them. May use:
 * {@code training}, {@code loader}, {@code storage}.
 */
package io.opisim.models.workload.checkpoint;
