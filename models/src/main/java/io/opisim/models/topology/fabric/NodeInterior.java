package io.opisim.models.topology.fabric;

import java.util.Optional;

/**
 * What is inside a node: accelerators, an NVLink domain, a PCIe tree, NICs and DPUs.
 *
 * <p>Models: with g accelerators, s PCIe switches and n NICs: one host (CPU and memory) as the
 * root; each PCIe switch below it; accelerator i below switch ⌊i·s/g⌋ and NIC j below switch
 * ⌊j·s/n⌋ (or all below the host if s = 0); each accelerator on the node's NVLink switch if there
 * is one. A DPU per NIC stands on the path (every byte between NIC and PCIe crosses the DPU's
 * processor) or beside it (the NIC's own switch passes host traffic by; only what is for the DPU
 * goes there). Cables: s + g + n, and g with NVLink, and n with DPUs. Between accelerators NVLink
 * wins; everything else takes the PCIe tree, accelerator and NIC of one PCIe switch 2 links, across
 * the host 4. Ignores: more than one socket, NVLink switches one by one, PCIe ordering and credits.
 * Valid for: servers of 1 to 16 accelerators. Source: PCI Express Base Specification (tree of
 * switches under a root complex); NVIDIA, "DGX H100 User Guide", block diagram; BlueField "modes of
 * operation" for the two places of a DPU.
 *
 * @param accelerators how many
 * @param nvlink an accelerator's NVLink ports together, if it has any
 * @param pcieSwitches how many below the host
 * @param nics how many, each one port of the fabric outside
 * @param pcie every PCIe cable
 * @param dpuPlace where the DPUs stand
 * @param dpuLink between NIC and DPU processor, if there are DPUs
 * @param crossRail how accelerators reach those whose NIC is of another rank
 */
public record NodeInterior(
    int accelerators,
    Optional<LinkSpec> nvlink,
    int pcieSwitches,
    int nics,
    LinkSpec pcie,
    DpuPlace dpuPlace,
    Optional<LinkSpec> dpuLink,
    CrossRail crossRail)
    implements FabricPlan {
  /** Where the DPU of a NIC stands. */
  public enum DpuPlace {
    /** There is none: a plain NIC. */
    NONE,
    /** All traffic of the NIC crosses the DPU's processor. */
    ON_PATH,
    /** The DPU hangs at the NIC; traffic of the host passes it by. */
    BESIDE
  }

  /** How a flow gets from one rail to another. */
  public enum CrossRail {
    /** Out of its own NIC; the network crosses over. */
    NETWORK,
    /**
     * Over NVLink to the local accelerator whose NIC is on the destination's rail, and out there.
     */
    NVLINK
  }

  /** Checks that the parts fit together. */
  public NodeInterior {
    Sizes.atLeast(1, accelerators, "accelerators");
    Sizes.atLeast(0, pcieSwitches, "PCIe switches");
    Sizes.atLeast(1, nics, "NICs");
    if ((dpuPlace == DpuPlace.NONE) != dpuLink.isEmpty()) {
      throw new IllegalArgumentException(
          "a DPU has a link to its NIC and a plain NIC has none, not "
              + dpuPlace
              + " with "
              + dpuLink);
    }
    if (crossRail == CrossRail.NVLINK && nvlink.isEmpty()) {
      throw new IllegalArgumentException("rails are crossed over NVLink only where there is some");
    }
  }

  @Override
  public int endpoints() {
    return accelerators;
  }

  /** No network switches inside. */
  @Override
  public int switches() {
    return 0;
  }

  @Override
  public int cables() {
    return treeCables() + (nvlink.isPresent() ? accelerators : 0);
  }

  private int treeCables() {
    return accelerators + pcieSwitches + nics + dpus();
  }

  private int dpus() {
    return dpuPlace == DpuPlace.NONE ? 0 : nics;
  }

  /** The number of vertices of a node. */
  public int vertices() {
    return accelerators + 1 + pcieSwitches + nics + dpus() + (nvlink.isPresent() ? 1 : 0);
  }

  int host() {
    return accelerators;
  }

  private int pcieSwitch(int index) {
    return accelerators + 1 + index;
  }

  int nic(int index) {
    return accelerators + 1 + pcieSwitches + index;
  }

  private int dpu(int index) {
    return nic(nics) + index;
  }

  int nvlinkSwitch() {
    return vertices() - 1;
  }

  VertexKind kind(int local) {
    if (local < accelerators) {
      return VertexKind.ACCELERATOR;
    } else if (local == host()) {
      return VertexKind.HOST;
    } else if (local < nic(0)) {
      return VertexKind.PCIE_SWITCH;
    } else if (local < dpu(0)) {
      return VertexKind.NIC;
    }
    return local < dpu(dpus()) ? VertexKind.DPU : VertexKind.NVLINK_SWITCH;
  }

  String nameWithin(int local) {
    int index =
        switch (kind(local)) {
          case PCIE_SWITCH -> local - pcieSwitch(0);
          case NIC -> local - nic(0);
          case DPU -> local - dpu(0);
          case ACCELERATOR -> local;
          default -> 0;
        };
    return kind(local).word() + "-" + index;
  }

  /** The rank of the NIC that serves a vertex, or −1 where any does: at the host. */
  int nicRank(int local) {
    return switch (kind(local)) {
      case ACCELERATOR -> (int) ((long) local * nics / accelerators);
      case NIC -> local - nic(0);
      case DPU -> local - dpu(0);
      default -> -1;
    };
  }

  /** The vertex above each in the PCIe tree; −1 for the host, −2 for the NVLink switch. */
  int[] parents() {
    int[] parent = new int[vertices()];
    for (int accelerator = 0; accelerator < accelerators; accelerator++) {
      parent[accelerator] = below(accelerator, accelerators);
    }
    parent[host()] = -1;
    for (int index = 0; index < pcieSwitches; index++) {
      parent[pcieSwitch(index)] = host();
    }
    for (int index = 0; index < nics; index++) {
      int slot = below(index, nics);
      parent[nic(index)] = dpuPlace == DpuPlace.ON_PATH ? dpu(index) : slot;
      if (dpuPlace != DpuPlace.NONE) {
        parent[dpu(index)] = dpuPlace == DpuPlace.ON_PATH ? slot : nic(index);
      }
    }
    if (nvlink.isPresent()) {
      parent[nvlinkSwitch()] = -2;
    }
    return parent;
  }

  private int below(int index, int of) {
    return pcieSwitches == 0 ? host() : pcieSwitch((int) ((long) index * pcieSwitches / of));
  }

  /** Cable kinds in the order of {@link #specOf}. */
  LinkSpec[] specs() {
    return new LinkSpec[] {pcie, nvlink.orElse(pcie), dpuLink.orElse(pcie)};
  }

  /** The kind of the cable above a vertex of the PCIe tree. */
  int specOf(int local) {
    boolean nicOnDpu = kind(local) == VertexKind.NIC && dpuPlace == DpuPlace.ON_PATH;
    boolean dpuOnNic = kind(local) == VertexKind.DPU && dpuPlace == DpuPlace.BESIDE;
    return nicOnDpu || dpuOnNic ? 2 : 0;
  }

  /** One node by itself. */
  @Override
  public Fabric build() {
    Fabric.Builder builder =
        new Fabric.Builder(accelerators, vertices() - accelerators, cables(), specs());
    InteriorWiring wiring = new InteriorWiring(this);
    for (int local = 0; local < vertices(); local++) {
      builder.kind(local, kind(local));
    }
    wiring.lay(builder, local -> local, 0);
    return builder.build(wiring);
  }
}
