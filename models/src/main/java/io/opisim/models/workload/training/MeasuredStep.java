package io.opisim.models.workload.training;

import io.opisim.models.catalog.MeasuredSpeed;

/**
 * The time of one step of a model of which only measured speeds are known: image, recommendation,
 * speech.
 *
 * <p>Models: {@code batch / (accelerators x speed) + fixed time + fixed time across nodes}; the
 * fixed times are what does not shrink with the batch of one accelerator: kernels too small to fill
 * it, gradient exchange, exchange of embeddings; a scale-up domain that spans nodes counts as one.
 * Ignores: why; growth of the fixed time with the number of nodes. Valid for: the model,
 * accelerator and software that it was fitted on, between the smallest and largest number of
 * accelerators fitted. Source: {@code scenarios/catalog/measured-speeds}.
 */
public final class MeasuredStep {
  private MeasuredStep() {}

  /** The time of a step of so many samples. */
  public static double seconds(
      MeasuredSpeed speed, long accelerators, long nodes, double globalBatch) {
    return globalBatch
        / (accelerators * samplesPerSecondEach(speed, accelerators, nodes, globalBatch));
  }

  /** Samples per second of one accelerator. */
  public static double samplesPerSecondEach(
      MeasuredSpeed speed, long accelerators, long nodes, double globalBatch) {
    double fixed =
        speed.fixedSamples().value()
            + (speed.leavesScaleUpLinks(accelerators, nodes)
                ? speed.fixedSamplesAcrossNodes().value()
                : 0);
    return speed.samplesPerSecond().value() / (1 + fixed * accelerators / globalBatch);
  }
}
