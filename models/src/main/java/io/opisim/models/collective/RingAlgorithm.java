package io.opisim.models.collective;

/**
 * Every rank passes parts on to the next, the last to the first.
 *
 * <p>Models: n - 1 steps for each pass over the data, those that cross nodes slower; the rate of
 * the slowest border. Ignores: several rings of different speed, the arithmetic of a reduction.
 * Valid for: idle systems of equal nodes. Source: Patarasuk and Yuan, JPDC 69(2), 2009; steps and
 * protocols as in NCCL's tuning.cc.
 */
public final class RingAlgorithm implements CollectiveAlgorithm {
  /** Its id. */
  public static final String ID = "ring";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Every rank passes parts on to the next: full rate, latency of every rank.";
  }

  @Override
  public boolean supports(
      CollectiveOperation operation, RankLayout layout, CollectiveParameters parameters) {
    return operation != CollectiveOperation.ALL_TO_ALL
        && operation != CollectiveOperation.SEND_RECEIVE;
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
    int passes = operation == CollectiveOperation.ALL_REDUCE ? 2 : 1;
    double crossing = layout.oneNode() ? 0 : (double) passes * (layout.nodes() - 1);
    double inside = (double) passes * (layout.ranks() - 1) - crossing;
    double hops =
        inside * parameters.get(CollectiveParameter.HOP_LATENCY)
            + crossing * parameters.get(CollectiveParameter.NODE_HOP_LATENCY);
    double carriedBytes = operation.busFactor(layout.ranks()) * sizeBytes;
    return parameters.get(CollectiveParameter.BASE_LATENCY)
        + hops * protocol.hopShare(parameters)
        + carriedBytes / (parameters.ringBytesPerSecond(layout) * protocol.rateShare(parameters));
  }
}
