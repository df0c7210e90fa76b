package io.opisim.models.collective;

/**
 * Ranks exchange with partners 1, 2, 4, … away: halves of the vector to reduce and scatter, then
 * doubling parts to gather.
 *
 * <p>Models: as many rounds as the logarithm of the ranks for each pass, each byte inside the node
 * first so that a rank sends 1/ranksPerNode of the vector over its NIC; ranks beyond a power of two
 * hand their vector to a neighbour first and get the result after. Ignores: links shared by
 * partners far apart. Valid for: idle systems. Source: Thakur, Rabenseifner and Gropp, IJHPCA
 * 19(1), 2005.
 */
public final class HalvingDoublingAlgorithm implements CollectiveAlgorithm {
  /** Its id. */
  public static final String ID = "recursive-halving-doubling";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Exchanges of halves with partners 1, 2, 4, ... away: full rate in log2 n rounds.";
  }

  @Override
  public boolean supports(
      CollectiveOperation operation, RankLayout layout, CollectiveParameters parameters) {
    return switch (operation) {
      case ALL_REDUCE -> true;
      case REDUCE_SCATTER, ALL_GATHER ->
          Integer.bitCount(layout.ranksPerNode()) == 1 && Integer.bitCount(layout.nodes()) == 1;
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
    int near = Integer.highestOneBit(layout.ranksPerNode());
    int far = Integer.highestOneBit(layout.nodes());
    double hop = parameters.get(CollectiveParameter.HOP_LATENCY);
    double nodeHop = parameters.get(CollectiveParameter.NODE_HOP_LATENCY);
    double scaleUp = parameters.scaleUpBytesPerSecond(layout.ranksPerNode());
    double nic = parameters.get(CollectiveParameter.NIC_RATE);
    double pass =
        RankLayout.doublings(near) * hop
            + RankLayout.doublings(far) * nodeHop
            + (near - 1.0) / near * sizeBytes / scaleUp
            + (far - 1.0) / far * sizeBytes / near / nic;
    double fold = near == layout.ranksPerNode() ? 0 : 2 * (hop + sizeBytes / scaleUp);
    double nodeFold = far == layout.nodes() ? 0 : 2 * (nodeHop + sizeBytes / near / nic);
    return parameters.get(CollectiveParameter.BASE_LATENCY) + passes * pass + fold + nodeFold;
  }
}
