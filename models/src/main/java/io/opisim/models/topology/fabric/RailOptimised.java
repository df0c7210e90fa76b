package io.opisim.models.topology.fabric;

/**
 * Rails: the ports of equal local rank share a rail switch, and spines join the rails.
 *
 * <p>Models: N nodes of g ports in groups of m nodes. Port r of every node of a group is on rail
 * switch r of the group; every rail switch has c cables to each of S spines. N·g endpoints (port r
 * of node n is endpoint n·g + r), ⌈N/m⌉·g + S switches, N·g + ⌈N/m⌉·g·S·c cables; 2 links between
 * equal ranks of one group, 4 otherwise (S·c ways). Oversubscription m·port rate ÷ (S·c·uplink
 * rate). Ignores: switch radix (100,000 endpoints take spines of thousands of ports); NVLink inside
 * nodes, which {@link NodesOnFabric} adds, with its way across rails. Valid for: one NIC per
 * accelerator. Source: Wang et al., "Rail-only", HotI 2024, and NVIDIA's DGX SuperPOD reference
 * architecture (groups of 32 nodes, 8 rails).
 *
 * @param nodes how many nodes
 * @param portsPerNode ports, one per local rank
 * @param nodesPerGroup nodes on one set of rail switches
 * @param spines spine switches
 * @param cablesPerPair cables between each rail switch and each spine
 * @param portLink the cable of each port
 * @param uplink each cable between rail switch and spine
 */
public record RailOptimised(
    int nodes,
    int portsPerNode,
    int nodesPerGroup,
    int spines,
    int cablesPerPair,
    LinkSpec portLink,
    LinkSpec uplink)
    implements FabricPlan {
  /** Checks that every part is there. */
  public RailOptimised {
    Sizes.atLeast(1, nodes, "nodes");
    Sizes.atLeast(1, portsPerNode, "ports per node");
    Sizes.atLeast(1, nodesPerGroup, "nodes per group");
    Sizes.atLeast(1, spines, "spines");
    Sizes.atLeast(1, cablesPerPair, "cables per pair");
    Sizes.product(nodes, portsPerNode);
    Sizes.product((nodes - 1) / nodesPerGroup + 1, portsPerNode, spines, cablesPerPair);
  }

  /** Groups of nodes; the last may be smaller. */
  public int groups() {
    return (nodes - 1) / nodesPerGroup + 1;
  }

  private int railSwitches() {
    return groups() * portsPerNode;
  }

  @Override
  public int endpoints() {
    return nodes * portsPerNode;
  }

  @Override
  public int switches() {
    return railSwitches() + spines;
  }

  @Override
  public int cables() {
    return endpoints() + railSwitches() * spines * cablesPerPair;
  }

  /** What the ports of a full rail switch can send over what its uplinks carry. */
  public double oversubscription() {
    return nodesPerGroup
        * portLink.rate().bytesPerSecond()
        / (spines * cablesPerPair * uplink.rate().bytesPerSecond());
  }

  /** Bytes per second that half of the groups can send to the other; for even, full groups. */
  public double bisectionBytesPerSecond() {
    return endpoints() / 2 * portLink.rate().bytesPerSecond() / Math.max(1, oversubscription());
  }

  @Override
  public Fabric build() {
    TwoTierWiring wiring =
        new TwoTierWiring(
            endpoints(),
            railSwitches(),
            spines,
            cablesPerPair,
            this::railOf,
            new RailNames(portsPerNode));
    Fabric.Builder builder =
        new Fabric.Builder(endpoints(), switches(), cables(), portLink, uplink);
    wiring.lay(builder);
    return builder.build(wiring);
  }

  private int railOf(int endpoint) {
    int node = endpoint / portsPerNode;
    return node / nodesPerGroup * portsPerNode + endpoint % portsPerNode;
  }

  private record RailNames(int ports) implements TwoTierWiring.Names {
    @Override
    public String endpoint(int endpoint) {
      return endpoint / ports + "-" + endpoint % ports;
    }

    @Override
    public String lower(int index) {
      return "group-" + index / ports + "-rail-" + index % ports;
    }
  }
}
