package io.opisim.models.collective;

/**
 * One DPU in each node adds: ranks hand it their parts, the DPUs run a ring among themselves, the
 * ranks take the sum.
 *
 * <p>Models: the ring between nodes at the rate of the node's NICs or of the DPU's arithmetic,
 * which touches every byte sent, whichever is slower. Ignores: cores of the DPU used by other
 * services. Valid for: equal nodes with one DPU each. Source: Hockney cost of the phases; the same
 * traffic as a hierarchical ring, only the accelerators are free.
 */
public final class DpuAggregation implements CollectiveAlgorithm {
  /** Its id. */
  public static final String ID = "dpu-aggregation";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "One DPU in each node adds, the DPUs form a ring: accelerators do nothing.";
  }

  @Override
  public boolean supports(
      CollectiveOperation operation, RankLayout layout, CollectiveParameters parameters) {
    return operation == CollectiveOperation.ALL_REDUCE
        && layout.nodes() > 1
        && parameters
            .aggregation()
            .filter(one -> one.kind() == NetworkAggregation.Kind.DPU)
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
    int far = layout.nodes();
    double node =
        Math.min(device.bytesPerSecond(), near * parameters.get(CollectiveParameter.NIC_RATE));
    return device.latencySeconds()
        + SwitchAggregation.insideSeconds(sizeBytes, near, parameters)
        + 2.0 * (far - 1) * parameters.get(CollectiveParameter.NODE_HOP_LATENCY)
        + 2.0 * (far - 1) / far * sizeBytes / node;
  }
}
