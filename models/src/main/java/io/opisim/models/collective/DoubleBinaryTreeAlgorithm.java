package io.opisim.models.collective;

/**
 * Two binary trees over the nodes, each rank a leaf of one and an inner node of the other, chains
 * inside the nodes; chunks follow each other.
 *
 * <p>Models: up and down the tree once in latency, every byte twice in rate (once for a broadcast).
 * Ignores: the time to fill the pipeline with chunks, uneven depth. Valid for: idle systems; its
 * latency is what makes large groups fast. Source: Sanders, Speck and Träff, Parallel Computing
 * 35(12), 2009; latency as in NCCL's tuning.cc.
 */
public final class DoubleBinaryTreeAlgorithm implements CollectiveAlgorithm {
  /** Its id. */
  public static final String ID = "double-binary-tree";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Two binary trees over the nodes: latency grows with the logarithm of their number.";
  }

  @Override
  public boolean supports(
      CollectiveOperation operation, RankLayout layout, CollectiveParameters parameters) {
    return operation == CollectiveOperation.ALL_REDUCE
        || operation == CollectiveOperation.BROADCAST;
  }

  @Override
  public boolean hasProtocols() {
    return true;
  }

  @Override
  public double seconds(
      CollectiveOperation operation,
      double sizeBytes,
      RankLayout layout,
      CollectiveProtocol protocol,
      CollectiveParameters parameters) {
    int ways = operation == CollectiveOperation.ALL_REDUCE ? 2 : 1;
    double depth = StrictMath.log(layout.nodes()) / StrictMath.log(2);
    double hops =
        (layout.ranksPerNode() - 1) * parameters.get(CollectiveParameter.TREE_HOP_LATENCY)
            + depth * parameters.get(CollectiveParameter.TREE_NODE_HOP_LATENCY);
    double bytesPerSecond =
        parameters.ringBytesPerSecond(layout)
            * parameters.get(CollectiveParameter.TREE_RATE_SHARE)
            * protocol.rateShare(parameters);
    return parameters.get(CollectiveParameter.TREE_BASE_LATENCY)
        + ways * hops * protocol.hopShare(parameters)
        + ways * sizeBytes / bytesPerSecond;
  }
}
