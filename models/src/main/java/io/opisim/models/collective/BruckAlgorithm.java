package io.opisim.models.collective;

/**
 * Ranks send to the ranks 1, 2, 4, … further on: what each still has to get to others.
 *
 * <p>Models: log2 n rounds; half of the vector in each round of an all-to-all, doubling parts in an
 * all-gather; rounds that reach beyond the node go over the NICs. Ignores: the rotation of the data
 * in memory; that of the rounds within a node a few messages leave it. Valid for: small messages on
 * idle systems. Source: Bruck, Ho, Kipnis, Upfal and Weathersby, IEEE TPDS 8(11), 1997.
 */
public final class BruckAlgorithm implements CollectiveAlgorithm {
  /** Its id. */
  public static final String ID = "bruck";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Ranks send to those 1, 2, 4, ... further on: log2 n rounds for small messages.";
  }

  @Override
  public boolean supports(
      CollectiveOperation operation, RankLayout layout, CollectiveParameters parameters) {
    return operation == CollectiveOperation.ALL_TO_ALL
        || operation == CollectiveOperation.ALL_GATHER;
  }

  @Override
  public double seconds(
      CollectiveOperation operation,
      double sizeBytes,
      RankLayout layout,
      CollectiveProtocol protocol,
      CollectiveParameters parameters) {
    int rounds = RankLayout.doublings(layout.ranks());
    double scaleUp = parameters.scaleUpBytesPerSecond(layout.ranksPerNode());
    double time = parameters.get(CollectiveParameter.BASE_LATENCY);
    for (int round = 0; round < rounds; round++) {
      long distance = 1L << round;
      boolean crosses = distance >= layout.ranksPerNode();
      double share =
          operation == CollectiveOperation.ALL_TO_ALL
              ? 0.5
              : (double) Math.min(distance, layout.ranks() - distance) / layout.ranks();
      time +=
          parameters.get(
                  crosses ? CollectiveParameter.NODE_HOP_LATENCY : CollectiveParameter.HOP_LATENCY)
              + share * sizeBytes / (crosses ? border(operation, parameters) : scaleUp);
    }
    return time;
  }

  private static double border(CollectiveOperation operation, CollectiveParameters parameters) {
    return parameters.get(
        operation == CollectiveOperation.ALL_TO_ALL
            ? CollectiveParameter.ALL_TO_ALL_RATE
            : CollectiveParameter.NIC_RATE);
  }
}
