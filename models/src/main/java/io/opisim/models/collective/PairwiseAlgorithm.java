package io.opisim.models.collective;

/**
 * Every rank sends to each peer directly; a send and receive is the case of one peer.
 *
 * <p>Models: a latency for every peer; traffic inside the node and over the NIC at the same time,
 * the later of the two counts. Ignores: several senders at one receiver. Valid for: equal shares to
 * all peers. Source: Hockney cost of pairwise exchange.
 */
public final class PairwiseAlgorithm implements CollectiveAlgorithm {
  /** Its id. */
  public static final String ID = "pairwise";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Every rank sends to each peer directly.";
  }

  @Override
  public boolean supports(
      CollectiveOperation operation, RankLayout layout, CollectiveParameters parameters) {
    return operation == CollectiveOperation.ALL_TO_ALL
        || operation == CollectiveOperation.SEND_RECEIVE;
  }

  @Override
  public double seconds(
      CollectiveOperation operation,
      double sizeBytes,
      RankLayout layout,
      CollectiveProtocol protocol,
      CollectiveParameters parameters) {
    return operation == CollectiveOperation.SEND_RECEIVE
        ? send(sizeBytes, layout, parameters)
        : exchange(sizeBytes, layout, parameters);
  }

  private static double exchange(
      double sizeBytes, RankLayout layout, CollectiveParameters parameters) {
    int ranks = layout.ranks();
    int near = layout.ranksPerNode();
    double inside = sizeBytes * (near - 1) / ranks / parameters.scaleUpBytesPerSecond(near);
    double between =
        sizeBytes * (ranks - near) / ranks / parameters.get(CollectiveParameter.ALL_TO_ALL_RATE);
    return parameters.get(CollectiveParameter.BASE_LATENCY)
        + (ranks - 1) * parameters.get(CollectiveParameter.PEER_LATENCY)
        + Math.max(inside, between);
  }

  private static double send(double sizeBytes, RankLayout layout, CollectiveParameters parameters) {
    double hop =
        parameters.get(
            layout.oneNode()
                ? CollectiveParameter.HOP_LATENCY
                : CollectiveParameter.NODE_HOP_LATENCY);
    double bytesPerSecond =
        layout.oneNode()
            ? parameters.get(CollectiveParameter.SEND_RATE)
            : parameters.get(CollectiveParameter.SEND_NODE_RATE)
                * StrictMath.pow(
                    layout.ranksPerNode(), -parameters.get(CollectiveParameter.SEND_SHARING));
    return parameters.get(CollectiveParameter.SEND_BASE_LATENCY) + hop + sizeBytes / bytesPerSecond;
  }
}
