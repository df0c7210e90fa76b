package io.opisim.models.collective;

/**
 * Something in the network that adds vectors for the ranks.
 *
 * @param kind what it is
 * @param latencySeconds from launch to end, without the bytes
 * @param bytesPerSecond what one of them takes in and gives out: a switch for each rank, a DPU for
 *     its node, a server for all ranks together
 * @param count how many servers; 1 for the others
 */
public record NetworkAggregation(
    Kind kind, double latencySeconds, double bytesPerSecond, int count) {
  /** Checks the amounts. */
  public NetworkAggregation {
    if (!(latencySeconds >= 0 && bytesPerSecond > 0 && count > 0)) {
      throw new IllegalArgumentException(
          kind + ": latency " + latencySeconds + " s, rate " + bytesPerSecond + ", " + count);
    }
  }

  /** What adds. */
  public enum Kind {
    /** The switches between the nodes. */
    SWITCH,
    /** One DPU in each node. */
    DPU,
    /** Hosts without accelerators. */
    REDUCTION_SERVER
  }
}
