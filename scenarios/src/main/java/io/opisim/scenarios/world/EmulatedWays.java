package io.opisim.scenarios.world;

import io.opisim.models.offload.PlacedService;
import io.opisim.models.offload.Site;
import io.opisim.models.storage.build.StorageDescription;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The ways in which jobs of a kind that read can be run: their services at all sites that are
 * there.
 *
 * <p>A service stays on its side of the network, on node, DPU or, where it may run there, in the
 * switches, or on server or its DPU: what it protects or saves on the way is meant. The first way
 * is the one that the scenario says.
 */
public final class EmulatedWays {
  private static final List<List<Site>> SIDES =
      List.of(List.of(Site.HOST, Site.DPU, Site.SWITCH), List.of(Site.STORAGE, Site.STORAGE_DPU));

  private EmulatedWays() {}

  /** All ways of a kind. */
  public static List<EmulatedKind> of(EmulatedKind kind) {
    return of(kind.storage()).stream().map(kind::with).toList();
  }

  /** All ways of training jobs, by the sites on the way of their input. */
  public static List<TrainingKind> of(TrainingKind kind) {
    if (kind.input().isEmpty()) {
      return List.of(kind);
    }
    TrainingKind.StepInput input = kind.input().get();
    return of(input.storage()).stream()
        .map(storage -> kind.reading(new TrainingKind.StepInput(input.plan(), storage)))
        .toList();
  }

  /** All ways of a way to the storage, the given one first. */
  private static List<StorageDescription> of(StorageDescription storage) {
    List<StorageDescription> ways = new ArrayList<>(List.of(storage));
    for (String service : movable(storage)) {
      List<StorageDescription> more = new ArrayList<>();
      for (StorageDescription way : ways) {
        for (Site site : sites(storage, service)) {
          more.add(way.placing(service, site));
        }
      }
      ways = more;
    }
    return ways;
  }

  /** The services that have more than one site, in their order on the way. */
  public static List<String> movable(StorageDescription storage) {
    return storage.services().stream()
        .map(one -> one.service().id())
        .distinct()
        .filter(service -> isAtOneSite(storage, service) && sites(storage, service).size() > 1)
        .toList();
  }

  /** The same of training jobs; nothing if they read nothing. */
  public static String label(TrainingKind kind) {
    return kind.input().map(input -> label(input.storage())).orElse("");
  }

  /** Where the movable services of a way are, in their order. */
  public static String label(StorageDescription way) {
    return movable(way).stream()
        .map(service -> word(placed(way, service).site()))
        .collect(Collectors.joining("+"));
  }

  private static boolean isAtOneSite(StorageDescription way, String service) {
    Site first = placed(way, service).site();
    return way.services().stream()
        .filter(one -> one.service().id().equals(service))
        .allMatch(one -> one.site() == first);
  }

  private static PlacedService placed(StorageDescription way, String service) {
    return way.services().stream()
        .filter(one -> one.service().id().equals(service))
        .findFirst()
        .orElseThrow();
  }

  /** The site where a service is, then the others of its side where it can be. */
  private static List<Site> sites(StorageDescription way, String service) {
    PlacedService now = placed(way, service);
    List<Site> sites = new ArrayList<>(List.of(now.site()));
    for (List<Site> side : SIDES) {
      if (side.contains(now.site())) {
        side.stream()
            .filter(site -> site != now.site())
            .filter(site -> now.service().sites().contains(site) && way.site(site).isPresent())
            .forEach(sites::add);
      }
    }
    return sites;
  }

  private static String word(Site site) {
    return site.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
