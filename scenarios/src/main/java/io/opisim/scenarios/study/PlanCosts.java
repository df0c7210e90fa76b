package io.opisim.scenarios.study;

import io.opisim.models.catalog.NodeShape;
import io.opisim.models.energy.PowerCurve;
import io.opisim.models.offload.SiteSpec;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.NodeGroup;
import io.opisim.scenarios.world.DeviceCosts;
import io.opisim.scheduler.optimizer.joint.NodeCosts;
import java.util.List;
import java.util.Optional;

/** What nodes draw and cost in the score of a plan: the devices and prices that runs have, too. */
final class PlanCosts {
  private static final PowerCurve NOTHING = new PowerCurve(0, 0, 1);

  private PlanCosts() {}

  /**
   * The costs of a case, or empty if it names none or its nodes are not all alike.
   *
   * @param dpu of every node that reads, if there is one
   * @throws InputException if its nodes have not one kind of accelerator, the price list lacks a
   *     device, or the catalog is wrong
   */
  static Optional<NodeCosts> of(Catalog catalog, CaseSpec spec, Optional<SiteSpec> dpu)
      throws InputException {
    Optional<DeviceCosts> known = CostInputs.of(catalog, spec);
    List<String> shapes = spec.cluster().nodes().stream().map(NodeGroup::shape).distinct().toList();
    if (known.isEmpty() || shapes.size() != 1) {
      return Optional.empty();
    }
    NodeShape shape = shape(catalog, shapes.get(0));
    DeviceCosts costs = known.get();
    boolean cards = costs.cardsPerNode() > 0;
    return Optional.of(
        new NodeCosts(
            costs.accelerator(),
            costs.host(),
            dpu.map(site -> new PowerCurve(site.watts(0), site.watts(1), 1))
                .orElse(cards ? costs.card() : NOTHING),
            shape.cpuCores().value().milli() / 1000.0,
            costs.powerUsageEffectiveness(),
            costs.prices().map(prices -> prices(costs, cards))));
  }

  private static NodeShape shape(Catalog catalog, String id) throws InputException {
    try {
      return catalog.node(id);
    } catch (CatalogException broken) {
      throw new InputException(broken.problems());
    }
  }

  private static NodeCosts.Prices prices(DeviceCosts costs, boolean cards) {
    var list = costs.prices().orElseThrow();
    return new NodeCosts.Prices(
        list.perHour(costs.acceleratorId()).usDollars(),
        cards ? list.perHour(costs.cardId()).usDollars() : 0,
        list.energyIncluded() ? 0 : list.perKilowattHour().value().usDollars());
  }
}
