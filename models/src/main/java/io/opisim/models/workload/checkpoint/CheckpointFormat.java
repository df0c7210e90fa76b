package io.opisim.models.workload.checkpoint;

/**
 * How a program lays a checkpoint out.
 *
 * @param order how its ranks are numbered
 * @param writers who writes
 * @param paddedWidths by how many widths of the model each rank pads its shard of the optimiser
 */
public record CheckpointFormat(RankOrder order, CheckpointWriters writers, int paddedWidths) {
  /** Megatron-LM with distributed checkpoints. */
  public static final CheckpointFormat MEGATRON =
      new CheckpointFormat(RankOrder.TENSOR_DATA_PIPELINE, CheckpointWriters.SHARDED, 0);

  /** DLIO, which MLPerf Storage runs. */
  public static final CheckpointFormat DLIO =
      new CheckpointFormat(RankOrder.TENSOR_PIPELINE_DATA, CheckpointWriters.SHARDED, 5);

  /** The same with other writers. */
  public CheckpointFormat with(CheckpointWriters other) {
    return new CheckpointFormat(order, other, paddedWidths);
  }
}
