package io.opisim.models.workload.training;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Memory of the fullest rank, which is on the first pipeline stage.
 *
 * <p>Models: weights, gradients and Adam's state in 16-bit mixed precision under ZeRO; activations
 * under tensor, sequence and pipeline parallelism with selective or full recomputation. Ignores:
 * logits, buffers of collectives, the working set of the layer that is recomputed, fragmentation.
 * Valid for: GPT and Llama layers whose attention core keeps its scores; a fused attention needs
 * what {@link Recompute#SELECTIVE} needs. Source: Korthikanti et al., arXiv 2205.05198, table 2 and
 * section 4.2.3; Rajbhandari et al., arXiv 1910.02054, section 5.
 */
public final class TrainingMemory {
  /** Gradients kept in 32 bits, as Megatron-LM does. */
  public static final int MEGATRON_GRADIENT_BYTES = 4;

  private static final double BYTES_PER_GB = 1e9;

  private TrainingMemory() {}

  /** Parameters of the matrices of the layers that one rank holds. */
  public static double layerParametersOfRank(TransformerModel model, ParallelPlan plan) {
    double dense = model.denseLayerParameters();
    double expert = (double) model.expertLayerParameters() / plan.expert();
    return (double) model.layers() / plan.pipeline() * (dense + expert) / plan.tensor();
  }

  /** Weights, gradients and optimiser state of those, without embeddings and biases. */
  public static double layerStateBytes(
      TransformerModel model, ParallelPlan plan, int gradientBytes) {
    return layerParametersOfRank(model, plan)
        * plan.zero().stateBytesPerParameter(gradientBytes, plan.data());
  }

  /** The same with the embedding table of the first stage. */
  public static double stateBytes(TransformerModel model, ParallelPlan plan, int gradientBytes) {
    double table = (double) model.vocabulary() * model.hidden() / plan.tensor();
    double untied = model.family() == TransformerModel.Family.LLAMA && plan.pipeline() == 1 ? 2 : 1;
    return layerStateBytes(model, plan, gradientBytes)
        + untied * table * plan.zero().stateBytesPerParameter(gradientBytes, plan.data());
  }

  /** What one layer keeps of one micro-batch. */
  public static double activationBytesPerLayer(TransformerModel model, ParallelPlan plan) {
    double tokens = (double) model.sequence() * plan.microBatch();
    double shared = plan.sequenceParallel() ? plan.tensor() : 1;
    if (plan.recompute() == Recompute.FULL) {
      return 2 * tokens * model.hidden() / shared;
    }
    double scores =
        plan.recompute() == Recompute.SELECTIVE ? 0 : attentionScoreBytes(model, tokens);
    return linearActivationBytes(model, plan) + scores / plan.tensor();
  }

  /** What one layer keeps of one micro-batch beside attention scores. */
  static double linearActivationBytes(TransformerModel model, ParallelPlan plan) {
    double tokens = (double) model.sequence() * plan.microBatch();
    double betweenMatrices = 10.0 * model.hidden();
    // Queries, keys, values and the core's output; then in and out of the activation function.
    double insideMatrices =
        4.0 * model.hidden()
            + 4.0 * model.keyValueWidth()
            + 2.0 * model.feedForwardMatrices() * model.feedForward() * model.expertsPerToken();
    double shared = plan.sequenceParallel() ? plan.tensor() : 1;
    return tokens * (betweenMatrices / shared + insideMatrices / plan.tensor());
  }

  /** Scores, their softmax and its dropout mask, on all ranks of a tensor-parallel group. */
  static double attentionScoreBytes(TransformerModel model, double tokens) {
    return 5.0 * model.heads() * model.sequence() * tokens;
  }

  /** Activations that the first stage holds at its fullest. */
  public static double activationBytes(TransformerModel model, ParallelPlan plan) {
    double stages = plan.pipeline();
    double layers = model.layers();
    double held =
        plan.virtualStages() == 1
            ? layers / stages * StrictMath.min(stages, plan.microBatches())
            : layers * (1 + (stages - 1) / (stages * plan.virtualStages()));
    return held * activationBytesPerLayer(model, plan);
  }

  /** Whether it fits, and if not, why and which single change would help. */
  public static MemoryFit fit(
      TransformerModel model, ParallelPlan plan, int gradientBytes, double memoryBytes) {
    double state = stateBytes(model, plan, gradientBytes);
    double activations = activationBytes(model, plan);
    boolean fits = state + activations <= memoryBytes;
    String numbers =
        String.format(
            Locale.ROOT,
            "%s %.1f GB of %.1f GB: weights, gradients and optimiser %.1f GB, activations %.1f GB",
            fits ? "needs" : "does not fit, needs",
            (state + activations) / BYTES_PER_GB,
            memoryBytes / BYTES_PER_GB,
            state / BYTES_PER_GB,
            activations / BYTES_PER_GB);
    String advice =
        fits
            ? ""
            : "; "
                + remedy(model, plan, gradientBytes, memoryBytes)
                    .map(text -> "it would with " + text)
                    .orElse("no single change is enough");
    return new MemoryFit(fits, state, activations, memoryBytes, numbers + advice);
  }

  private record Change(String name, ParallelPlan plan) {}

  private static Optional<String> remedy(
      TransformerModel model, ParallelPlan plan, int gradientBytes, double memoryBytes) {
    List<Change> changes = new ArrayList<>();
    if (plan.recompute() == Recompute.NONE) {
      changes.add(new Change("selective recompute", plan.withRecompute(Recompute.SELECTIVE)));
    }
    if (plan.recompute() != Recompute.FULL) {
      changes.add(new Change("full recompute", plan.withRecompute(Recompute.FULL)));
    }
    if (!plan.sequenceParallel() && plan.tensor() > 1) {
      changes.add(new Change("sequence parallelism", plan.withSequenceParallel(true)));
    }
    for (ZeroStage stage : ZeroStage.values()) {
      if (stage.compareTo(plan.zero()) > 0 && plan.data() > 1) {
        changes.add(new Change("ZeRO stage " + stage.ordinal(), plan.withZero(stage)));
      }
    }
    for (int more = 2; more <= 8; more *= 2) {
      int tensor = more * plan.tensor();
      if (model.heads() % tensor == 0) {
        changes.add(
            new Change(
                "tensor parallelism of " + tensor,
                plan.withModelParallel(tensor, plan.pipeline())));
      }
      int stages = more * plan.pipeline();
      if (model.layers() % stages == 0) {
        changes.add(
            new Change(stages + " pipeline stages", plan.withModelParallel(plan.tensor(), stages)));
      }
    }
    return changes.stream()
        .filter(
            change ->
                stateBytes(model, change.plan(), gradientBytes)
                        + activationBytes(model, change.plan())
                    <= memoryBytes)
        .map(Change::name)
        .findFirst();
  }
}
