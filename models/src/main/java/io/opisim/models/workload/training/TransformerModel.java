package io.opisim.models.workload.training;

/**
 * A decoder-only transformer by its architecture.
 *
 * <p>Models: parameters and FLOP of matrix multiplications, grouped-query attention, gated and
 * plain feed-forward layers, mixtures of experts. Ignores: FLOP of norms, activations and softmax;
 * causality, which lets kernels skip half of the attention core. Valid for: GPT and Llama families.
 * Source: Narayanan et al., arXiv 2104.04473, equations 2 and 3 (GPT); the parameter counts that
 * MLPerf Storage's checkpoint rules give (Llama).
 *
 * @param family what surrounds the matrices
 * @param layers transformer layers
 * @param hidden width of the residual stream
 * @param feedForward width of the feed-forward layer, of one expert
 * @param heads attention heads
 * @param keyValueHeads heads of keys and values; as many as heads without grouping
 * @param vocabulary tokens known
 * @param sequence tokens of one sample
 * @param experts feed-forward layers to choose from, 1 without a choice
 * @param expertsPerToken how many of them a token goes through
 */
public record TransformerModel(
    Family family,
    int layers,
    int hidden,
    int feedForward,
    int heads,
    int keyValueHeads,
    int vocabulary,
    int sequence,
    int experts,
    int expertsPerToken) {
  private static final int FORWARD_AND_BACKWARD = 3;

  /** What surrounds the matrices. */
  public enum Family {
    /** Biases, learned positions, two matrices in the feed-forward layer, one embedding table. */
    GPT,
    /** No biases, three matrices in the feed-forward layer, embedding and output head apart. */
    LLAMA
  }

  /** Checks that the sizes belong together. */
  public TransformerModel {
    boolean positive =
        layers > 0 && hidden > 0 && feedForward > 0 && vocabulary > 0 && sequence > 0;
    // A Llama's heads may be narrower than their share: MLPerf Storage's 1T model has such.
    boolean divides = heads >= 1 && (hidden % heads == 0 || family == Family.LLAMA);
    if (!positive || !divides || heads > hidden) {
      throw new IllegalArgumentException(
          layers
              + " layers of width "
              + hidden
              + " and "
              + feedForward
              + " with "
              + heads
              + " heads, vocabulary "
              + vocabulary
              + ", sequence "
              + sequence);
    }
    if (keyValueHeads < 1 || heads % keyValueHeads != 0) {
      throw new IllegalArgumentException(
          keyValueHeads + " key and value heads for " + heads + " heads");
    }
    if (experts < 1 || expertsPerToken < 1 || expertsPerToken > experts) {
      throw new IllegalArgumentException(expertsPerToken + " of " + experts + " experts");
    }
  }

  /** A GPT with a feed-forward layer of four times its width. */
  public static TransformerModel gpt(
      int layers, int hidden, int heads, int vocabulary, int sequence) {
    return new TransformerModel(
        Family.GPT, layers, hidden, 4 * hidden, heads, heads, vocabulary, sequence, 1, 1);
  }

  /** A Llama without experts. */
  public static TransformerModel llama(
      int layers,
      int hidden,
      int feedForward,
      int heads,
      int keyValueHeads,
      int vocabulary,
      int sequence) {
    return new TransformerModel(
        Family.LLAMA,
        layers,
        hidden,
        feedForward,
        heads,
        keyValueHeads,
        vocabulary,
        sequence,
        1,
        1);
  }

  /** The same with a choice of experts in every layer. */
  public TransformerModel withExperts(int count, int perToken) {
    return new TransformerModel(
        family,
        layers,
        hidden,
        feedForward,
        heads,
        keyValueHeads,
        vocabulary,
        sequence,
        count,
        perToken);
  }

  /** All parameters. */
  public long parameters() {
    return layers * (layerMatrixParameters() + layerVectorParameters())
        + embeddingParameters()
        + headParameters();
  }

  /** Parameters of one layer's matrices, all experts. */
  public long layerMatrixParameters() {
    return attentionParameters() + experts * expertParameters() + routerParameters();
  }

  /** Parameters of the matrices of one layer that belong to no expert. */
  public long denseLayerParameters() {
    return attentionParameters() + (experts == 1 ? expertParameters() : routerParameters());
  }

  /** Parameters of one layer that are shared out over expert-parallel ranks. */
  public long expertLayerParameters() {
    return experts == 1 ? 0 : experts * expertParameters();
  }

  /** Parameters of one layer beside its matrices: norms and biases. */
  public long layerVectorParameters() {
    return family == Family.GPT ? attentionBiases() + feedForward + 5L * hidden : 2L * hidden;
  }

  /**
   * Those of them that every tensor-parallel rank keeps whole: norms, and biases of what the ranks
   * add up.
   */
  public long layerReplicatedParameters() {
    return family == Family.GPT ? 6L * hidden : 2L * hidden;
  }

  /** Parameters before the first layer: the embedding table, and learned positions. */
  public long embeddingParameters() {
    long positions = family == Family.GPT ? sequence : 0;
    return (vocabulary + positions) * hidden;
  }

  /** Parameters after the last layer: the final norm and an output head of its own. */
  public long headParameters() {
    return family == Family.GPT ? 0 : (long) vocabulary * hidden + hidden;
  }

  /** Forward FLOP of one layer's matrices for so many tokens. */
  public double layerForwardFlop(double tokens) {
    double perToken =
        attentionParameters() + (double) expertsPerToken * expertParameters() + routerParameters();
    return 2 * tokens * perToken;
  }

  /** Forward FLOP of one layer's attention core, scores and weighted values. */
  public double attentionCoreFlop(double tokens) {
    return 4 * tokens * sequence * hidden;
  }

  /** Forward FLOP of the output head. */
  public double headForwardFlop(double tokens) {
    return 2 * tokens * hidden * vocabulary;
  }

  /** FLOP that a step of so many samples needs, whatever is computed twice. */
  public double modelFlop(double samples) {
    double tokens = samples * sequence;
    double layer = layerForwardFlop(tokens) + attentionCoreFlop(tokens);
    return FORWARD_AND_BACKWARD * (layers * layer + headForwardFlop(tokens));
  }

  /** FLOP that a step executes with that recomputation. */
  public double hardwareFlop(double samples, Recompute recompute) {
    double tokens = samples * sequence;
    double again =
        switch (recompute) {
          case NONE -> 0;
          case SELECTIVE -> attentionCoreFlop(tokens);
          case FULL -> layerForwardFlop(tokens) + attentionCoreFlop(tokens);
        };
    return modelFlop(samples) + layers * again;
  }

  /** Width of the keys, and of the values. */
  public int keyValueWidth() {
    return hidden / heads * keyValueHeads;
  }

  /** Matrices of the feed-forward layer. */
  public int feedForwardMatrices() {
    return family == Family.GPT ? 2 : 3;
  }

  private long attentionBiases() {
    return 2L * hidden + 2L * keyValueWidth();
  }

  private long attentionParameters() {
    return (long) hidden * (hidden + 2L * keyValueWidth()) + (long) hidden * hidden;
  }

  private long expertParameters() {
    return (long) feedForwardMatrices() * hidden * feedForward;
  }

  private long routerParameters() {
    return experts == 1 ? 0 : (long) hidden * experts;
  }
}
