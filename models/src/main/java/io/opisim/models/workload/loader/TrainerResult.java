package io.opisim.models.workload.loader;

import java.util.List;

/**
 * What an emulated trainer did.
 *
 * @param epochs one after another
 * @param ruleAu accelerator utilisation as the rules write it: emulated compute time of all steps
 *     over the time of all epochs
 * @param dataStallSeconds per rank, waits for batches over all epochs, first ones included
 * @param bytes what became of the bytes
 */
public record TrainerResult(
    List<EpochResult> epochs, double ruleAu, List<Double> dataStallSeconds, ReadBooks bytes) {
  /** Copies the lists. */
  public TrainerResult {
    epochs = List.copyOf(epochs);
    dataStallSeconds = List.copyOf(dataStallSeconds);
  }

  /** Accelerator utilisation as DLIO reports it: the mean of the epochs. */
  public double au() {
    return epochs.stream().mapToDouble(EpochResult::au).average().orElseThrow();
  }

  /** Samples per second as DLIO reports it: the mean of the epochs. */
  public double samplesPerSecond() {
    return epochs.stream().mapToDouble(EpochResult::samplesPerSecond).average().orElseThrow();
  }
}
