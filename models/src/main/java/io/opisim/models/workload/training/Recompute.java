package io.opisim.models.workload.training;

/** Which activations are computed again in the backward pass instead of being kept. */
public enum Recompute {
  /** None: all are kept. */
  NONE,
  /** Those of the attention core, which are large and cheap. */
  SELECTIVE,
  /** All but the input of each layer. */
  FULL
}
