package io.opisim.models.topology.fabric;

import io.opisim.models.topology.fabric.NodeInterior.CrossRail;

/** Ways from inside one node, over the fabric outside, to inside another. */
final class NodesWiring implements Wiring {
  private final NodesOnFabric plan;
  private final NodeInterior inside;
  private final InteriorWiring interior;
  private final Wiring outer;
  private final int endpoints;
  private final int perNode;
  private final int firstOuter;
  private final int ports;
  private final int outerLinks;

  NodesWiring(NodesOnFabric plan, Fabric outside) {
    this.plan = plan;
    inside = plan.interior();
    interior = new InteriorWiring(inside);
    outer = outside.wiring();
    endpoints = plan.endpoints();
    perNode = inside.vertices() - inside.accelerators();
    firstOuter = endpoints + plan.nodes() * perNode;
    ports = plan.ports();
    outerLinks = outside.links();
  }

  InteriorWiring interior() {
    return interior;
  }

  /** The number here of an outer vertex: its used endpoints are NICs. */
  int fromOuter(int vertex) {
    return vertex < ports
        ? plan.nic(vertex / inside.nics(), vertex % inside.nics())
        : firstOuter + vertex - ports;
  }

  private int toOuter(int vertex) {
    return vertex >= firstOuter
        ? vertex - firstOuter + ports
        : node(vertex) * inside.nics() + inside.nicRank(local(vertex));
  }

  private int node(int vertex) {
    return vertex < endpoints
        ? vertex / inside.accelerators()
        : vertex < firstOuter ? (vertex - endpoints) / perNode : -1;
  }

  private int local(int vertex) {
    return vertex < endpoints
        ? vertex % inside.accelerators()
        : inside.accelerators() + (vertex - endpoints) % perNode;
  }

  @Override
  public void next(int source, int at, int destination, LinkList out) {
    int here = node(at);
    if (here < 0) {
      outer.next(exit(source, destination), toOuter(at), entry(source, destination), out);
      return;
    }
    int start = out.size();
    int local = local(at);
    if (here == node(destination)) {
      interior.next(local(source), local, local(destination), out);
    } else if (inside.kind(local) == VertexKind.NIC) {
      outer.next(exit(source, destination), toOuter(at), entry(source, destination), out);
      return;
    } else {
      leave(source, local, destination, out);
    }
    out.shiftFrom(start, outerLinks + 2 * here * inside.cables());
  }

  /** Towards the NIC by which the flow leaves, over a neighbour if that NIC is the neighbour's. */
  private void leave(int source, int local, int destination, LinkList out) {
    int exit = exitRank(source, destination);
    boolean onNvlink =
        local == inside.nvlinkSwitch()
            || (local < inside.accelerators() && inside.nicRank(local) != exit);
    boolean over = crossesInside(source, destination) && onNvlink;
    interior.next(local, local, over ? local(destination) : inside.nic(exit), out);
  }

  private boolean crossesInside(int source, int destination) {
    return inside.crossRail() == CrossRail.NVLINK && source < endpoints && destination < endpoints;
  }

  private int exitRank(int source, int destination) {
    int rank = crossesInside(source, destination) ? rank(destination) : rank(source);
    if (rank < 0) {
      rank = rank(destination);
    }
    return rank >= 0 ? rank : Math.floorMod(node(source) + node(destination), inside.nics());
  }

  /** The rank of the NIC that serves a vertex, or −1 for hosts and outer switches. */
  private int rank(int vertex) {
    return vertex >= firstOuter ? -1 : inside.nicRank(local(vertex));
  }

  /** The outer endpoint where a flow leaves its node, or the outer switch where it begins. */
  private int exit(int source, int destination) {
    return source >= firstOuter
        ? toOuter(source)
        : node(source) * inside.nics() + exitRank(source, destination);
  }

  /** The outer endpoint where a flow enters its node, or the outer switch where it ends. */
  private int entry(int source, int destination) {
    if (destination >= firstOuter) {
      return toOuter(destination);
    }
    int rank = rank(destination);
    return node(destination) * inside.nics() + (rank >= 0 ? rank : exitRank(source, destination));
  }

  @Override
  public int viaCount(int source, int destination) {
    if (node(source) == node(destination)) {
      return 0;
    }
    return outer.viaCount(exit(source, destination), entry(source, destination));
  }

  @Override
  public int via(int source, int destination, int index) {
    return fromOuter(outer.via(exit(source, destination), entry(source, destination), index));
  }

  @Override
  public boolean detours() {
    return outer.detours();
  }

  @Override
  public boolean forwards(int source, int at, int destination) {
    int here = node(at);
    if (here == node(source) || here == node(destination)) {
      return at >= endpoints;
    }
    boolean port = here < 0 || inside.kind(local(at)) == VertexKind.NIC;
    return port
        && outer.forwards(exit(source, destination), toOuter(at), entry(source, destination));
  }

  @Override
  public String name(int vertex) {
    int node = node(vertex);
    if (node < 0) {
      return outer.name(toOuter(vertex));
    }
    int local = local(vertex);
    return local < inside.accelerators()
        ? node + "-" + local
        : "node-" + node + "-" + inside.nameWithin(local);
  }
}
