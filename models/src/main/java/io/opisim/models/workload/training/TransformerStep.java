package io.opisim.models.workload.training;

import java.util.EnumMap;
import java.util.Map;

/**
 * The time of one optimiser step of a transformer, in closed form.
 *
 * <p>Models: a step as (micro-batches x stage time) + fill and drain + exposed gradient exchange +
 * optimiser; a stage as matrix multiplications whose rate grows with their size, element-wise
 * passes bound by memory, tensor- and expert-parallel collectives and, if that is longer, the host
 * that launches them. Ignores: imbalance between stages beside the output head, stragglers, input,
 * congestion by other jobs, 8-bit arithmetic. Valid for: GPT and Llama on the systems that {@code
 * scenarios/catalog/training} is fitted for, 1 to some thousand accelerators. Source: Narayanan et
 * al., arXiv 2104.04473, section 3; Korthikanti et al., arXiv 2205.05198, section 4; the tables of
 * {@code docs/models/training.md}.
 */
public final class TransformerStep {
  private static final int BYTES_PER_ELEMENT = 2;

  /** Queries with keys and values, projection, into and out of the feed-forward layer. */
  private static final int MATRICES_PER_LAYER = 4;

  private static final int ATTENTION_MULTIPLICATIONS = 2;

  /** Each kept byte is written once and read once. */
  private static final int PASSES_OVER_ACTIVATIONS = 2;

  /** Gradient, 32-bit weight and two moments read; weights and moments written. */
  private static final int OPTIMIZER_BYTES_PER_PARAMETER = 30;

  private final TransformerModel model;
  private final ParallelPlan plan;
  private final TrainingMachine machine;
  private final double tokens;

  private TransformerStep(TransformerModel model, ParallelPlan plan, TrainingMachine machine) {
    this.model = model;
    this.plan = plan;
    this.machine = machine;
    tokens = (double) plan.microBatch() * model.sequence();
  }

  /** The time of a step. */
  public static StepTime time(TransformerModel model, ParallelPlan plan, TrainingMachine machine) {
    return new TransformerStep(model, plan, machine).time();
  }

  /** Share of the accelerators' peak that a step of that length uses, recomputation not counted. */
  public static double mfu(
      TransformerModel model, ParallelPlan plan, TrainingMachine machine, double stepSeconds) {
    return model.modelFlop(plan.globalBatch())
        / (stepSeconds * plan.accelerators() * machine.peakFlopPerSecond());
  }

  /**
   * What data-parallel ranks exchange in a step, written as one all-reduce: its bytes, and for how
   * long computation hides it.
   */
  public static GradientExchange gradientExchange(
      TransformerModel model, ParallelPlan plan, TrainingMachine machine) {
    TransformerStep step = new TransformerStep(model, plan, machine);
    double layerMicroBatches = (double) plan.microBatches() * plan.layersPerStage(model);
    return new GradientExchange(
        step.gradientPasses() * BYTES_PER_ELEMENT * step.parametersOfRank(),
        step.hiddenSeconds(layerMicroBatches));
  }

  private StepTime time() {
    double matmul = layerMatmulSeconds();
    double elementWise = layerElementWiseSeconds();
    double tensor = layerTensorSeconds();
    double expert = layerExpertSeconds();
    double busy = matmul + elementWise + tensor + expert;
    double launch = StrictMath.max(0, machine.launchSecondsPerLayer() * layerPasses() - busy);
    double layers = plan.layersPerStage(model);
    double transfer = transferSeconds();
    double microBatches = plan.microBatches();
    double head = headSeconds();
    double headInFill = plan.pipeline() == 1 ? head : 0;
    double slot = layers * (busy + launch) + transfer + headInFill;

    Map<StepPart, Double> parts = new EnumMap<>(StepPart.class);
    parts.put(StepPart.MATMUL, microBatches * layers * matmul);
    parts.put(StepPart.ELEMENT_WISE, microBatches * layers * elementWise);
    parts.put(StepPart.TENSOR_COLLECTIVE, microBatches * layers * tensor);
    parts.put(StepPart.EXPERT_COLLECTIVE, microBatches * layers * expert);
    parts.put(StepPart.HOST_LAUNCH, microBatches * layers * launch);
    parts.put(StepPart.PIPELINE_TRANSFER, microBatches * transfer);
    parts.put(StepPart.HEAD, microBatches * head);
    parts.put(StepPart.PIPELINE_BUBBLE, (plan.pipeline() - 1.0) / plan.virtualStages() * slot);
    parts.put(StepPart.GRADIENT_COLLECTIVE, gradientSeconds(microBatches * layers));
    parts.put(StepPart.OPTIMIZER, optimizerSeconds());
    return new StepTime(parts);
  }

  /** Forward, backward for inputs and for weights, and once more if all is recomputed. */
  private int layerPasses() {
    return plan.recompute() == Recompute.FULL ? 4 : 3;
  }

  /** An attention core that is recomputed on its own, or never leaves the chip. */
  private int corePasses() {
    boolean again = plan.recompute() == Recompute.SELECTIVE && !machine.fusedAttention();
    return layerPasses() + (again ? 1 : 0);
  }

  private double forwardMatrixSeconds() {
    return machine
        .matmul()
        .seconds(model.layerForwardFlop(tokens) / plan.tensor(), MATRICES_PER_LAYER);
  }

  private double forwardCoreSeconds() {
    // A fused core skips the masked half at about half the rate: the same time as all of it.
    return machine
        .matmul()
        .seconds(model.attentionCoreFlop(tokens) / plan.tensor(), ATTENTION_MULTIPLICATIONS);
  }

  private double layerMatmulSeconds() {
    return layerPasses() * forwardMatrixSeconds() + corePasses() * forwardCoreSeconds();
  }

  private double layerElementWiseSeconds() {
    return layerPasses() * passSeconds(TrainingMemory.linearActivationBytes(model, plan))
        + corePasses() * passSeconds(scoreBytes());
  }

  private double scoreBytes() {
    return machine.fusedAttention()
        ? 0
        : TrainingMemory.attentionScoreBytes(model, tokens) / plan.tensor();
  }

  private double passSeconds(double bytes) {
    return PASSES_OVER_ACTIVATIONS * bytes / machine.memoryBytesPerSecond();
  }

  private double activationVectorBytes() {
    return BYTES_PER_ELEMENT * tokens * model.hidden();
  }

  private double layerTensorSeconds() {
    int allReduces = plan.recompute() == Recompute.FULL ? 6 : 4;
    double each =
        machine
            .communication()
            .allReduceSeconds(activationVectorBytes(), new RankGroup(plan.tensor(), 1));
    return allReduces * each * (1 - machine.tensorOverlap());
  }

  private double layerExpertSeconds() {
    if (model.experts() == 1) {
      return 0;
    }
    int exchanges = plan.recompute() == Recompute.FULL ? 6 : 4;
    double bytes = activationVectorBytes() * model.expertsPerToken() / plan.tensor();
    return exchanges
        * machine
            .communication()
            .allToAllSeconds(bytes, new RankGroup(plan.expert(), plan.tensor()));
  }

  private double transferSeconds() {
    RankGroup stages = new RankGroup(plan.pipeline(), plan.tensor() * plan.data());
    // Forward and backward, once for each part of the model that a stage holds.
    return 2.0
        * plan.virtualStages()
        * machine.communication().sendSeconds(activationVectorBytes() / plan.tensor(), stages);
  }

  private double headSeconds() {
    double matmul = 3 * machine.matmul().seconds(model.headForwardFlop(tokens) / plan.tensor(), 1);
    double logits = BYTES_PER_ELEMENT * tokens * model.vocabulary() / plan.tensor();
    return matmul + 3 * passSeconds(logits);
  }

  private double gradientSeconds(double layerMicroBatches) {
    double exchange =
        gradientPasses()
            * machine
                .communication()
                .allReduceSeconds(
                    BYTES_PER_ELEMENT * parametersOfRank(),
                    new RankGroup(plan.data(), plan.tensor()));
    return StrictMath.max(0, exchange - hiddenSeconds(layerMicroBatches));
  }

  /** Weights that are sharded are gathered for the forward and for the backward pass. */
  private double gradientPasses() {
    return plan.zero() == ZeroStage.WEIGHTS ? 1.5 : 1;
  }

  private double hiddenSeconds(double layerMicroBatches) {
    double forwardAndBackward =
        3 * (forwardMatrixSeconds() + forwardCoreSeconds())
            + 3 * passSeconds(TrainingMemory.linearActivationBytes(model, plan) + scoreBytes());
    return machine.gradientOverlap() * layerMicroBatches * forwardAndBackward;
  }

  private double optimizerSeconds() {
    double shards = plan.zero() == ZeroStage.NONE ? 1 : plan.data();
    return OPTIMIZER_BYTES_PER_PARAMETER
        * parametersOfRank()
        / shards
        / machine.memoryBytesPerSecond();
  }

  private double parametersOfRank() {
    return TrainingMemory.layerParametersOfRank(model, plan)
        + (double) model.vocabulary() * model.hidden() / plan.tensor();
  }
}
