package io.opisim.scenarios.study;

import io.opisim.models.catalog.NodeShape;
import io.opisim.models.cost.PriceList;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.CostsSpec;
import io.opisim.scenarios.scenario.StorageProtocol;
import io.opisim.scenarios.scenario.StorageSpec;
import io.opisim.scenarios.world.EmulatedCosts;
import java.util.List;
import java.util.Optional;

/** What the devices of a case draw and cost, from a scenario's words and the catalog. */
final class CostInputs {
  private CostInputs() {}

  /**
   * The costs of a case that names some.
   *
   * @throws InputException if the price list lacks a device
   * @throws CatalogException if an entry of the catalog is wrong
   */
  static EmulatedCosts of(Catalog catalog, CaseSpec spec, NodeShape shape)
      throws InputException, CatalogException {
    CostsSpec costs = spec.costs().orElseThrow();
    Optional<PriceList> prices =
        costs.prices().isPresent()
            ? Optional.of(catalog.prices(costs.prices().get()))
            : Optional.empty();
    String accelerator = shape.accelerator().orElseThrow();
    String card = spec.cluster().dpu().orElse(costs.cardPower());
    int servers =
        spec.cluster().storage().isPresent() ? servers(catalog, spec.cluster().storage().get()) : 0;
    if (prices.isPresent()) {
      List<String> devices =
          spec.cluster().storage().isPresent()
              ? List.of(accelerator, card, costs.storagePower())
              : List.of(accelerator, card);
      for (String device : devices) {
        boolean known =
            prices.get().devices().stream().anyMatch(price -> price.device().equals(device));
        if (!known) {
          throw FabricPlans.problem(
              "costs.prices",
              "price list " + prices.get().prices() + " has no " + device,
              "add it in a price list of your own");
        }
      }
    }
    return new EmulatedCosts(
        catalog.power(costs.acceleratorPower()).curve(),
        accelerator,
        catalog.power(costs.hostPower()).curve(),
        catalog.power(costs.cardPower()).curve(),
        card,
        catalog.power(costs.storagePower()).curve(),
        costs.storagePower(),
        servers,
        prices,
        costs
            .powerUsageEffectiveness()
            .or(() -> prices.map(list -> list.powerUsageEffectiveness().value()))
            .orElse(1.0));
  }

  /** Drives in the nodes have no servers. */
  private static int servers(Catalog catalog, StorageSpec storage) throws CatalogException {
    if (storage.parts().isPresent()) {
      boolean local = storage.protocol().orElseThrow() == StorageProtocol.LOCAL;
      return local ? 0 : storage.parts().get().servers();
    }
    return StorageDescriptions.serverCount(
        storage, catalog.storageSystem(storage.system().orElseThrow()));
  }
}
