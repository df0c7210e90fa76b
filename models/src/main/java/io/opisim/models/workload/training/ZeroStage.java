package io.opisim.models.workload.training;

/** What the ranks of a data-parallel group share out instead of each keeping a copy. */
public enum ZeroStage {
  /** Nothing. */
  NONE,
  /** Optimiser state (ZeRO-1, also called distributed optimiser). */
  OPTIMIZER,
  /** Optimiser state and gradients (ZeRO-2). */
  GRADIENTS,
  /** Optimiser state, gradients and weights (ZeRO-3). */
  WEIGHTS;

  private static final int WEIGHT_BYTES = 2;
  private static final int OPTIMIZER_BYTES = 12;

  /**
   * Bytes that one parameter takes on one rank in 16-bit mixed precision with Adam: 2 for the
   * weight, 12 for the 32-bit weight and two moments, and its gradient.
   */
  public double stateBytesPerParameter(int gradientBytes, int dataParallel) {
    double weight = this == WEIGHTS ? (double) WEIGHT_BYTES / dataParallel : WEIGHT_BYTES;
    boolean gradientsShared = this == GRADIENTS || this == WEIGHTS;
    double gradient = gradientsShared ? (double) gradientBytes / dataParallel : gradientBytes;
    return weight + gradient + optimizerBytesPerParameter(dataParallel);
  }

  /** The optimiser's part of that. */
  public double optimizerBytesPerParameter(int dataParallel) {
    return this == NONE ? OPTIMIZER_BYTES : (double) OPTIMIZER_BYTES / dataParallel;
  }
}
