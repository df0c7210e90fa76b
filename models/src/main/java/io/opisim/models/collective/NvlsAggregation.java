package io.opisim.models.collective;

/**
 * The scale-up switches of one node or domain add: every rank sends its vector once and gets the
 * sum once.
 *
 * <p>Models: one latency, a rate that grows a little with the group. Ignores: reductions through
 * the switches of several domains. Valid for: groups of more than {@value #FEWEST_RANKS} ranks of
 * one domain whose switches can add (NVSwitch from the H100 on). Source: NCCL's tuning.cc for the
 * form; smaller groups were measured without it on H200 and B200 nodes (stas00/ml-engineering).
 */
public final class NvlsAggregation implements CollectiveAlgorithm {
  /** Its id. */
  public static final String ID = "nvls";

  private static final int FEWEST_RANKS = 4;

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "The scale-up switches of one node add: every rank sends its vector once.";
  }

  @Override
  public boolean supports(
      CollectiveOperation operation, RankLayout layout, CollectiveParameters parameters) {
    return operation == CollectiveOperation.ALL_REDUCE
        && layout.oneNode()
        && layout.ranksPerNode() > FEWEST_RANKS;
  }

  @Override
  public double seconds(
      CollectiveOperation operation,
      double sizeBytes,
      RankLayout layout,
      CollectiveProtocol protocol,
      CollectiveParameters parameters) {
    return parameters.get(CollectiveParameter.SCALE_UP_SWITCH_LATENCY)
        + sizeBytes / parameters.scaleUpSwitchBytesPerSecond(layout.ranksPerNode());
  }
}
