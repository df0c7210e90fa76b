package io.opisim.scenarios.scenario;

import io.opisim.models.workload.training.Recompute;
import io.opisim.models.workload.training.ZeroStage;
import io.opisim.simcore.units.Key;
import java.util.Optional;

/**
 * How a transformer is spread over its accelerators; data parallelism takes those that are left.
 *
 * @param tensor ranks that share every matrix
 * @param pipeline stages
 * @param expert ranks that share the experts
 * @param microBatch samples that pass the pipeline together
 * @param virtualStages parts of the model on one stage
 * @param recompute which activations are computed twice
 * @param zero what data-parallel ranks share out
 * @param sequenceParallel whether what lies between matrices is shared, too
 */
public record TrainingPlan(
    @Key(value = "Ranks that share every matrix.", example = "8", byDefault = "1", min = 1)
        int tensor,
    @Key(value = "Pipeline stages.", example = "4", byDefault = "1", min = 1) int pipeline,
    @Key(
            value = "Ranks that share the experts; divides the data-parallel ranks.",
            example = "8",
            byDefault = "1",
            min = 1)
        int expert,
    @Key(
            value = "Samples that pass the pipeline together.",
            example = "2",
            byDefault = "1",
            min = 1)
        int microBatch,
    @Key(
            value = "Parts of the model on one stage (interleaving).",
            example = "2",
            byDefault = "1",
            min = 1)
        int virtualStages,
    @Key(value = "Activations that are computed twice.", example = "selective", byDefault = "none")
        Recompute recompute,
    @Key(
            value = "What data-parallel ranks share out instead of each keeping a copy.",
            example = "optimizer",
            byDefault = "none")
        ZeroStage zero,
    @Key(
            value = "Whether tensor-parallel ranks share what lies between matrices, too.",
            example = "true",
            byDefault = "false")
        boolean sequenceParallel) {
  /** The plan that is taken when none is given. */
  static final TrainingPlan DATA_PARALLEL =
      new TrainingPlan(1, 1, 1, 1, 1, Recompute.NONE, ZeroStage.NONE, false);

  /** Copies of the model on so many accelerators. */
  public int data(int accelerators) {
    return accelerators / (tensor * pipeline);
  }

  /** Key, message and hint of what does not fit together, if anything. */
  Optional<String[]> problem(int accelerators, int globalBatch) {
    long copy = (long) tensor * pipeline;
    if (accelerators % copy != 0) {
      return told(
          "accelerators",
          accelerators + " is no multiple of tensor x pipeline = " + copy,
          "take " + copy * Math.max(1, accelerators / copy));
    }
    int data = data(accelerators);
    if (data % expert != 0) {
      return told("plan", expert + " expert ranks do not divide " + data + " copies", "");
    }
    long together = (long) microBatch * data;
    if (globalBatch % together != 0) {
      return told(
          "global_batch",
          globalBatch + " is no multiple of micro_batch x data-parallel ranks = " + together,
          "take " + together * Math.max(1, globalBatch / together));
    }
    return Optional.empty();
  }

  private static Optional<String[]> told(String key, String message, String hint) {
    return Optional.of(new String[] {key, message, hint});
  }
}
