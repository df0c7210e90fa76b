package io.opisim.models.storage.build;

import io.opisim.models.offload.ClientSite;
import io.opisim.models.offload.PlacedService;
import io.opisim.models.offload.SharedResources;
import io.opisim.models.offload.Site;
import io.opisim.models.offload.SiteResources;
import io.opisim.models.offload.SiteSpec;
import io.opisim.models.offload.StoreAndForwardCheck;
import io.opisim.models.storage.FrontEnd;
import io.opisim.models.storage.StorageChain;
import io.opisim.models.storage.StorageStage;
import io.opisim.models.storage.backend.AioStage;
import io.opisim.models.storage.backend.DatabaseScan;
import io.opisim.models.storage.backend.DriveGroup;
import io.opisim.models.storage.backend.FabricStage;
import io.opisim.models.storage.backend.FabricWay;
import io.opisim.models.storage.backend.HostLink;
import io.opisim.models.storage.backend.MallocBackEnd;
import io.opisim.models.storage.backend.MemoryTransit;
import io.opisim.models.storage.backend.NetworkStage;
import io.opisim.models.storage.backend.NfsFiler;
import io.opisim.models.storage.backend.NullBackEnd;
import io.opisim.models.storage.backend.ObjectStore;
import io.opisim.models.storage.backend.ParallelFileSystem;
import io.opisim.models.storage.backend.PerClientStage;
import io.opisim.models.storage.backend.PolledTarget;
import io.opisim.models.storage.cache.NamedCaches;
import io.opisim.models.storage.frontend.FileClient;
import io.opisim.models.storage.frontend.NvmeFrontEnd;
import io.opisim.models.storage.frontend.ObjectClient;
import io.opisim.models.storage.frontend.VirtioBlkFrontEnd;
import io.opisim.models.storage.middleend.QosLimit;
import io.opisim.models.storage.middleend.ServiceStage;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.Resource;
import io.opisim.simcore.sim.Simulation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the stages of a description in a run.
 *
 * <p>Order from the client: cache of the program, what the program does itself, cache of the host,
 * front-end, limits, host's services, PCIe, DPU's services, cache of the DPU, network, switches'
 * services, services at the storage's DPU and then at its servers, cache of the servers, back-end.
 */
public final class StorageBuilder {
  private static final String TARGET = "nvme-of-target";

  private final StorageDescription description;
  private final SharedResources resources;
  private final CacheStages caches;
  private final Optional<FabricWay> fabric;
  private final Map<Site, ClientSite> sites = new EnumMap<>(Site.class);
  private final List<StorageStage> stages = new ArrayList<>();

  private StorageBuilder(
      StorageDescription description,
      SharedResources resources,
      NamedCaches caches,
      Optional<FabricWay> fabric) {
    this.description = description;
    this.resources = resources;
    this.caches = new CacheStages(description, caches);
    this.fabric = fabric;
  }

  /**
   * A running storage service with caches of its own.
   *
   * @param description what it is made of
   * @param simulation whose time it lives in
   * @param resources of the run; those of the same names are shared with other chains
   * @param streams of chance
   * @param priority of its events among those of one instant, lower first
   */
  public static StorageChain build(
      StorageDescription description,
      Simulation simulation,
      SharedResources resources,
      RandomStreams streams,
      int priority) {
    NamedCaches caches = new NamedCaches();
    return build(description, simulation, resources, caches, streams, priority, Optional.empty());
  }

  /**
   * A running storage service.
   *
   * @param caches of the run; all chains past the same place share its cache, but for those of
   *     programs, which are each chain's own
   * @param fabric whose links the bytes cross between clients and servers, instead of a network of
   *     their own
   */
  public static StorageChain build(
      StorageDescription description,
      Simulation simulation,
      SharedResources resources,
      NamedCaches caches,
      RandomStreams streams,
      int priority,
      Optional<FabricWay> fabric) {
    StorageBuilder builder = new StorageBuilder(description, resources, caches, fabric);
    builder.makeSites();
    builder.addStages();
    return new StorageChain(
        simulation, resources.pool(), priority, streams.child(description.name()), builder.stages);
  }

  private void makeSites() {
    ClientSpec clients = description.clients();
    sites.put(Site.HOST, perClient(clients.host(), "host"));
    clients.dpu().ifPresent(dpu -> sites.put(Site.DPU, perClient(dpu, "dpu")));
    description
        .network()
        .flatMap(NetworkSpec::switches)
        .ifPresent(spec -> sites.put(Site.SWITCH, shared(spec, "switches", 1)));
    description
        .servers()
        .ifPresent(
            servers -> {
              sites.put(
                  Site.STORAGE,
                  shared(servers.server(), description.name() + ".servers", servers.servers()));
              servers
                  .dpu()
                  .ifPresent(
                      dpu ->
                          sites.put(
                              Site.STORAGE_DPU,
                              shared(dpu, description.name() + ".server-dpus", servers.servers())));
            });
  }

  private ClientSite perClient(SiteSpec spec, String word) {
    SiteResources[] all = new SiteResources[description.clients().hosts()];
    Arrays.setAll(
        all, client -> new SiteResources(spec, "client-" + client + "." + word, 1, resources));
    return ClientSite.own(all);
  }

  private ClientSite shared(SiteSpec spec, String place, int count) {
    return ClientSite.shared(new SiteResources(spec, place, count, resources));
  }

  private void addStages() {
    caches.add(CacheSpec.Place.PROGRAM, sites.get(Site.HOST), stages);
    hostServices(true);
    caches.add(CacheSpec.Place.HOST, sites.get(Site.HOST), stages);
    stages.add(frontEnd());
    for (LimitSpec limit : description.limits()) {
      stages.add(
          limit.kind() == QosLimit.Kind.COMMANDS
              ? QosLimit.commandsPerSecond(limit.volume(), limit.value(), resources)
              : QosLimit.mebibytesPerSecond(
                  limit.volume(), limit.kind(), limit.value(), resources));
    }
    hostServices(false);
    boolean dpu = description.clients().dpu().isPresent();
    if (dpu || description.backEnd().isRemote()) {
      stages.add(new HostLink(sites.get(Site.HOST), card()));
    }
    if (description.dpuMemoryPasses() > 0) {
      stages.add(new MemoryTransit("dpu", sites.get(Site.DPU), StoreAndForwardCheck.STORED));
    }
    services(Site.DPU);
    caches.add(CacheSpec.Place.DPU, sites.get(Site.DPU), stages);
    description.network().ifPresent(this::network);
    services(Site.SWITCH);
    services(Site.STORAGE_DPU);
    services(Site.STORAGE);
    caches.add(CacheSpec.Place.SERVERS, sites.get(Site.STORAGE), stages);
    backEnd();
  }

  private ClientSite card() {
    return sites.getOrDefault(Site.DPU, sites.get(Site.HOST));
  }

  private FrontEnd frontEnd() {
    ClientSite host = sites.get(Site.HOST);
    String name = description.name();
    FrontEndSpec spec = description.frontEnd();
    if (spec instanceof FrontEndSpec.Nvme nvme) {
      NvmeFrontEnd.Subsystem subsystem = new NvmeFrontEnd.Subsystem(name);
      return new NvmeFrontEnd(
          new NvmeFrontEnd.Namespace(subsystem, 1, Long.MAX_VALUE),
          new NvmeFrontEnd.Controller(
              subsystem, nvme.queuePairs(), nvme.queueDepth(), nvme.transferBytes()),
          host,
          nvme.driver());
    } else if (spec instanceof FrontEndSpec.VirtioBlk virtio) {
      return new VirtioBlkFrontEnd(
          name, virtio.queues(), virtio.queueSize(), virtio.transferBytes(), host, virtio.driver());
    } else if (spec instanceof FrontEndSpec.Files files) {
      return new FileClient(
          name,
          files.transferBytes(),
          files.callsInFlight(),
          files.opening(),
          files.transfer(),
          host);
    } else if (spec instanceof FrontEndSpec.Objects objects) {
      return new ObjectClient(
          name, objects.rangeBytes(), objects.rangesInFlight(), objects.perRange(), host);
    }
    throw new IllegalStateException("no front-end is made of " + spec);
  }

  private void services(Site site) {
    for (PlacedService service : description.services()) {
      if (service.site() == site) {
        stages.add(service(service));
      }
    }
  }

  /** On a host, what the program does itself stands above the front-end. */
  private void hostServices(boolean inProgram) {
    for (PlacedService service : description.services()) {
      if (service.site() == Site.HOST && service.service().inProgram() == inProgram) {
        stages.add(service(service));
      }
    }
  }

  private StorageStage service(PlacedService service) {
    ClientSite site = sites.get(service.site());
    boolean polled =
        service.service().id().equals(TARGET)
            && service.site() == Site.STORAGE
            && description.backEnd() instanceof BackEndSpec.NvmeOf target
            && target.pollingQueues() > 0;
    if (polled) {
      int queues = ((BackEndSpec.NvmeOf) description.backEnd()).pollingQueues();
      return new PolledTarget(
          description.name() + ".target", service.cost(), site.of(0), queues, resources);
    }
    // A connection is served by one core, wherever it is.
    return new ServiceStage(service, site, 1);
  }

  private void network(NetworkSpec spec) {
    ClientSite servers = sites.getOrDefault(Site.STORAGE_DPU, sites.get(Site.STORAGE));
    if (fabric.isPresent()) {
      // A plain card's ports are the fabric's own; a DPU's may be fewer than the node has.
      Optional<ClientSite> cards = Optional.ofNullable(sites.get(Site.DPU));
      stages.add(
          new FabricStage(
              fabric.get(),
              cards,
              Optional.of(servers),
              spec.payloadShare(),
              spec.roundTripSeconds()));
      return;
    }
    stages.add(
        new NetworkStage(
            card(),
            servers,
            middle("to-clients", spec),
            middle("from-clients", spec),
            spec.payloadShare(),
            spec.roundTripSeconds()));
  }

  private Optional<Resource> middle(String way, NetworkSpec spec) {
    return spec.middleBytesPerSecond() == Double.POSITIVE_INFINITY
        ? Optional.empty()
        : Optional.of(resources.get("network." + way, spec.middleBytesPerSecond()));
  }

  private void backEnd() {
    String name = description.name();
    BackEndSpec spec = description.backEnd();
    if (spec instanceof BackEndSpec.Local local) {
      local.aio().ifPresent(cost -> stages.add(new AioStage(name, cost, sites.get(Site.HOST))));
      StorageStage[] groups = new StorageStage[description.clients().hosts()];
      Arrays.setAll(groups, client -> drives("client-" + client + "." + name, local.drives()));
      stages.add(new PerClientStage("drives " + name, groups));
    } else if (spec instanceof BackEndSpec.NvmeOf remote) {
      stages.add(drives(name, remote.drives()));
    } else if (spec instanceof BackEndSpec.Filer filer) {
      stages.add(new NfsFiler(name, filer.system(), resources));
    } else if (spec instanceof BackEndSpec.ParallelFiles files) {
      stages.add(
          new ParallelFileSystem(
              name,
              files.system(),
              files.opensPerSecond(),
              files.stripes(),
              files.stripeBytes(),
              resources));
    } else if (spec instanceof BackEndSpec.Objects objects) {
      int ranges =
          description.frontEnd() instanceof FrontEndSpec.Objects client
              ? client.rangesInFlight()
              : 1;
      stages.add(
          new ObjectStore(
              name, objects.system(), objects.rangeBytesPerSecond(), ranges, resources));
    } else if (spec instanceof BackEndSpec.Database database) {
      stages.add(new DatabaseScan(name, database.system(), database.matchingShare(), resources));
    } else if (spec instanceof BackEndSpec.Malloc) {
      stages.add(new MallocBackEnd(name, sites.get(Site.STORAGE).of(0)));
    } else {
      stages.add(new NullBackEnd(name));
    }
  }

  private DriveGroup drives(String volume, DrivesSpec spec) {
    return new DriveGroup(
        volume,
        spec.drive(),
        spec.drives(),
        spec.failed(),
        spec.level(),
        spec.chunkBytes(),
        resources);
  }
}
