package io.opisim.models.collective;

/**
 * Where the ranks of a group are: as many in each node, or in each scale-up domain if that spans
 * several nodes.
 *
 * @param ranksPerNode ranks that reach each other over the scale-up links
 * @param nodes nodes, or scale-up domains
 */
public record RankLayout(int ranksPerNode, int nodes) {
  /** Checks that there is anybody to talk to. */
  public RankLayout {
    if (ranksPerNode < 1 || nodes < 1 || (long) ranksPerNode * nodes > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "a group has at least one rank, not " + nodes + " x " + ranksPerNode);
    }
  }

  /**
   * The layout of ranks in nodes whose scale-up links may reach further.
   *
   * @param domainRanks accelerators of one scale-up domain if that spans nodes, else 0
   */
  public static RankLayout inDomains(int ranksPerNode, int nodes, int domainRanks) {
    if (domainRanks <= ranksPerNode) {
      return new RankLayout(ranksPerNode, nodes);
    }
    int ranks = Math.multiplyExact(ranksPerNode, nodes);
    // A group that does not fill its last domain is spread evenly over as many domains.
    int domains = (ranks - 1) / domainRanks + 1;
    return new RankLayout(Math.max(1, ranks / domains), domains);
  }

  /** All ranks. */
  public int ranks() {
    return ranksPerNode * nodes;
  }

  /** Whether every rank reaches every other over scale-up links. */
  public boolean oneNode() {
    return nodes == 1;
  }

  /** Rounds of an exchange that doubles its reach, rounded up. */
  static int doublings(int ranks) {
    return ranks <= 1 ? 0 : 32 - Integer.numberOfLeadingZeros(ranks - 1);
  }
}
