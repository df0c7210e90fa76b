package io.opisim.models.topology.fabric;

/** A fabric by its parameters: its size from formulas, before anything is built. */
public interface FabricPlan {
  /** Endpoints: vertices 0 and up of the built fabric. */
  int endpoints();

  /** Network switches. */
  int switches();

  /** Cables; each is two links, one a direction. */
  int cables();

  /** The graph. */
  Fabric build();
}
