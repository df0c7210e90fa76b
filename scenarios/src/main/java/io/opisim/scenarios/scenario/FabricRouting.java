package io.opisim.scenarios.scenario;

/** How flows choose among equal ways. */
public enum FabricRouting {
  /** One way for each flow, by a hash. */
  ECMP,
  /** All ways equally: the best that routing could do. */
  IDEAL_SPREADING
}
