package io.opisim.scenarios.study;

import io.opisim.models.catalog.DpuProfile;
import io.opisim.models.cost.PriceList;
import io.opisim.models.energy.PowerCurve;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.CostsSpec;
import io.opisim.scenarios.scenario.NodeGroup;
import io.opisim.scenarios.scenario.StorageProtocol;
import io.opisim.scenarios.scenario.StorageSpec;
import io.opisim.scenarios.world.DeviceCosts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** What the devices of a case draw and cost, from a scenario's words and the catalog. */
final class CostInputs {
  private CostInputs() {}

  /**
   * The costs of a case, or empty if it names none.
   *
   * @throws InputException if its nodes have not one kind of accelerator, the price list lacks a
   *     device, or the catalog is wrong
   */
  static Optional<DeviceCosts> of(Catalog catalog, CaseSpec spec) throws InputException {
    if (spec.costs().isEmpty()) {
      return Optional.empty();
    }
    try {
      SortedSet<String> accelerators = new TreeSet<>();
      for (NodeGroup group : spec.cluster().nodes()) {
        catalog.node(group.shape()).accelerator().ifPresent(accelerators::add);
      }
      if (accelerators.size() != 1) {
        throw FabricPlans.problem(
            "costs.accelerator_power",
            "speaks of one kind of accelerator, and the cluster has "
                + (accelerators.isEmpty()
                    ? "no nodes of the catalog with one"
                    : String.join(" and ", accelerators)),
            "leave costs out, or describe one kind of accelerator in cluster.nodes");
      }
      return Optional.of(of(catalog, spec, accelerators.first()));
    } catch (CatalogException broken) {
      throw new InputException(broken.problems());
    }
  }

  private static DeviceCosts of(Catalog catalog, CaseSpec spec, String accelerator)
      throws InputException, CatalogException {
    CostsSpec costs = spec.costs().orElseThrow();
    Optional<PriceList> prices =
        costs.prices().isPresent()
            ? Optional.of(catalog.prices(costs.prices().get()))
            : Optional.empty();
    Optional<StorageSpec> storage = spec.cluster().storage();
    Optional<String> dpu = spec.cluster().dpu();
    String card = dpu.orElse(costs.cardPower());
    List<String> devices = new ArrayList<>(List.of(accelerator));
    if (storage.isPresent()) {
      devices.add(card);
      devices.add(costs.storagePower());
    }
    if (prices.isPresent()) {
      checkPriced(prices.get(), devices);
    }
    return new DeviceCosts(
        catalog.power(costs.acceleratorPower()).curve(),
        accelerator,
        catalog.power(costs.hostPower()).curve(),
        dpu.isPresent() ? curve(catalog.dpu(card)) : catalog.power(costs.cardPower()).curve(),
        card,
        storage.isPresent() ? 1 : 0,
        catalog.power(costs.storagePower()).curve(),
        costs.storagePower(),
        storage.isPresent() ? servers(catalog, storage.get()) : 0,
        prices,
        costs
            .powerUsageEffectiveness()
            .or(() -> prices.map(list -> list.powerUsageEffectiveness().value()))
            .orElse(1.0));
  }

  private static PowerCurve curve(DpuProfile dpu) {
    return new PowerCurve(dpu.idlePower().value().watts(), dpu.maxPower().value().watts(), 1);
  }

  private static void checkPriced(PriceList prices, List<String> devices) throws InputException {
    for (String device : devices) {
      if (prices.devices().stream().noneMatch(price -> price.device().equals(device))) {
        throw FabricPlans.problem(
            "costs.prices",
            "price list " + prices.prices() + " has no " + device,
            "add it in a price list of your own");
      }
    }
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
