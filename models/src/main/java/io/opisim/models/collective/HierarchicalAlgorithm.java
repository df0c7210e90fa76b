package io.opisim.models.collective;

/**
 * Inside each node first, then between ranks of equal place in all nodes at once, then inside
 * again.
 *
 * <p>Models: rings in all three phases; the vector goes through in {@value #CHUNKS} chunks, so that
 * the faster of inside and between hides behind the slower but for one chunk. Ignores: what both
 * phases share (copy engines, PCIe). Valid for: equal nodes with a NIC for every rank, or shares of
 * one. Source: Hockney costs of the phases; the number of chunks is an estimate.
 */
public final class HierarchicalAlgorithm implements CollectiveAlgorithm {
  /** Its id. */
  public static final String ID = "hierarchical";

  private static final int CHUNKS = 8;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Inside the nodes, between them, inside again, in chunks that follow each other.";
  }

  @Override
  public boolean supports(
      CollectiveOperation operation, RankLayout layout, CollectiveParameters parameters) {
    return switch (operation) {
      case ALL_REDUCE, REDUCE_SCATTER, ALL_GATHER ->
          layout.nodes() > 1 && layout.ranksPerNode() > 1;
      default -> false;
    };
  }

  @Override
  public double seconds(
      CollectiveOperation operation,
      double sizeBytes,
      RankLayout layout,
      CollectiveProtocol protocol,
      CollectiveParameters parameters) {
    int passes = operation == CollectiveOperation.ALL_REDUCE ? 2 : 1;
    int near = layout.ranksPerNode();
    int far = layout.nodes();
    double latency =
        parameters.get(CollectiveParameter.BASE_LATENCY)
            + passes
                * ((near - 1) * parameters.get(CollectiveParameter.HOP_LATENCY)
                    + (far - 1) * parameters.get(CollectiveParameter.NODE_HOP_LATENCY));
    double inside =
        passes * (near - 1.0) / near * sizeBytes / parameters.scaleUpBytesPerSecond(near);
    double between =
        passes
            * (far - 1.0)
            / far
            * sizeBytes
            / near
            / parameters.get(CollectiveParameter.NIC_RATE);
    return latency + Math.max(inside, between) + Math.min(inside, between) / CHUNKS;
  }
}
