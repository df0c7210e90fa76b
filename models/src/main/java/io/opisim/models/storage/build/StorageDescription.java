package io.opisim.models.storage.build;

import io.opisim.models.offload.Direction;
import io.opisim.models.offload.PlacedService;
import io.opisim.models.offload.Site;
import io.opisim.models.offload.SiteSpec;
import io.opisim.models.offload.StoreAndForwardCheck;
import io.opisim.simcore.units.DataRate;
import java.util.List;
import java.util.Optional;

/**
 * Clients, their cards, a network, a storage system, and the services between with their sites.
 *
 * <p>Services of one site stand in the order of a request from the client to the bytes.
 *
 * @param name of the volume, first part of the names of its resources
 * @param clients who reads and writes
 * @param frontEnd what they see
 * @param services what runs on the way, and where
 * @param caches on the way, at most one a place
 * @param limits of the volume that is read and written
 * @param network between clients and servers, if the back-end is remote
 * @param servers who answers; for a system given as a whole, its ports
 * @param backEnd where the bytes live
 * @param promisedRate what each client's card has to carry, checked against its memory
 */
public record StorageDescription(
    String name,
    ClientSpec clients,
    FrontEndSpec frontEnd,
    List<PlacedService> services,
    List<CacheSpec> caches,
    List<LimitSpec> limits,
    Optional<NetworkSpec> network,
    Optional<ServerSpec> servers,
    BackEndSpec backEnd,
    Optional<DataRate> promisedRate) {
  /** Copies the lists and checks that every place that is named is there. */
  public StorageDescription {
    services = List.copyOf(services);
    caches = List.copyOf(caches);
    limits = List.copyOf(limits);
    boolean wired = network.isPresent() && servers.isPresent();
    if (backEnd.isRemote() != wired || network.isPresent() != servers.isPresent()) {
      throw new IllegalArgumentException(
          name + ": a remote back-end has a network and servers, a local one has neither");
    }
    for (PlacedService service : services) {
      require(name, service, siteSpec(clients, network, servers, service.site()));
    }
    boolean cacheOnDpu = caches.stream().anyMatch(one -> one.place() == CacheSpec.Place.DPU);
    if (cacheOnDpu && clients.dpu().isEmpty()) {
      throw new IllegalArgumentException(name + ": a cache on the DPU, but there is no DPU");
    }
    if (caches.stream().map(CacheSpec::place).distinct().count() != caches.size()) {
      throw new IllegalArgumentException(name + ": two caches at one place");
    }
    if (promisedRate.isPresent() && clients.dpu().isPresent()) {
      double passes = passes(clients.dpu().get(), services);
      StoreAndForwardCheck.require(clients.dpu().get(), promisedRate.get(), passes);
    }
  }

  private static void require(String name, PlacedService service, Optional<SiteSpec> site) {
    if (site.isEmpty()) {
      throw new IllegalArgumentException(
          name + ": " + service + " has no place, there is no " + service.site());
    }
  }

  private static Optional<SiteSpec> siteSpec(
      ClientSpec clients, Optional<NetworkSpec> network, Optional<ServerSpec> servers, Site site) {
    return switch (site) {
      case HOST -> Optional.of(clients.host());
      case DPU -> clients.dpu();
      case SWITCH -> network.flatMap(NetworkSpec::switches);
      case STORAGE -> servers.map(ServerSpec::server);
      case STORAGE_DPU -> servers.flatMap(ServerSpec::dpu);
    };
  }

  /** What a place offers, if it is there. */
  public Optional<SiteSpec> site(Site site) {
    return siteSpec(clients, network, servers, site);
  }

  /**
   * Passes of a byte over the memory of a client's DPU: twice to be stored and forwarded if any
   * service there looks at it in memory, and what the services take themselves.
   */
  public double dpuMemoryPasses() {
    return clients.dpu().map(dpu -> passes(dpu, services)).orElse(0.0);
  }

  private static double passes(SiteSpec dpu, List<PlacedService> services) {
    double own =
        services.stream()
            .filter(service -> service.site() == Site.DPU)
            .mapToDouble(service -> dpu.memoryPasses(service.cost()))
            .sum();
    return own > 0 ? own + StoreAndForwardCheck.STORED : 0;
  }

  /** Whether a cache of the program's own is on the way. */
  public boolean hasProgramCache() {
    return caches.stream().anyMatch(one -> one.place() == CacheSpec.Place.PROGRAM);
  }

  /**
   * Bytes that the program gets for each byte of what is stored for it, where services make
   * something else of it.
   */
  public double preparedPerStored() {
    double factor = 1;
    for (PlacedService service : services) {
      boolean reads = service.service().directions(service.variant()).contains(Direction.READ);
      if (service.service().changesContent() && reads) {
        factor *= service.cost().outPerIn();
      }
    }
    return factor;
  }

  /** The same with all placements of a service elsewhere. */
  public StorageDescription placing(String service, Site site) {
    return with(
        services.stream()
            .map(one -> one.service().id().equals(service) ? one.at(site) : one)
            .toList());
  }

  /** The same with other services. */
  public StorageDescription with(List<PlacedService> newServices) {
    return with(newServices, caches);
  }

  /** The same with other services and caches. */
  public StorageDescription with(List<PlacedService> newServices, List<CacheSpec> newCaches) {
    return new StorageDescription(
        name,
        clients,
        frontEnd,
        newServices,
        newCaches,
        limits,
        network,
        servers,
        backEnd,
        promisedRate);
  }

  /** The same with these limits of its volume. */
  public StorageDescription limiting(List<LimitSpec> newLimits) {
    return new StorageDescription(
        name,
        clients,
        frontEnd,
        services,
        caches,
        newLimits,
        network,
        servers,
        backEnd,
        promisedRate);
  }
}
