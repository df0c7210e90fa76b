package io.opisim.models.collective;

/** How the accelerators of one node are wired. */
public enum ScaleUpFabric {
  /** Each reaches each at full rate through switches. */
  SWITCHED,
  /** Eight V100 without switches, two rings deep: rings exist only where the wires allow. */
  HYBRID_CUBE_MESH;

  /**
   * Edge-disjoint directed rings through the first n accelerators of a hybrid cube mesh. For five
   * there is none: the fifth has one neighbour, which then forwards, twice at most.
   */
  private static final int[] CUBE_MESH_RINGS = {1, 1, 1, 2, 4, 2, 2, 4, 6};

  /** How many times the rate of one ring the ranks of one node get together. */
  public int rings(int ranksPerNode) {
    return this == SWITCHED
        ? 1
        : CUBE_MESH_RINGS[Math.min(ranksPerNode, CUBE_MESH_RINGS.length - 1)];
  }
}
