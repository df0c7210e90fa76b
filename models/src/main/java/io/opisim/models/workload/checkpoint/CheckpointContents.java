package io.opisim.models.workload.checkpoint;

import io.opisim.models.workload.training.ParallelPlan;
import io.opisim.models.workload.training.TransformerModel;
import io.opisim.models.workload.training.ZeroStage;
import java.util.stream.LongStream;

/**
 * What a checkpoint of a transformer holds and which rank writes how much of it.
 *
 * <p>Models: 16-bit weights and Adam's three 32-bit copies; layers dealt to pipeline stages, first
 * stages fuller where they do not divide; the embedding on the first stage, the head on the last;
 * matrices cut by tensor parallelism, norms kept whole by each of its ranks; optimiser state shared
 * out by ZeRO; weights written by the first copy of the model, or by all under ZeRO-3; padding of
 * optimiser shards. Ignores: gradients, random states, loader positions, file headers; how experts
 * are spread (their weights are cut as other matrices). Valid for: Megatron and DeepSpeed
 * checkpoints of GPT and Llama models. Source: rules of MLPerf Storage, table 2, and {@code
 * base_checkpointing.py} of argonne-lcf/dlio_benchmark; that norms are written by every
 * tensor-parallel rank is concluded from sizes that runs report.
 */
public final class CheckpointContents implements CheckpointShards {
  /** Bytes of one weight. */
  public static final int WEIGHT_BYTES = 2;

  /** Bytes of optimiser state for each parameter. */
  public static final int OPTIMIZER_BYTES = 12;

  private final long modelBytes;
  private final long optimizerBytes;
  private final long[] modelBytesOfRank;
  private final long[] optimizerBytesOfRank;

  private CheckpointContents(TransformerModel model, long[] weights, long[] optimizer) {
    modelBytes = WEIGHT_BYTES * model.parameters();
    optimizerBytes = LongStream.of(optimizer).sum();
    modelBytesOfRank = weights;
    optimizerBytesOfRank = optimizer;
  }

  /** The checkpoint of a job. */
  public static CheckpointContents of(
      TransformerModel model, ParallelPlan plan, CheckpointFormat format) {
    int ranks = Math.toIntExact(plan.accelerators());
    long[] weights = new long[ranks];
    long[] optimizer = new long[ranks];
    boolean together = format.writers() == CheckpointWriters.RANK_ZERO;
    if (together) {
      weights[0] = WEIGHT_BYTES * model.parameters();
      optimizer[0] = OPTIMIZER_BYTES * model.parameters();
    }
    for (int rank = 0; rank < ranks && !together; rank++) {
      int stage = format.order().stage(plan, rank);
      int copy = format.order().copy(plan, rank);
      int tensorRank = rank % plan.tensor();
      long held = parametersHeld(model, plan, stage, tensorRank);
      long owned = held - (tensorRank == 0 ? 0 : replicated(model, plan, stage));
      weights[rank] =
          WEIGHT_BYTES
              * (plan.zero() == ZeroStage.WEIGHTS
                  ? part(held, plan.data(), copy)
                  : copy == 0 ? held : 0);
      long shard =
          plan.zero() == ZeroStage.NONE ? copy == 0 ? owned : 0 : part(owned, plan.data(), copy);
      optimizer[rank] = OPTIMIZER_BYTES * (shard + (long) format.paddedWidths() * model.hidden());
    }
    return new CheckpointContents(model, weights, optimizer);
  }

  private static long parametersHeld(
      TransformerModel model, ParallelPlan plan, int stage, int tensorRank) {
    long whole = replicated(model, plan, stage);
    long layer = model.layerMatrixParameters() + model.layerVectorParameters();
    long all = layersOf(model, plan, stage) * layer;
    if (stage == 0) {
      all += model.embeddingParameters();
    }
    if (stage == plan.pipeline() - 1) {
      all += model.headParameters();
    }
    return part(all - whole, plan.tensor(), tensorRank) + whole;
  }

  /** What every tensor-parallel rank of a stage keeps whole. */
  private static long replicated(TransformerModel model, ParallelPlan plan, int stage) {
    boolean normAtTheEnd =
        stage == plan.pipeline() - 1 && model.family() == TransformerModel.Family.LLAMA;
    return layersOf(model, plan, stage) * model.layerReplicatedParameters()
        + (normAtTheEnd ? model.hidden() : 0);
  }

  private static long layersOf(TransformerModel model, ParallelPlan plan, int stage) {
    return part(model.layers(), plan.pipeline(), stage);
  }

  /** Part {@code index} of a whole in so many parts, the first ones larger by one if need be. */
  private static long part(long whole, int parts, int index) {
    return whole / parts + (index < whole % parts ? 1 : 0);
  }

  /** Weights, each once. */
  public long modelBytes() {
    return modelBytes;
  }

  /** Optimiser state, padding included. */
  public long optimizerBytes() {
    return optimizerBytes;
  }

  /** Both. */
  public long stateBytes() {
    return modelBytes + optimizerBytes;
  }

  @Override
  public int ranks() {
    return modelBytesOfRank.length;
  }

  /** Weights that a rank writes. */
  public long modelBytes(int rank) {
    return modelBytesOfRank[rank];
  }

  /** Optimiser state that a rank writes. */
  public long optimizerBytes(int rank) {
    return optimizerBytesOfRank[rank];
  }

  @Override
  public long bytes(int rank) {
    return modelBytesOfRank[rank] + optimizerBytesOfRank[rank];
  }

  /** {@link #stateBytes} and what tensor-parallel ranks write again. */
  @Override
  public long writtenBytes() {
    return LongStream.of(modelBytesOfRank).sum() + LongStream.of(optimizerBytesOfRank).sum();
  }

  /** What the rank with the most writes. */
  public long mostBytesOfRank() {
    return mostBytesOfHost(1);
  }

  /** What the host with the most writes, ranks filling one host after another. */
  public long mostBytesOfHost(int ranksPerHost) {
    if (ranksPerHost < 1) {
      throw new IllegalArgumentException(ranksPerHost + " ranks on a host");
    }
    long most = 0;
    for (int first = 0; first < ranks(); first += ranksPerHost) {
      long host = 0;
      for (int rank = first; rank < StrictMath.min(first + ranksPerHost, ranks()); rank++) {
        host += bytes(rank);
      }
      most = StrictMath.max(most, host);
    }
    return most;
  }
}
