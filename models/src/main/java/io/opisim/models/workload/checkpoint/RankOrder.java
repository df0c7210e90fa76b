package io.opisim.models.workload.checkpoint;

import io.opisim.models.workload.training.ParallelPlan;

/** How the ranks of a parallel plan are numbered: which dimension runs fastest. */
public enum RankOrder {
  /** Tensor, then data, then pipeline: Megatron-LM. */
  TENSOR_DATA_PIPELINE,
  /** Tensor, then pipeline, then data: DLIO's checkpoints. */
  TENSOR_PIPELINE_DATA;

  /** The pipeline stage of a rank. */
  public int stage(ParallelPlan plan, int rank) {
    int group = rank / plan.tensor();
    return this == TENSOR_PIPELINE_DATA ? group % plan.pipeline() : group / plan.data();
  }

  /** Which copy of the model a rank belongs to. */
  public int copy(ParallelPlan plan, int rank) {
    int group = rank / plan.tensor();
    return this == TENSOR_PIPELINE_DATA ? group / plan.pipeline() : group % plan.data();
  }
}
