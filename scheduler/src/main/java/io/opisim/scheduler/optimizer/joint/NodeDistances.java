package io.opisim.scheduler.optimizer.joint;

import io.opisim.models.topology.Cluster;

/** How far nodes are from each other on the network. */
@FunctionalInterface
public interface NodeDistances {
  /** Hops up to a switch and down again. */
  int IN_RACK = 2;

  /** Hops over a second tier of switches. */
  int BETWEEN_RACKS = 4;

  /** Links on the shortest way between two nodes; 0 from a node to itself. */
  int hops(int from, int to);

  /** What is taken where no fabric is described: a switch in each rack and one tier above them. */
  static NodeDistances byRack(Cluster cluster) {
    return (from, to) -> {
      if (from == to) {
        return 0;
      }
      boolean near = cluster.nodes().get(from).rack() == cluster.nodes().get(to).rack();
      return near ? IN_RACK : BETWEEN_RACKS;
    };
  }
}
