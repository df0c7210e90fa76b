package io.opisim.models.offload.service;

import io.opisim.models.catalog.CoreClass;
import io.opisim.models.catalog.EngineKind;
import io.opisim.models.offload.Offload;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.offload.Site;
import java.util.EnumSet;
import java.util.Set;
import java.util.SortedMap;

/**
 * Serves drives to remote initiators.
 *
 * <p>Models: commands and, over TCP, every byte that a core copies and sums. Ignores: discovery,
 * reservations, how connections spread over polling cores (the back-end does that). Valid for: 512
 * bytes to 1 MiB a command. Source: RDMA: 10.94 million 4 KiB reads on 8 cores (SPDK 24.05 report,
 * as summarised by techbytes.app), 1.37 million a core; at an assumed 2.6 GHz 1898 cycles. Kernel:
 * 5.09 times fewer a core, from the same page. TCP: estimated.
 */
public final class NvmeOfTarget implements Offload {
  @Override
  public String id() {
    return "nvme-of-target";
  }

  @Override
  public String description() {
    return "Serves drives to other hosts as NVMe over TCP or RDMA.";
  }

  @Override
  public Set<Site> sites() {
    return EnumSet.of(Site.STORAGE, Site.STORAGE_DPU);
  }

  @Override
  public SortedMap<String, ServiceCost> variants() {
    return new Variants()
        .with(
            "rdma",
            ServiceCost.cores(1898, 0, CoreClass.GENERAL).orInlineEngine(EngineKind.NVME_OF, 0))
        .with("rdma-kernel", ServiceCost.cores(9661, 0, CoreClass.GENERAL))
        .with(
            "tcp",
            ServiceCost.cores(4000, 0.3, CoreClass.GENERAL)
                .moving(1, 0)
                .orInlineEngine(EngineKind.NVME_OF, 0))
        .all();
  }
}
