package io.opisim.scenarios.study;

import io.opisim.models.catalog.EngineKind;
import io.opisim.models.catalog.NodeShape;
import io.opisim.models.catalog.StorageKind;
import io.opisim.models.catalog.StorageSystemProfile;
import io.opisim.models.offload.PlacedService;
import io.opisim.models.offload.SiteSpec;
import io.opisim.models.storage.backend.DriveSpec;
import io.opisim.models.storage.backend.RaidLevel;
import io.opisim.models.storage.backend.SystemSpec;
import io.opisim.models.storage.build.BackEndSpec;
import io.opisim.models.storage.build.ClientSpec;
import io.opisim.models.storage.build.DrivesSpec;
import io.opisim.models.storage.build.FrontEndSpec;
import io.opisim.models.storage.build.NetworkSpec;
import io.opisim.models.storage.build.ServerSpec;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.ClusterSpec;
import io.opisim.scenarios.scenario.HostSpec;
import io.opisim.scenarios.scenario.NodeGroup;
import io.opisim.scenarios.scenario.StorageNetwork;
import io.opisim.scenarios.scenario.StorageParts;
import io.opisim.scenarios.scenario.StorageProtocol;
import io.opisim.scenarios.scenario.StorageServer;
import io.opisim.scenarios.scenario.StorageSpec;
import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.DataSize;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The way from the nodes of a cluster to their storage, from a scenario's words. */
final class StorageDescriptions {
  private static final String PATH = "cluster.storage";
  private static final long CHUNK_BYTES = 131_072;
  private static final int QUEUE_PAIRS = 128;
  private static final long STRIPE_BYTES = 1 << 20;

  private final Catalog catalog;
  private final ClusterSpec cluster;
  private final StorageSpec spec;
  private final NodeShape shape;
  private final Optional<StorageSystemProfile> system;
  private final StorageProtocol protocol;

  private StorageDescriptions(Catalog catalog, ClusterSpec cluster, NodeShape shape)
      throws CatalogException, InputException {
    this.catalog = catalog;
    this.cluster = cluster;
    this.shape = shape;
    spec = cluster.storage().orElseThrow();
    system =
        spec.system().isPresent()
            ? Optional.of(catalog.storageSystem(spec.system().get()))
            : Optional.empty();
    protocol = protocol(spec, system);
  }

  /**
   * The way to the storage of a cluster, without services on it.
   *
   * @throws InputException if what is described cannot be
   * @throws CatalogException if an entry of the catalog is wrong
   */
  static StorageDescription of(Catalog catalog, ClusterSpec cluster, NodeShape shape)
      throws InputException, CatalogException {
    StorageDescriptions words = new StorageDescriptions(catalog, cluster, shape);
    try {
      return words.description(List.of());
    } catch (IllegalArgumentException unfit) {
      throw problem("", unfit.getMessage(), "change the storage");
    }
  }

  /** How the storage of a scenario is spoken to. */
  static StorageProtocol protocol(StorageSpec spec, Optional<StorageSystemProfile> system)
      throws InputException {
    if (system.isEmpty()) {
      return spec.protocol().orElseThrow();
    }
    List<StorageProtocol> spoken =
        switch (system.get().kind()) {
          case LOCAL -> List.of(StorageProtocol.LOCAL);
          case NVME_OF -> List.of(StorageProtocol.NVME_TCP, StorageProtocol.NVME_RDMA);
          case FILER -> List.of(StorageProtocol.NFS);
          case PARALLEL_FILE_SYSTEM -> List.of(StorageProtocol.PARALLEL_FILES);
          case OBJECT_STORE -> List.of(StorageProtocol.OBJECT);
          case DATABASE -> List.<StorageProtocol>of();
        };
    if (spoken.isEmpty()) {
      throw problem(".system", spec.system().get() + " serves queries, not files", "take another");
    }
    if (spec.protocol().isPresent() && !spoken.contains(spec.protocol().get())) {
      String words = String.join(" or ", spoken.stream().map(StorageProtocol::word).toList());
      throw problem(
          ".protocol",
          spec.system().get() + " does not speak " + spec.protocol().get().word(),
          "it speaks " + words + "; leave the key out");
    }
    return spec.protocol().orElse(spoken.get(0));
  }

  private static InputException problem(String key, String message, String hint) {
    return FabricPlans.problem(PATH + key, message, hint);
  }

  private StorageDescription description(List<PlacedService> services)
      throws InputException, CatalogException {
    boolean local = protocol == StorageProtocol.LOCAL;
    return new StorageDescription(
        spec.system().orElse("storage"),
        clients(),
        frontEnd(),
        services,
        List.of(),
        List.of(),
        local ? Optional.empty() : Optional.of(network()),
        local ? Optional.empty() : Optional.of(servers()),
        backEnd(),
        Optional.empty());
  }

  private ClientSpec clients() throws CatalogException {
    HostSpec host = spec.host();
    SiteSpec node =
        SiteSpec.server(
            "host",
            shape.cpuCores().value().milli() / 1000.0,
            host.coreGigahertz(),
            host.memoryRate().bytesPerSecond(),
            host.pcieRate().bytesPerSecond(),
            host.portRate().bytesPerSecond());
    int hosts = cluster.nodes().stream().mapToInt(NodeGroup::count).sum();
    return new ClientSpec(hosts, node, dpu(cluster.dpu()));
  }

  private Optional<SiteSpec> dpu(Optional<String> id) throws CatalogException {
    return id.isPresent() ? Optional.of(SiteSpec.of(catalog.dpu(id.get()))) : Optional.empty();
  }

  private FrontEndSpec frontEnd() throws CatalogException, InputException {
    ServiceCosts costs = new ServiceCosts(catalog);
    return switch (protocol) {
      case NVME_TCP, NVME_RDMA, LOCAL ->
          new FrontEndSpec.Nvme(
              QUEUE_PAIRS, inFlight(128), request(CHUNK_BYTES), costs.frontEnd("kernel-block"));
      case NFS, PARALLEL_FILES ->
          new FrontEndSpec.Files(
              request(1 << 20),
              inFlight(16),
              costs.frontEnd("file-opening"),
              costs.frontEnd("file-transfer"));
      case OBJECT ->
          new FrontEndSpec.Objects(request(8 << 20), inFlight(8), costs.frontEnd("object-range"));
    };
  }

  private long request(long usualBytes) {
    return spec.requestSize().map(DataSize::bytes).orElse(usualBytes);
  }

  private int inFlight(int usual) {
    return spec.inFlight().orElse(usual);
  }

  private NetworkSpec network() {
    StorageNetwork between = spec.network();
    return new NetworkSpec(
        between.rate().map(rate -> rate.bytesPerSecond()).orElse(Double.POSITIVE_INFINITY),
        between.payloadShare(),
        between.roundTrip().seconds(),
        between.switchPipeline().map(StorageDescriptions::switches));
  }

  /** Switches have no cores worth naming: what no pipeline does cannot be done there. */
  private static SiteSpec switches(DataRate pipeline) {
    double all = Double.POSITIVE_INFINITY;
    return new SiteSpec(
        "switch",
        1,
        1e9,
        Map.of(),
        all,
        all,
        all,
        Map.of(EngineKind.PACKET_PIPELINE, new SiteSpec.Engine(pipeline.bytesPerSecond(), 0)),
        0,
        0);
  }

  /** A published system's own cores and memory are within its published rate. */
  private ServerSpec servers() throws CatalogException {
    if (system.isPresent()) {
      double ports =
          system
              .get()
              .serverNetworkRate()
              .map(rate -> rate.value().bytesPerSecond())
              .orElse(Double.POSITIVE_INFINITY);
      double all = Double.POSITIVE_INFINITY;
      return new ServerSpec(
          serverCount(spec, system.get()),
          SiteSpec.server("server", 1, 1, all, all, ports),
          Optional.empty());
    }
    StorageServer server = spec.server();
    SiteSpec site =
        SiteSpec.server(
            "server",
            server.cores(),
            server.coreGigahertz(),
            server.memoryRate().bytesPerSecond(),
            Double.POSITIVE_INFINITY,
            server.portRate().bytesPerSecond());
    return new ServerSpec(spec.parts().orElseThrow().servers(), site, dpu(server.dpu()));
  }

  /** Servers of all copies of a published system; none if its drives are in the nodes. */
  static int serverCount(StorageSpec spec, StorageSystemProfile profile) {
    double one = profile.readRate().map(rate -> rate.value().bytesPerSecond()).orElse(1.0);
    boolean local = profile.kind() == StorageKind.LOCAL;
    return local ? 0 : profile.servers().value() * spec.copiesOf(one);
  }

  private BackEndSpec backEnd() throws InputException, CatalogException {
    if (spec.parts().isPresent()) {
      StorageParts parts = spec.parts().get();
      DriveSpec drive = DriveSpec.of(catalog.drive(parts.drive()));
      DrivesSpec drives = drives(drive, parts.drives());
      return protocol == StorageProtocol.LOCAL
          ? new BackEndSpec.Local(drives, Optional.empty())
          : new BackEndSpec.NvmeOf(drives, spec.server().pollingCores());
    }
    StorageSystemProfile profile = system.orElseThrow();
    SystemSpec whole = whole(profile);
    return switch (profile.kind()) {
      case LOCAL -> new BackEndSpec.Local(drives(asDrive(whole), 1), Optional.empty());
      case NVME_OF -> new BackEndSpec.NvmeOf(drives(asDrive(whole), whole.servers()), 0);
      case FILER -> new BackEndSpec.Filer(whole);
      case PARALLEL_FILE_SYSTEM ->
          new BackEndSpec.ParallelFiles(
              whole, SystemSpec.UNLIMITED_REQUESTS, whole.servers(), STRIPE_BYTES);
      case OBJECT_STORE ->
          new BackEndSpec.Objects(
              whole,
              spec.streamRate()
                  .map(rate -> rate.bytesPerSecond())
                  .orElse(Double.POSITIVE_INFINITY));
      case DATABASE -> throw new IllegalStateException("refused before: " + StorageKind.DATABASE);
    };
  }

  private SystemSpec whole(StorageSystemProfile profile) throws InputException {
    if (profile.readRate().isEmpty()) {
      throw problem(
          ".system",
          profile.storageSystem() + " has no published read rate",
          "take another ('opisim list storage-systems')");
    }
    SystemSpec one = SystemSpec.of(profile);
    int copies = spec.copiesOf(one.readBytesPerSecond());
    return new SystemSpec(
        one.servers() * copies,
        one.readBytesPerSecond() * copies,
        one.writeBytesPerSecond() * copies,
        one.requestsPerSecond() * copies,
        one.requestSeconds());
  }

  /** The share of one server in the published rate, as if it were one drive. */
  private static DriveSpec asDrive(SystemSpec whole) {
    return new DriveSpec(
        whole.readBytesPerSecond() / whole.servers(),
        whole.writeBytesPerSecond() / whole.servers(),
        whole.requestsPerSecond() / whole.servers(),
        whole.requestsPerSecond() / whole.servers(),
        whole.requestSeconds(),
        whole.requestSeconds(),
        1);
  }

  private static DrivesSpec drives(DriveSpec drive, int count) {
    return new DrivesSpec(drive, count, 0, RaidLevel.RAID_0, CHUNK_BYTES);
  }
}
