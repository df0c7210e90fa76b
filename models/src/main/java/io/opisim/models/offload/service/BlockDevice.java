package io.opisim.models.offload.service;

import io.opisim.models.catalog.CoreClass;
import io.opisim.models.offload.Offload;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.offload.Site;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;

/**
 * Emulates a local block device in front of a remote one.
 *
 * <p>Models: doorbells, descriptors and completions of every command. Ignores: interrupts to
 * virtual machines. Valid for: 4 KiB to 1 MiB a command. Source: estimated: polling emulation of
 * SPDK; virtio has one descriptor chain more to follow.
 */
public final class BlockDevice implements Offload {
  @Override
  public String id() {
    return "block-device";
  }

  @Override
  public String description() {
    return "Shows the host an NVMe or virtio-blk device.";
  }

  @Override
  public Set<Site> sites() {
    return EnumSet.of(Site.HOST, Site.DPU);
  }

  @Override
  public SortedMap<String, ServiceCost> variants() {
    return new Variants()
        .with("nvme", ServiceCost.cores(1200, 0, CoreClass.GENERAL).delayed(2e-6))
        .with("virtio-blk", ServiceCost.cores(1500, 0, CoreClass.GENERAL).delayed(3e-6))
        .all();
  }
}
