package io.opisim.models.offload;

/**
 * A service, which variant of it, where it runs, and what it costs.
 *
 * @param service the service
 * @param variant one of its variants, or of a catalog's
 * @param site one of its sites
 * @param cost of the variant, whoever runs it
 */
public record PlacedService(Offload service, String variant, Site site, ServiceCost cost) {
  /** Checks that it may run there. */
  public PlacedService {
    if (!service.sites().contains(site)) {
      throw new IllegalArgumentException(
          service.id() + " cannot run at " + site + ", only at " + service.sites());
    }
  }

  /** A service at the cost that it states itself. */
  public PlacedService(Offload service, String variant, Site site) {
    this(service, variant, site, service.cost(variant));
  }

  /** An installed service by its id, at the cost that it states itself. */
  public static PlacedService of(String service, String variant, Site site) {
    return new PlacedService(Offloads.of(service), variant, site);
  }

  /** The same service elsewhere. */
  public PlacedService at(Site other) {
    return new PlacedService(service, variant, other, cost);
  }

  @Override
  public String toString() {
    return service.id() + "/" + variant + "@" + site;
  }
}
