package io.opisim.models.topology.fabric;

/** What stands at a vertex of a fabric. */
public enum VertexKind {
  /** A GPU or other accelerator, with its port if the plan has no NICs of their own. */
  ACCELERATOR("accelerator"),
  /** A network card. */
  NIC("nic"),
  /** The processor of a DPU, with its memory. */
  DPU("dpu"),
  /** A host's CPU and memory, the root of its PCIe tree. */
  HOST("host"),
  /** A server or device that holds data. */
  STORAGE_TARGET("storage-target"),
  /** A network switch. */
  SWITCH("switch"),
  /** A PCIe switch inside a node. */
  PCIE_SWITCH("pcie-switch"),
  /** The NVLink switches of one node, taken together. */
  NVLINK_SWITCH("nvlink-switch");

  private final String word;

  VertexKind(String word) {
    this.word = word;
  }

  /** The word in names and files. */
  public String word() {
    return word;
  }
}
