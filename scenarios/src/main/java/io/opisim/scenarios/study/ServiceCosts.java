package io.opisim.scenarios.study;

import io.opisim.models.catalog.ServiceProfile;
import io.opisim.models.catalog.ServiceVariant;
import io.opisim.models.offload.Offload;
import io.opisim.models.offload.ServiceCost;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.catalog.CatalogKind;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What services cost: as the catalog says; a service that it does not know, as one of another jar
 * may be, at the cost that it states itself.
 */
final class ServiceCosts {
  private static final String FRONT_END = "front-end";

  private final Catalog catalog;

  ServiceCosts(Catalog catalog) {
    this.catalog = catalog;
  }

  /** The costs of a service by variant. */
  SortedMap<String, ServiceCost> of(Offload service) throws CatalogException {
    return catalog.ids(CatalogKind.SERVICE).contains(service.id())
        ? profile(service.id())
        : service.variants();
  }

  /** What a host pays for its own end of storage. */
  ServiceCost frontEnd(String variant) throws CatalogException, InputException {
    ServiceCost cost = profile(FRONT_END).get(variant);
    if (cost == null) {
      throw FabricPlans.problem(
          "cluster.storage",
          "the catalog's services/" + FRONT_END + " has no variant \"" + variant + "\"",
          "add it to your own file of that name");
    }
    return cost;
  }

  private SortedMap<String, ServiceCost> profile(String id) throws CatalogException {
    ServiceProfile profile = catalog.profile(CatalogKind.SERVICE, id);
    SortedMap<String, ServiceCost> costs = new TreeMap<>();
    for (ServiceVariant variant : profile.variants()) {
      costs.put(variant.variant(), ServiceCost.of(variant));
    }
    return costs;
  }
}
