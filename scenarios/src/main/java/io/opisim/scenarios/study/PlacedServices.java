package io.opisim.scenarios.study;

import io.opisim.models.offload.Offload;
import io.opisim.models.offload.PlacedService;
import io.opisim.models.offload.Site;
import io.opisim.models.storage.build.BackEndSpec;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.scenarios.scenario.ServiceSite;
import io.opisim.scenarios.scenario.ServiceSpec;
import io.opisim.scenarios.scenario.ServicesSpec;
import io.opisim.scenarios.scenario.StorageProtocol;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;

/** The services on the way of one kind of jobs, each with its variant and site. */
final class PlacedServices {
  private static final String INITIATOR = "nvme-of-initiator";
  private static final String TARGET = "nvme-of-target";
  private static final String BLOCKS = "block-device";

  private final ServicesSpec spec;
  private final Optional<Site> jobSite;
  private final List<ServiceSite> jobSites;
  private final String jobPath;
  private final StorageProtocol protocol;
  private final StorageDescription bare;
  private final boolean published;
  private final SortedMap<String, Offload> installed;

  /**
   * Services of a job.
   *
   * @param jobSite of the job's services that name none, if it has one of its own
   * @param jobSites of single services of the job
   * @param jobPath of the job in the scenario, for messages
   * @param bare the way to the storage without services
   * @param published whether the storage is a published system, as a whole
   * @param installed services by id; equal ways need the very same
   */
  PlacedServices(
      ServicesSpec spec,
      Optional<Site> jobSite,
      List<ServiceSite> jobSites,
      String jobPath,
      StorageProtocol protocol,
      StorageDescription bare,
      boolean published,
      SortedMap<String, Offload> installed) {
    this.spec = spec;
    this.jobSite = jobSite;
    this.jobSites = jobSites;
    this.jobPath = jobPath;
    this.protocol = protocol;
    this.bare = bare;
    this.published = published;
    this.installed = installed;
  }

  /**
   * The way to the storage with this job's services on it.
   *
   * @throws InputException if a service cannot run where it was put
   */
  StorageDescription onTheWay() throws InputException {
    checkOverrides();
    List<PlacedService> placed = new ArrayList<>();
    for (int index = 0; index < spec.chain().size(); index++) {
      ServiceSpec one = spec.chain().get(index);
      boolean ofBlocks =
          one.service().equals(INITIATOR)
              || one.service().equals(TARGET)
              || one.service().equals(BLOCKS);
      if (!ofBlocks || protocol.isNvmeOf()) {
        placed.add(placed(one, "services.chain[" + index + "]"));
      }
    }
    require(INITIATOR, protocol.isNvmeOf(), placed);
    require(TARGET, protocol.isNvmeOf() && !published, placed);
    return bare.with(placed);
  }

  private static void require(String service, boolean due, List<PlacedService> placed)
      throws InputException {
    if (due && placed.stream().noneMatch(one -> one.service().id().equals(service))) {
      throw FabricPlans.problem(
          "services.chain",
          "nobody speaks NVMe over fabrics: there is no " + service,
          "add {service: " + service + "}");
    }
  }

  private void checkOverrides() throws InputException {
    for (int index = 0; index < jobSites.size(); index++) {
      String service = jobSites.get(index).service();
      if (spec.chain().stream().noneMatch(one -> one.service().equals(service))) {
        throw FabricPlans.problem(
            jobPath + ".service_sites[" + index + "].service",
            service + " is not among the services",
            "add it under services.chain");
      }
    }
  }

  private PlacedService placed(ServiceSpec one, String path) throws InputException {
    Offload service = installed.get(one.service());
    String variant = variant(one, service, path);
    Optional<Site> own =
        jobSites.stream()
            .filter(other -> other.service().equals(one.service()))
            .map(ServiceSite::site)
            .findFirst();
    Site site = own.or(one::site).orElse(usual(service));
    if (!service.sites().contains(site)) {
      throw FabricPlans.problem(
          path, one.service() + " cannot run at " + word(site), "it can at " + words(service));
    }
    boolean atServers = site == Site.STORAGE || site == Site.STORAGE_DPU;
    if (atServers && published) {
      throw FabricPlans.problem(
          path,
          one.service() + " cannot be put into a published system",
          "what that does itself is within its published rate; describe the storage by its parts");
    }
    if (bare.site(site).isEmpty()) {
      throw FabricPlans.problem(
          path, one.service() + " has no place: there is no " + word(site), hint(site));
    }
    return new PlacedService(service, variant, site);
  }

  /** A service that runs at the storage only is there unless something else is said. */
  private Site usual(Offload service) {
    Site site = jobSite.orElse(spec.site());
    return service.id().equals(TARGET) ? Site.STORAGE : site;
  }

  private String variant(ServiceSpec one, Offload service, String path) throws InputException {
    SortedSet<String> variants = new TreeSet<>(service.variants().keySet());
    boolean fabrics = one.service().equals(INITIATOR) || one.service().equals(TARGET);
    if (one.variant().isEmpty() && fabrics) {
      return protocol == StorageProtocol.NVME_RDMA ? "rdma" : "tcp";
    }
    if (one.variant().isEmpty() && variants.size() == 1) {
      return variants.first();
    }
    if (one.variant().isEmpty() || !variants.contains(one.variant().get())) {
      String given = one.variant().map(it -> "has no variant \"" + it + "\"").orElse("");
      throw FabricPlans.problem(
          path + ".variant",
          one.service() + " " + (given.isEmpty() ? "has several variants" : given),
          "name one of " + String.join(", ", variants));
    }
    return one.variant().get();
  }

  private static String word(Site site) {
    return site.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String words(Offload service) {
    return String.join(", ", service.sites().stream().map(PlacedServices::word).toList());
  }

  private String hint(Site site) {
    if (bare.backEnd() instanceof BackEndSpec.Local && site != Site.DPU) {
      return "the drives are in the nodes";
    }
    return switch (site) {
      case DPU -> "name one under cluster.dpu";
      case STORAGE_DPU -> "name one under cluster.storage.server.dpu";
      default -> "put it elsewhere";
    };
  }
}
