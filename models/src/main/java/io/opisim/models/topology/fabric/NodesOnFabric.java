package io.opisim.models.topology.fabric;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Nodes with an inside, each NIC plugged into one endpoint of a fabric outside.
 *
 * <p>Models: NIC j of node i is endpoint i·n + j of the outer fabric. Accelerator a of node i is
 * endpoint i·g + a here; the rest of each node and the outer switches follow. A flow between nodes
 * leaves by the NIC of its source and enters by the NIC of its destination, or leaves by the NIC of
 * the destination's rank if rails are crossed over NVLink; hosts, which have no NIC of their own,
 * use the other end's rank, and between hosts NIC (i + i') mod n. Link numbers: those of the outer
 * fabric unchanged, then node by node. Ignores: flows split over several NICs (make several flows);
 * falling back to PCIe or to another NIC, so a dead NVLink or NIC cuts its accelerator off inside
 * or outside. Valid for: any outer fabric with enough endpoints; those left over are unused ports.
 * Source: composition of its parts; crossing over NVLink after NVIDIA's PXN (NCCL 2.12, 2022).
 *
 * @param nodes how many
 * @param interior of each
 * @param outer what joins their NICs
 */
public record NodesOnFabric(int nodes, NodeInterior interior, FabricPlan outer)
    implements FabricPlan {
  /** Checks that every NIC finds a port. */
  public NodesOnFabric {
    Sizes.atLeast(1, nodes, "nodes");
    Sizes.product(nodes, interior.vertices());
    int ports = Sizes.product(nodes, interior.nics());
    if (ports > outer.endpoints()) {
      throw new IllegalArgumentException(
          ports + " NICs do not fit the " + outer.endpoints() + " endpoints of the outer fabric");
    }
  }

  @Override
  public int endpoints() {
    return nodes * interior.accelerators();
  }

  @Override
  public int switches() {
    return outer.switches();
  }

  @Override
  public int cables() {
    return outer.cables() + nodes * interior.cables();
  }

  /** The vertex of a node's host: its CPU and memory. */
  public int host(int node) {
    return vertex(node, interior.host());
  }

  /** The vertex of a NIC. */
  public int nic(int node, int rank) {
    return vertex(node, interior.nic(rank));
  }

  /** The vertex of the DPU at a NIC. */
  public int dpu(int node, int rank) {
    if (interior.dpuPlace() == NodeInterior.DpuPlace.NONE) {
      throw new IllegalStateException("these nodes have no DPUs");
    }
    return vertex(node, interior.nic(interior.nics()) + rank);
  }

  int vertex(int node, int local) {
    int accelerators = interior.accelerators();
    return local < accelerators
        ? node * accelerators + local
        : endpoints() + node * (interior.vertices() - accelerators) + local - accelerators;
  }

  @Override
  public Fabric build() {
    Fabric outside = outer.build();
    int insideVertices = nodes * interior.vertices();
    LinkSpec[] inside = interior.specs();
    Fabric.Builder builder =
        new Fabric.Builder(
            endpoints(),
            insideVertices - endpoints() + outside.vertices() - ports(),
            cables(),
            join(inside, outside.specs()));
    NodesWiring wiring = new NodesWiring(this, outside);
    for (int node = 0; node < nodes; node++) {
      for (int local = interior.accelerators(); local < interior.vertices(); local++) {
        builder.kind(vertex(node, local), interior.kind(local));
      }
    }
    for (int vertex = ports(); vertex < outside.vertices(); vertex++) {
      builder.kind(wiring.fromOuter(vertex), outside.kind(vertex));
    }
    for (int link = 0; link < outside.links(); link += 2) {
      builder.cable(
          wiring.fromOuter(outside.from(link)),
          wiring.fromOuter(outside.to(link)),
          inside.length + outside.spec(link));
    }
    for (int node = 0; node < nodes; node++) {
      int current = node;
      wiring.interior().lay(builder, local -> vertex(current, local), 0);
    }
    return builder.build(wiring);
  }

  int ports() {
    return nodes * interior.nics();
  }

  /** The kinds of cable of both parts, those of the nodes first. */
  private static LinkSpec[] join(LinkSpec[] inside, List<LinkSpec> outside) {
    return Stream.concat(Arrays.stream(inside), outside.stream()).toArray(LinkSpec[]::new);
  }
}
