package io.opisim.models.topology;

import java.util.List;

/**
 * The nodes of a cluster, in a fixed order that breaks every tie.
 *
 * <p>Models: hosts with CPU, memory and GPU devices, the rack each stands in, and how many rails
 * the network has. Ignores: links between them, sockets and memory domains inside a host. Valid
 * for: placement by capacity, rack and rail. Source: node lists of traces and the shapes in {@code
 * scenarios/catalog}, each with its own source.
 *
 * @param nodes at least one node
 * @param rails NICs of a node that each end on a switch of their own, shared by the NICs of equal
 *     rank in the rack; 0 where the network has no rails
 */
public record Cluster(List<Node> nodes, int rails) {
  /** Nodes on a network without rails. */
  public Cluster(List<Node> nodes) {
    this(nodes, 0);
  }

  /** Checks that there is a node, that names are unique and that nodes come rack by rack. */
  public Cluster {
    nodes = List.copyOf(nodes);
    if (nodes.isEmpty()) {
      throw new IllegalArgumentException("a cluster has at least one node");
    }
    if (rails < 0) {
      throw new IllegalArgumentException("a network has no " + rails + " rails");
    }
    if (nodes.stream().map(Node::name).distinct().count() != nodes.size()) {
      throw new IllegalArgumentException("two nodes of a cluster have the same name");
    }
    for (int index = 1; index < nodes.size(); index++) {
      if (nodes.get(index).rack() < nodes.get(index - 1).rack()) {
        throw new IllegalArgumentException(
            "nodes must come rack by rack; " + nodes.get(index).name() + " stands out of order");
      }
    }
  }

  /** The number of racks: one more than the highest rack number (nodes come rack by rack). */
  public int racks() {
    return nodes.get(nodes.size() - 1).rack() + 1;
  }

  /** The rail of a GPU device: devices of a node are dealt to its NICs in their order. */
  public int rail(int node, int device) {
    return (int) ((long) device * rails / nodes.get(node).gpus());
  }

  /** GPU devices in all. */
  public long gpus() {
    return nodes.stream().mapToLong(Node::gpus).sum();
  }

  /** Thousandths of a CPU core in all. */
  public long cpuMilli() {
    return nodes.stream().mapToLong(Node::cpuMilli).sum();
  }

  /** The largest number of GPU devices on one node: the longest task a job can be cut into. */
  public int largestNodeGpus() {
    return nodes.stream().mapToInt(Node::gpus).max().orElseThrow();
  }
}
