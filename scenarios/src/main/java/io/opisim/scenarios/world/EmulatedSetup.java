package io.opisim.scenarios.world;

import io.opisim.models.offload.SharedResources;
import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sharing.SharingSolver;
import io.opisim.simcore.sim.Simulation;
import java.util.List;

/**
 * Emulated training jobs and the storage that they share; immutable, one for all runs of a case.
 *
 * @param nodes of the cluster
 * @param acceleratorsPerNode devices of every node
 * @param kindOfJob of every job of the workload, in order of arrival
 * @param rateTolerance share of capacities by which rates may be off, 0 for exact ones
 */
public record EmulatedSetup(
    int nodes, int acceleratorsPerNode, List<EmulatedKind> kindOfJob, double rateTolerance) {
  /** Copies the list. */
  public EmulatedSetup {
    kindOfJob = List.copyOf(kindOfJob);
  }

  /** The same where jobs are of other kinds. */
  public EmulatedSetup withKinds(List<EmulatedKind> kinds) {
    return new EmulatedSetup(nodes, acceleratorsPerNode, kinds, rateTolerance);
  }

  /** Where reads share resources. */
  SharedResources resources(Simulation simulation, int priority) {
    double tolerance = Math.max(rateTolerance, SharingSolver.EXACT);
    return new SharedResources(new ActivityPool(simulation, priority, tolerance));
  }
}
