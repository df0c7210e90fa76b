package io.opisim.models.collective;

/**
 * The switches between the nodes add: what a node has summed inside goes up once and comes down
 * once, however many nodes there are.
 *
 * <p>Models: one latency, rings inside the nodes, S/g over each rank's NIC or the switch port,
 * whichever is slower. Ignores: memory of the switch, trees shared by jobs. Valid for: one tree of
 * equal nodes. Source: Hockney cost 2 a + S b of SwitchML (Sapio et al., NSDI 2021) and SHARP
 * (Graham et al., COMHPC 2016).
 */
public final class SwitchAggregation implements CollectiveAlgorithm {
  /** Its id. */
  public static final String ID = "switch-aggregation";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "The switches between the nodes add: every vector goes up once and comes down once.";
  }

  @Override
  public boolean supports(
      CollectiveOperation operation, RankLayout layout, CollectiveParameters parameters) {
    return operation == CollectiveOperation.ALL_REDUCE
        && layout.nodes() > 1
        && parameters
            .aggregation()
            .filter(one -> one.kind() == NetworkAggregation.Kind.SWITCH)
            .isPresent();
  }

  @Override
  public double seconds(
      CollectiveOperation operation,
      double sizeBytes,
      RankLayout layout,
      CollectiveProtocol protocol,
      CollectiveParameters parameters) {
    NetworkAggregation device = parameters.aggregation().orElseThrow();
    int near = layout.ranksPerNode();
    double port = Math.min(device.bytesPerSecond(), parameters.get(CollectiveParameter.NIC_RATE));
    return device.latencySeconds()
        + insideSeconds(sizeBytes, near, parameters)
        + sizeBytes / near / port;
  }

  /** Reduce-scatter and all-gather inside the nodes. */
  static double insideSeconds(double sizeBytes, int near, CollectiveParameters parameters) {
    return near == 1
        ? 0
        : 2.0 * (near - 1) * parameters.get(CollectiveParameter.HOP_LATENCY)
            + 2.0 * (near - 1) / near * sizeBytes / parameters.scaleUpBytesPerSecond(near);
  }
}
