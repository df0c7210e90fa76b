package io.opisim.scenarios.world;

import java.util.List;
import java.util.Optional;

/**
 * Emulated training jobs and the storage that they share; immutable, one for all runs of a case.
 *
 * @param nodes of the cluster
 * @param acceleratorsPerNode devices of every node
 * @param coresPerNode cores of every node
 * @param kindOfJob of every job of the workload, in order of arrival
 * @param costs what is drawn and paid, or empty if nobody asks
 */
public record EmulatedSetup(
    int nodes,
    int acceleratorsPerNode,
    double coresPerNode,
    List<EmulatedKind> kindOfJob,
    Optional<EmulatedCosts> costs) {
  /** Copies the list. */
  public EmulatedSetup {
    kindOfJob = List.copyOf(kindOfJob);
  }
}
