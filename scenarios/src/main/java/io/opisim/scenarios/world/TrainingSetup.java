package io.opisim.scenarios.world;

import io.opisim.models.execution.FabricNetwork;
import io.opisim.models.topology.fabric.Fabric;
import io.opisim.models.topology.fabric.LinkState;
import io.opisim.simcore.sharing.SharingSolver;
import java.util.List;
import java.util.Optional;

/**
 * Training jobs and the fabric that they share; immutable, one for all runs of a case.
 *
 * @param fabric endpoint {@code node x acceleratorsPerNode + device} is that device of that node
 * @param acceleratorsPerNode devices of every node
 * @param state dead and slow links
 * @param routing how flows choose among equal ways
 * @param kindOfJob of every job of the workload, in order of arrival
 * @param seats where nodes and storage servers stand, if jobs read over the fabric
 */
public record TrainingSetup(
    Fabric fabric,
    int acceleratorsPerNode,
    LinkState state,
    FabricNetwork.Routing routing,
    List<TrainingKind> kindOfJob,
    Optional<StorageSeats> seats) {
  /** A fabric without storage. */
  public TrainingSetup(
      Fabric fabric,
      int acceleratorsPerNode,
      LinkState state,
      FabricNetwork.Routing routing,
      List<TrainingKind> kindOfJob) {
    this(fabric, acceleratorsPerNode, state, routing, kindOfJob, Optional.empty());
  }

  /** Copies the list. */
  public TrainingSetup {
    kindOfJob = List.copyOf(kindOfJob);
  }

  /** The same where jobs are of other kinds. */
  public TrainingSetup withKinds(List<TrainingKind> kinds) {
    return new TrainingSetup(fabric, acceleratorsPerNode, state, routing, kinds, seats);
  }

  /** Share of capacities by which rates may be off. */
  double rateTolerance() {
    return Math.max(SharingSolver.EXACT, seats.map(StorageSeats::rateTolerance).orElse(0.0));
  }
}
