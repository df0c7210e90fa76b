package io.opisim.scenarios.world;

import io.opisim.models.storage.StorageService;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.models.workload.checkpoint.CheckpointContents;
import io.opisim.models.workload.checkpoint.CheckpointFormat;
import io.opisim.models.workload.checkpoint.CheckpointShards;
import io.opisim.models.workload.checkpoint.CheckpointTransfer;
import io.opisim.models.workload.checkpoint.CheckpointWriters;
import io.opisim.models.workload.checkpoint.StepCheckpoints;
import io.opisim.models.workload.training.ParallelPlan;
import io.opisim.models.workload.training.Recompute;
import io.opisim.models.workload.training.TransformerModel;
import io.opisim.models.workload.training.ZeroStage;
import io.opisim.simcore.sim.Simulation;
import java.util.Optional;

/**
 * How emulated jobs of one kind make checkpoints.
 *
 * @param everySteps steps from one to the next
 * @param size of one
 * @param first where ranks write while they stand still, before the storage; empty for the storage
 * @param readBack whether it is read from there to be brought to the storage
 */
public record EmulatedCheckpoints(
    int everySteps, Size size, Optional<StorageDescription> first, boolean readBack) {
  /** Bytes of each rank. */
  public sealed interface Size {
    /** The shards of so many ranks. */
    CheckpointShards shards(int ranks);
  }

  /**
   * Bytes that are given.
   *
   * @param bytes of all ranks together
   * @param writers who writes
   */
  public record Given(long bytes, CheckpointWriters writers) implements Size {
    @Override
    public CheckpointShards shards(int ranks) {
      return CheckpointShards.of(bytes, writers, ranks);
    }
  }

  /**
   * Weights and optimiser state of a transformer.
   *
   * @param model whose they are
   * @param tensor ranks that share every matrix
   * @param pipeline stages
   * @param zero what data-parallel ranks share out
   * @param writers who writes
   */
  public record OfModel(
      TransformerModel model, int tensor, int pipeline, ZeroStage zero, CheckpointWriters writers)
      implements Size {
    @Override
    public CheckpointShards shards(int ranks) {
      int data = ranks / (tensor * pipeline);
      ParallelPlan plan =
          new ParallelPlan(tensor, pipeline, data, 1, data, 1, 1, Recompute.NONE, zero, false);
      return CheckpointContents.of(model, plan, CheckpointFormat.DLIO.with(writers));
    }
  }

  /**
   * The checkpoints of a job that has not begun.
   *
   * @param storage where they stay
   * @param before where they go first, if they do
   * @param ranksPerClient accelerators of one node
   * @param firstStream of a client that is nobody else's
   */
  StepCheckpoints of(
      Simulation simulation,
      StorageService storage,
      Optional<StorageService> before,
      int ranks,
      int ranksPerClient,
      int firstStream) {
    CheckpointShards shards = size.shards(ranks);
    CheckpointTransfer last =
        new CheckpointTransfer(simulation, storage, shards, ranksPerClient, firstStream);
    Optional<CheckpointTransfer> early =
        before.map(
            service ->
                new CheckpointTransfer(simulation, service, shards, ranksPerClient, firstStream));
    return new StepCheckpoints(
        simulation,
        everySteps,
        early.orElse(last),
        early.isPresent() ? Optional.of(last) : Optional.empty(),
        readBack);
  }
}
