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
 * Sends block requests of a host to a remote target.
 *
 * <p>Models: commands and, over TCP, every byte that a core copies and sums; over RDMA bytes do not
 * touch cores. Ignores: connection set-up, multipath, interrupt moderation. Valid for: 512 bytes to
 * 1 MiB a command. Source: RDMA: 5.46 million 4 KiB reads on 4 cores (SPDK 24.05 report, as
 * summarised by techbytes.app), limited by the wire, so at least 1.365 million a core; at an
 * assumed 2.6 GHz 1905 cycles, an upper bound. TCP: estimated; a kernel initiator is known to take
 * several times that.
 */
public final class NvmeOfInitiator implements Offload {
  @Override
  public String id() {
    return "nvme-of-initiator";
  }

  @Override
  public String description() {
    return "Turns block requests of the host into NVMe over TCP or RDMA.";
  }

  @Override
  public Set<Site> sites() {
    return EnumSet.of(Site.HOST, Site.DPU);
  }

  @Override
  public SortedMap<String, ServiceCost> variants() {
    return new Variants()
        .with(
            "rdma",
            ServiceCost.cores(1905, 0, CoreClass.GENERAL).orInlineEngine(EngineKind.NVME_OF, 100))
        .with(
            "tcp",
            ServiceCost.cores(4000, 0.35, CoreClass.GENERAL)
                .moving(1, 0)
                .orInlineEngine(EngineKind.NVME_OF, 100))
        .all();
  }
}
