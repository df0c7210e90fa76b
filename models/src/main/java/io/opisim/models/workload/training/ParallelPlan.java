package io.opisim.models.workload.training;

/**
 * How a training job is spread over accelerators and its batch cut into micro-batches.
 *
 * <p>Models: tensor, pipeline, data, expert and sequence parallelism, interleaved 1F1B,
 * recomputation, ZeRO. Ignores: context parallelism, uneven stages, schedules without a bubble.
 * Valid for: plans of Megatron-LM and DeepSpeed; ranks are numbered tensor first, then data, then
 * pipeline. Source: Narayanan et al., arXiv 2104.04473; Korthikanti et al., arXiv 2205.05198.
 *
 * @param tensor ranks that share every matrix
 * @param pipeline stages
 * @param data copies of the model
 * @param expert ranks that share the experts, a divisor of {@code data}
 * @param globalBatch samples of a step
 * @param microBatch samples that pass the pipeline together
 * @param virtualStages parts of the model on one stage, 1 without interleaving
 * @param recompute which activations are computed twice
 * @param zero what data-parallel ranks share out
 * @param sequenceParallel whether the parts between matrices are shared by tensor-parallel ranks
 */
public record ParallelPlan(
    int tensor,
    int pipeline,
    int data,
    int expert,
    long globalBatch,
    int microBatch,
    int virtualStages,
    Recompute recompute,
    ZeroStage zero,
    boolean sequenceParallel) {
  /** Checks that the batch can be cut and the ranks be shared. */
  public ParallelPlan {
    if (tensor < 1 || pipeline < 1 || data < 1 || expert < 1 || virtualStages < 1) {
      throw new IllegalArgumentException(
          tensor
              + " x "
              + pipeline
              + " x "
              + data
              + " ranks, "
              + expert
              + " for experts, "
              + virtualStages
              + " virtual stages");
    }
    if (data % expert != 0) {
      throw new IllegalArgumentException(
          expert + " expert-parallel ranks do not divide " + data + " data-parallel ranks");
    }
    if (microBatch < 1 || globalBatch < 1 || globalBatch % ((long) microBatch * data) != 0) {
      throw new IllegalArgumentException(
          "a batch of "
              + globalBatch
              + " is not a whole number of micro-batches of "
              + microBatch
              + " on "
              + data
              + " data-parallel ranks");
    }
  }

  /** A plan without interleaving, recomputation, ZeRO, sequence or expert parallelism. */
  public static ParallelPlan of(
      int tensor, int pipeline, int data, long globalBatch, int microBatch) {
    return new ParallelPlan(
        tensor,
        pipeline,
        data,
        1,
        globalBatch,
        microBatch,
        1,
        Recompute.NONE,
        ZeroStage.NONE,
        false);
  }

  /** The same with so many virtual stages. */
  public ParallelPlan withVirtualStages(int stages) {
    return new ParallelPlan(
        tensor,
        pipeline,
        data,
        expert,
        globalBatch,
        microBatch,
        stages,
        recompute,
        zero,
        sequenceParallel);
  }

  /** The same with that recomputation. */
  public ParallelPlan withRecompute(Recompute which) {
    return new ParallelPlan(
        tensor,
        pipeline,
        data,
        expert,
        globalBatch,
        microBatch,
        virtualStages,
        which,
        zero,
        sequenceParallel);
  }

  /** The same with that stage of ZeRO. */
  public ParallelPlan withZero(ZeroStage stage) {
    return new ParallelPlan(
        tensor,
        pipeline,
        data,
        expert,
        globalBatch,
        microBatch,
        virtualStages,
        recompute,
        stage,
        sequenceParallel);
  }

  /** The same with or without sequence parallelism. */
  public ParallelPlan withSequenceParallel(boolean on) {
    return new ParallelPlan(
        tensor,
        pipeline,
        data,
        expert,
        globalBatch,
        microBatch,
        virtualStages,
        recompute,
        zero,
        on);
  }

  /** The same with so many expert-parallel ranks. */
  public ParallelPlan withExpert(int ranks) {
    return new ParallelPlan(
        tensor,
        pipeline,
        data,
        ranks,
        globalBatch,
        microBatch,
        virtualStages,
        recompute,
        zero,
        sequenceParallel);
  }

  /** The same with other numbers of tensor-parallel ranks and stages. */
  public ParallelPlan withModelParallel(int tensorRanks, int stages) {
    return new ParallelPlan(
        tensorRanks,
        stages,
        data,
        expert,
        globalBatch,
        microBatch,
        virtualStages,
        recompute,
        zero,
        sequenceParallel);
  }

  /** Ranks of the job. */
  public long accelerators() {
    return (long) tensor * pipeline * data;
  }

  /** Micro-batches that pass each pipeline in a step. */
  public long microBatches() {
    return globalBatch / ((long) microBatch * data);
  }

  /** Layers of the fullest stage. */
  public int layersPerStage(TransformerModel model) {
    return (model.layers() + pipeline - 1) / pipeline;
  }
}
