package io.opisim.scenarios.scenario;

import io.opisim.models.workload.checkpoint.CheckpointWriters;
import io.opisim.models.workload.training.ZeroStage;
import io.opisim.simcore.units.DataSize;
import io.opisim.simcore.units.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoints of an emulated training job.
 *
 * @param every steps from one to the next
 * @param size of one, all ranks together, or empty for that of a model
 * @param model whose weights and optimiser state are written, or empty for a size
 * @param tensor ranks that share every matrix of the model
 * @param pipeline stages of the model
 * @param zero what data-parallel ranks of the model share out
 * @param writers who writes
 * @param mode how long training stands still
 * @param nodeDrives where local checkpoints go first, or empty
 */
@ExactlyOneOf({"size", "model"})
public record CheckpointSpec(
    @Key(
            value = "Steps from one checkpoint to the next, counted over all epochs.",
            example = "100",
            min = 1,
            max = 1_000_000_000)
        int every,
    @Key(
            value = "Bytes of one checkpoint, all ranks together.",
            example = "499 MB",
            positive = true)
        Optional<DataSize> size,
    @Key(
            value =
                "Instead of a size, a transformer whose weights and optimiser state are written, as"
                    + " DLIO lays them out.",
            example =
                "{family: llama, layers: 32, hidden: 4096, heads: 32, key_value_heads: 8,"
                    + " feed_forward: 14336, vocabulary: 128256, sequence: 8192}")
        Optional<TransformerSpec> model,
    @Key(
            value = "Ranks that share every matrix of the model.",
            example = "8",
            byDefault = "1",
            min = 1)
        int tensor,
    @Key(value = "Pipeline stages of the model.", example = "4", byDefault = "1", min = 1)
        int pipeline,
    @Key(
            value = "What the model's data-parallel ranks share out.",
            example = "optimizer",
            byDefault = "weights")
        ZeroStage zero,
    @Key(
            value = "Who writes: every rank its shard, or the first rank everything.",
            example = "rank-zero",
            byDefault = "sharded")
        CheckpointWriters writers,
    @Key(
            value =
                "How long training stands still: synchronous until all is in the storage,"
                    + " asynchronous until it is in memory (of the host, or where the service"
                    + " checkpoint-write-back runs), local-then-drained until it is on drives of"
                    + " the nodes. The rest is written behind its back; the next checkpoint waits"
                    + " for that.",
            example = "asynchronous",
            byDefault = "synchronous")
        CheckpointMode mode,
    @Key(
            value = "Drives of each node that local checkpoints go to first.",
            example = "{drive: micron-9400-pro, drives: 4}")
        Optional<NodeDrives> nodeDrives)
    implements Checked {
  @Override
  public List<Violation> violations() {
    List<Violation> wrong = new ArrayList<>();
    if (size.isPresent() && (tensor > 1 || pipeline > 1 || zero != ZeroStage.WEIGHTS)) {
      wrong.add(
          new Violation(
              "size", "is dealt evenly to all ranks", "give a model to share it otherwise"));
    }
    boolean local = mode == CheckpointMode.LOCAL_THEN_DRAINED;
    if (local && nodeDrives.isEmpty()) {
      wrong.add(
          new Violation("mode", "there are no drives to go to first", "add node_drives beside it"));
    }
    if (!local && nodeDrives.isPresent()) {
      wrong.add(
          new Violation(
              "node_drives",
              "nothing goes there",
              "say mode: local-then-drained, or leave it out"));
    }
    return wrong;
  }
}
