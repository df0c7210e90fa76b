package io.opisim.scenarios.result;

import io.opisim.models.offload.SharedResources;
import io.opisim.models.offload.Site;
import io.opisim.models.offload.SiteSpec;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.models.storage.middleend.QosLimit;
import io.opisim.scenarios.world.EmulatedRun;
import io.opisim.scenarios.world.FabricStorage;
import io.opisim.simcore.sharing.Resource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What the resources of a run gave, by where they are: clients' hosts and DPUs, servers, storage.
 *
 * <p>Resources bear the names that {@code StorageBuilder} gives them.
 */
final class ResourceFigures {
  private static final String CLIENT = "client-";
  private static final String DPU = ".dpu.";

  private final double seconds;
  private final StorageDescription description;
  private final Map<String, Double> busiestOfCard = new TreeMap<>();
  private double hostCores;
  private double dpuCores;
  private double storageUtilisation;
  private double serverDpuUtilisation;
  private double portGiven;
  private double portPossible;

  /** Of a run that is over and lasted so long. */
  ResourceFigures(EmulatedRun run, double seconds) {
    this(run.volumes().iterator().next().description(), run.resources(), seconds);
  }

  /** The same of training jobs that read over a fabric. */
  ResourceFigures(FabricStorage storage, double seconds) {
    this(storage.volumes().iterator().next().description(), storage.resources(), seconds);
  }

  private ResourceFigures(
      StorageDescription description, SharedResources resources, double seconds) {
    this.seconds = seconds;
    this.description = description;
    for (Resource resource : resources.all()) {
      add(resource);
    }
  }

  private void add(Resource resource) {
    String name = resource.name();
    if (QosLimit.isLimit(name)) {
      return;
    }
    double utilisation = utilisation(resource);
    if (!name.startsWith(CLIENT)) {
      storageUtilisation = Math.max(storageUtilisation, utilisation);
      if (name.contains(".server-dpus.")) {
        serverDpuUtilisation = Math.max(serverDpuUtilisation, utilisation);
      }
    } else if (name.contains(DPU)) {
      String card = name.substring(0, name.indexOf(DPU));
      busiestOfCard.merge(card, utilisation, Math::max);
      dpuCores += name.endsWith(".cores") ? resource.given() / seconds : 0;
    } else if (name.endsWith(".host.cores")) {
      hostCores += resource.given() / seconds;
    } else if (name.endsWith(".host.network-in")) {
      portGiven += resource.given();
      portPossible += resource.capacityPerSecond() * seconds;
    }
  }

  /** Share of what it could give from the first arrival to the last finish. */
  double utilisation(Resource resource) {
    return Math.min(1, resource.given() / (resource.capacityPerSecond() * seconds));
  }

  double hostCores() {
    return hostCores;
  }

  double dpuCores() {
    return dpuCores;
  }

  boolean hasDpus() {
    return description.site(Site.DPU).isPresent();
  }

  double dpuWatts() {
    SiteSpec dpu = description.site(Site.DPU).orElseThrow();
    double watts = 0;
    for (double busy : busiestOfCard.values()) {
      watts += dpu.watts(busy);
    }
    return watts;
  }

  double serverDpuWatts() {
    Optional<SiteSpec> dpu = description.site(Site.STORAGE_DPU);
    return dpu.isEmpty()
        ? 0
        : dpu.get().watts(serverDpuUtilisation) * description.servers().orElseThrow().servers();
  }

  double storageUtilisation() {
    return storageUtilisation;
  }

  double portUtilisation() {
    return portPossible == 0 ? 0 : portGiven / portPossible;
  }
}
