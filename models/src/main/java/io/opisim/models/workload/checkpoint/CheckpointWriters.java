package io.opisim.models.workload.checkpoint;

/** Who writes a checkpoint. */
public enum CheckpointWriters {
  /** Every rank its own shard, weights only once among the copies of the model. */
  SHARDED,
  /** Rank 0 everything, gathered before. */
  RANK_ZERO
}
