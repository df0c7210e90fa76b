package io.opisim.models.offload.recipe;

import io.opisim.models.offload.PlacedService;
import io.opisim.models.offload.Site;
import java.util.List;

/** The recipes of IPDK that move data of a tenant. */
public final class IpdkRecipes {
  private IpdkRecipes() {}

  /** Virtual block storage: the tenant sees NVMe, SPDK on the IPU speaks NVMe over TCP. */
  public static IpdkRecipe virtualNvme() {
    return virtualBlock("virtual-block-storage-nvme", "nvme", "NVMe");
  }

  /** Virtual block storage: the tenant sees virtio-blk, SPDK on the IPU speaks NVMe over TCP. */
  public static IpdkRecipe virtualVirtioBlk() {
    return virtualBlock("virtual-block-storage-virtio-blk", "virtio-blk", "virtio-blk");
  }

  /** IPsec in the way of every packet. */
  public static IpdkRecipe inlineIpsec() {
    return new IpdkRecipe(
        "inline-ipsec",
        "The IPU encrypts and decrypts packets in passing.",
        List.of(PlacedService.of("encryption", "ipsec-inline", Site.DPU)));
  }

  /** The network pipeline in P4: tunnels, routes, filters. */
  public static IpdkRecipe networkPipeline() {
    return new IpdkRecipe(
        "p4-network-pipeline",
        "A P4 program on the IPU tunnels, routes and filters packets.",
        List.of(PlacedService.of("overlay-network", "dpdk", Site.DPU)));
  }

  /** All of them. */
  public static List<IpdkRecipe> all() {
    return List.of(virtualNvme(), virtualVirtioBlk(), inlineIpsec(), networkPipeline());
  }

  private static IpdkRecipe virtualBlock(String id, String device, String shown) {
    return new IpdkRecipe(
        id,
        "The tenant sees " + shown + ", SPDK on the IPU turns it into NVMe over TCP.",
        List.of(
            PlacedService.of("block-device", device, Site.DPU),
            PlacedService.of("nvme-of-initiator", "tcp", Site.DPU)));
  }
}
