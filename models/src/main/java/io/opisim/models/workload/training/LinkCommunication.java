package io.opisim.models.workload.training;

/**
 * Rings over two kinds of link: inside a node, and between nodes.
 *
 * <p>Models: the Hockney cost of a ring; egress counted per node, so that groups which cross nodes
 * side by side share its NICs. Ignores: trees and other algorithms, protocols by message size,
 * congestion in the network, other jobs. Valid for: vectors of megabytes on a fabric without
 * oversubscription. Source: ring formulas of Thakur et al., 2005; egress per node as the measured
 * plans of vTrain (arXiv 2312.12391) ask for it.
 *
 * @param acceleratorsPerNode ranks of a node
 * @param scaleUpBytesPerSecond one accelerator's share of the links inside a node, one direction
 * @param nodeBytesPerSecond all NICs of a node, one direction
 * @param scaleUpLatencySeconds one hop inside a node
 * @param networkLatencySeconds one hop between nodes
 */
public record LinkCommunication(
    int acceleratorsPerNode,
    double scaleUpBytesPerSecond,
    double nodeBytesPerSecond,
    double scaleUpLatencySeconds,
    double networkLatencySeconds)
    implements CommunicationCost {
  /** Checks that there are links. */
  public LinkCommunication {
    if (acceleratorsPerNode < 1 || !(scaleUpBytesPerSecond > 0) || !(nodeBytesPerSecond > 0)) {
      throw new IllegalArgumentException(
          acceleratorsPerNode
              + " accelerators with "
              + scaleUpBytesPerSecond
              + " bytes/s in a node"
              + " and "
              + nodeBytesPerSecond
              + " bytes/s out of it");
    }
  }

  @Override
  public double allReduceSeconds(double bytes, RankGroup group) {
    return 2 * rounds(bytes, group);
  }

  @Override
  public double allToAllSeconds(double bytes, RankGroup group) {
    return rounds(bytes, group);
  }

  @Override
  public double sendSeconds(double bytes, RankGroup group) {
    if (group.ranks() == 1) {
      return 0;
    }
    return insideNode(group)
        ? bytes / scaleUpBytesPerSecond + scaleUpLatencySeconds
        : bytes * acceleratorsPerNode / nodeBytesPerSecond + networkLatencySeconds;
  }

  /** Each rank sends its n-th part to its neighbour, n - 1 times. */
  private double rounds(double bytes, RankGroup group) {
    int ranks = group.ranks();
    if (ranks == 1) {
      return 0;
    }
    double sent = (ranks - 1.0) / ranks * bytes;
    double inside = sent / scaleUpBytesPerSecond;
    if (insideNode(group)) {
      return inside + (ranks - 1) * scaleUpLatencySeconds;
    }
    int ranksInNode =
        StrictMath.min(ranks, StrictMath.max(1, acceleratorsPerNode / group.stride()));
    double ringsThroughNode = (double) acceleratorsPerNode / ranksInNode;
    double outside = sent * ringsThroughNode / nodeBytesPerSecond;
    return StrictMath.max(inside, outside) + (ranks - 1) * networkLatencySeconds;
  }

  private boolean insideNode(RankGroup group) {
    return (long) group.ranks() * group.stride() <= acceleratorsPerNode;
  }
}
