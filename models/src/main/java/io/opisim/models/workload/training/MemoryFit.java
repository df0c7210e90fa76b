package io.opisim.models.workload.training;

/**
 * Whether a rank's memory holds its share of a training job.
 *
 * @param fits whether it does
 * @param stateBytes weights, gradients and optimiser state
 * @param activationBytes activations kept for the backward pass
 * @param memoryBytes what the accelerator has
 * @param reason one sentence with the numbers and, if it does not fit, the change that would help
 */
public record MemoryFit(
    boolean fits, double stateBytes, double activationBytes, double memoryBytes, String reason) {}
