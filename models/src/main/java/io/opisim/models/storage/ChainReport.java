package io.opisim.models.storage;

import java.util.List;
import java.util.Optional;

/**
 * What a storage chain did.
 *
 * @param reads that completed
 * @param readBytes that arrived at clients
 * @param writes that completed
 * @param writtenBytes that were acknowledged
 * @param meanLatencySeconds of both; NaN if there were none
 * @param greatestLatencySeconds of both
 * @param meanInFlight operations over the time since the chain was made
 * @param stages books by stage, the client's side first
 * @param uses resources by utilisation, the busiest first
 * @param storageReadBytes that left the last stage; others than those that arrived where caches
 *     answered or services change the number of bytes
 * @param storageWrittenBytes that reached the last stage
 * @param meanReadSeconds mean latency of reads alone; NaN if there were none
 */
public record ChainReport(
    long reads,
    long readBytes,
    long writes,
    long writtenBytes,
    double meanLatencySeconds,
    double greatestLatencySeconds,
    double meanInFlight,
    List<StageBooks> stages,
    List<ResourceUse> uses,
    long storageReadBytes,
    long storageWrittenBytes,
    double meanReadSeconds) {
  /** From this share on a resource is said to bind. */
  public static final double BINDING_UTILISATION = 0.9;

  /** Copies the lists. */
  public ChainReport {
    stages = List.copyOf(stages);
    uses = List.copyOf(uses);
  }

  /** The busiest resource; empty if none was used. */
  public Optional<ResourceUse> busiest() {
    return uses.stream().findFirst();
  }

  /**
   * The resource that binds: the busiest, if it was busy at least nine tenths of the time; else
   * delays, queue depths or the clients themselves bind.
   */
  public Optional<ResourceUse> binding() {
    return busiest().filter(use -> use.utilisation() >= BINDING_UTILISATION);
  }
}
