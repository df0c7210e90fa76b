package io.opisim.models.collective;

/**
 * Hosts without accelerators add: every rank sends its vector to them, each server its part of it,
 * and takes the sum back.
 *
 * <p>Models: the slower of a rank's NIC (S out, S in) and of the servers together (n S in, n S
 * out). Ignores: the servers' arithmetic unless it is their rate. Valid for: servers that share the
 * vector evenly; they double a ring only if m servers take in what n ranks send. Source: Hockney
 * cost max(S b, n S / (m B)).
 */
public final class ReductionServerAggregation implements CollectiveAlgorithm {
  /** Its id. */
  public static final String ID = "reduction-server";

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Hosts without accelerators add: every vector goes there once and back once.";
  }

  @Override
  public boolean supports(
      CollectiveOperation operation, RankLayout layout, CollectiveParameters parameters) {
    return operation == CollectiveOperation.ALL_REDUCE
        && parameters
            .aggregation()
            .filter(one -> one.kind() == NetworkAggregation.Kind.REDUCTION_SERVER)
            .isPresent();
  }

  @Override
  public double seconds(
      CollectiveOperation operation,
      double sizeBytes,
      RankLayout layout,
      CollectiveProtocol protocol,
      CollectiveParameters parameters) {
    NetworkAggregation servers = parameters.aggregation().orElseThrow();
    double rank = sizeBytes / parameters.get(CollectiveParameter.NIC_RATE);
    double all = layout.ranks() * sizeBytes / (servers.count() * servers.bytesPerSecond());
    return servers.latencySeconds() + Math.max(rank, all);
  }
}
