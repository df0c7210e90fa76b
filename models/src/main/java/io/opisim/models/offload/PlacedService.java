package io.opisim.models.offload;

/**
 * A service, which variant of it, and where it runs.
 *
 * @param service the service
 * @param variant one of its variants
 * @param site one of its sites
 */
public record PlacedService(Offload service, String variant, Site site) {
  /** Checks that it exists and may run there. */
  public PlacedService {
    service.cost(variant);
    if (!service.sites().contains(site)) {
      throw new IllegalArgumentException(
          service.id() + " cannot run at " + site + ", only at " + service.sites());
    }
  }

  /** An installed service by its id. */
  public static PlacedService of(String service, String variant, Site site) {
    return new PlacedService(Offloads.of(service), variant, site);
  }

  /** What it costs. */
  public ServiceCost cost() {
    return service.cost(variant);
  }

  /** The same service elsewhere. */
  public PlacedService at(Site other) {
    return new PlacedService(service, variant, other);
  }

  @Override
  public String toString() {
    return service.id() + "/" + variant + "@" + site;
  }
}
