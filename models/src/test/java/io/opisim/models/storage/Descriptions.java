package io.opisim.models.storage;

import io.opisim.models.catalog.CoreClass;
import io.opisim.models.catalog.EngineKind;
import io.opisim.models.offload.PlacedService;
import io.opisim.models.offload.ServiceCost;
import io.opisim.models.offload.Site;
import io.opisim.models.offload.SiteSpec;
import io.opisim.models.storage.backend.DriveSpec;
import io.opisim.models.storage.backend.RaidLevel;
import io.opisim.models.storage.build.BackEndSpec;
import io.opisim.models.storage.build.ClientSpec;
import io.opisim.models.storage.build.DrivesSpec;
import io.opisim.models.storage.build.FrontEndSpec;
import io.opisim.models.storage.build.NetworkSpec;
import io.opisim.models.storage.build.ServerSpec;
import io.opisim.models.storage.build.StorageDescription;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Descriptions in round numbers. */
public final class Descriptions {
  public static final double INFINITE = Double.POSITIVE_INFINITY;
  public static final ServiceCost FREE = ServiceCost.cores(0, 0, CoreClass.GENERAL);

  private Descriptions() {}

  /** 10 cores of 1 GHz, 100 GB/s of memory, 40 GB/s of PCIe, a port of 10 GB/s. */
  public static SiteSpec host() {
    return SiteSpec.server("host", 10, 1, 100e9, 40e9, 10e9);
  }

  /** 4 cores at a third of the speed, 20 GB/s of memory, a crypto engine of 5 GB/s. */
  public static SiteSpec dpu() {
    return new SiteSpec(
        "dpu",
        4,
        1e9,
        Map.of(CoreClass.GENERAL, 3.0, CoreClass.CRYPTO, 1.0, CoreClass.MEMORY_STREAMING, 2.0),
        20e9,
        20e9,
        10e9,
        Map.of(EngineKind.CRYPTO, new SiteSpec.Engine(5e9, 1e-6)),
        30,
        70);
  }

  /** 1 GB/s and a million commands a second either way, 100 us to read, 20 us to write. */
  public static DriveSpec drive() {
    return new DriveSpec(1e9, 0.5e9, 1e6, 0.5e6, 100e-6, 20e-6, 1);
  }

  /** So many such drives without redundancy. */
  public static DrivesSpec drives(int count) {
    return new DrivesSpec(drive(), count, 0, RaidLevel.RAID_0, 131_072);
  }

  /** NVMe over fabrics from hosts with DPUs to a server with 100 drives, in these services. */
  public static StorageDescription remote(int hosts, int queues, PlacedService... services) {
    return new StorageDescription(
        "volume",
        new ClientSpec(hosts, host(), Optional.of(dpu())),
        new FrontEndSpec.Nvme(4, 128, 131_072, FREE),
        List.of(services),
        List.of(),
        List.of(),
        Optional.of(new NetworkSpec(INFINITE, 1, 10e-6, Optional.empty())),
        Optional.of(
            new ServerSpec(
                1, SiteSpec.server("server", 16, 1, INFINITE, INFINITE, 100e9), Optional.empty())),
        new BackEndSpec.NvmeOf(drives(100), queues),
        Optional.empty());
  }

  /** The services of NVMe over TCP with the initiator somewhere. */
  public static PlacedService[] tcp(Site initiator) {
    return new PlacedService[] {
      PlacedService.of("nvme-of-initiator", "tcp", initiator),
      PlacedService.of("nvme-of-target", "tcp", Site.STORAGE)
    };
  }
}
