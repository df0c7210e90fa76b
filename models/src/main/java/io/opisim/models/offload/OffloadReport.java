package io.opisim.models.offload;

/**
 * What an offload brings.
 *
 * @param bytesPerSecondBefore done on the host
 * @param bytesPerSecondAfter done in the new place
 * @param latencySecondsBefore of one operation alone on the host
 * @param latencySecondsAfter of one operation alone in the new place
 * @param hostCoresFreed cores that the host would spend on what the new place does
 * @param watts of the new place at that load
 * @param addedWatts of these, above what it draws when idle
 * @param binding what limits the new place, if its load is high enough
 */
public record OffloadReport(
    double bytesPerSecondBefore,
    double bytesPerSecondAfter,
    double latencySecondsBefore,
    double latencySecondsAfter,
    double hostCoresFreed,
    double watts,
    double addedWatts,
    String binding) {
  /** Throughput after over before. */
  public double gain() {
    return bytesPerSecondAfter / bytesPerSecondBefore;
  }

  /** What the latency changes by: negative is faster. */
  public double latencyChangeSeconds() {
    return latencySecondsAfter - latencySecondsBefore;
  }
}
