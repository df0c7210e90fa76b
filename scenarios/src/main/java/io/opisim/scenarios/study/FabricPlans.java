package io.opisim.scenarios.study;

import io.opisim.models.catalog.AcceleratorProfile;
import io.opisim.models.catalog.NodeShape;
import io.opisim.models.topology.fabric.Dragonfly;
import io.opisim.models.topology.fabric.FabricPlan;
import io.opisim.models.topology.fabric.FatTree;
import io.opisim.models.topology.fabric.LeafSpine;
import io.opisim.models.topology.fabric.LinkSpec;
import io.opisim.models.topology.fabric.NodeInterior;
import io.opisim.models.topology.fabric.NodeInterior.CrossRail;
import io.opisim.models.topology.fabric.NodesOnFabric;
import io.opisim.models.topology.fabric.RailOptimised;
import io.opisim.models.topology.fabric.Star;
import io.opisim.models.topology.fabric.Torus;
import io.opisim.scenarios.scenario.ClusterSpec;
import io.opisim.scenarios.scenario.FabricKind;
import io.opisim.scenarios.scenario.FabricSpec;
import io.opisim.scenarios.scenario.NodeGroup;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.scenario.StoragePlace;
import io.opisim.scenarios.scenario.io.ProblemPlaces;
import io.opisim.simcore.units.DataRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The fabric of a cluster from what a scenario says of it; sizes it does not say follow from the
 * nodes.
 */
final class FabricPlans {
  private static final String PATH = "cluster.fabric";

  private final FabricSpec spec;
  private final int nodes;
  private final int nodesPerRack;
  private final int nics;
  private final NodeShape shape;
  private final AcceleratorProfile accelerator;
  private final DataRate nicRate;
  private final LinkSpec link;
  private final int storagePorts;
  private final StoragePlace storagePlace;

  private FabricPlans(
      ClusterSpec cluster, NodeShape shape, AcceleratorProfile accelerator, int storagePorts) {
    spec = cluster.fabric().orElseThrow();
    nodes = cluster.nodes().stream().mapToInt(NodeGroup::count).sum();
    nodesPerRack = cluster.nodesPerRack().orElse(nodes);
    nics = shape.nics().orElseThrow().value();
    nicRate = shape.nicRate().orElseThrow().value();
    this.shape = shape;
    this.accelerator = accelerator;
    link = new LinkSpec(spec.linkRate().orElse(nicRate), spec.linkLatency());
    this.storagePorts = storagePorts;
    storagePlace =
        cluster.storage().map(all -> all.network().place()).orElse(StoragePlace.OWN_RACKS);
  }

  /**
   * The nodes of a cluster on its fabric.
   *
   * @throws InputException if the nodes lack what a fabric needs, or sizes do not fit
   */
  static NodesOnFabric of(ClusterSpec cluster, NodeShape shape, AcceleratorProfile accelerator)
      throws InputException {
    return of(cluster, shape, accelerator, 0);
  }

  /** The same with so many ports of storage servers, which are its first storage targets. */
  static NodesOnFabric of(
      ClusterSpec cluster, NodeShape shape, AcceleratorProfile accelerator, int storagePorts)
      throws InputException {
    if (shape.nics().isEmpty() || shape.nicRate().isEmpty()) {
      throw problem(
          "cluster.nodes[0].shape",
          "nodes of shape " + shape.node() + " have no NICs to put on a fabric",
          "take a shape with nics and nic_rate");
    }
    FabricPlans plans = new FabricPlans(cluster, shape, accelerator, storagePorts);
    try {
      return new NodesOnFabric(plans.nodes, plans.interior(), plans.outer());
    } catch (IllegalArgumentException | ArithmeticException unfit) {
      throw problem(PATH, unfit.getMessage(), "change the sizes of the fabric, or of the cluster");
    }
  }

  static InputException problem(String path, String message, String hint) {
    return new InputException(List.of(new Problem(ProblemPlaces.SCENARIO, 0, path, message, hint)));
  }

  /** A PCIe switch for each NIC: PCIe is the narrowest only where its rate is given. */
  private NodeInterior interior() {
    Optional<LinkSpec> nvlink =
        accelerator.scaleUpRate().map(rate -> new LinkSpec(rate.value(), spec.linkLatency()));
    DataRate pcie = spec.pcieRate().orElse(DataRate.ofBytesPerSecond(2 * nicRate.bytesPerSecond()));
    boolean overNvlink = spec.kind() == FabricKind.RAIL_OPTIMISED && nvlink.isPresent();
    return new NodeInterior(
        shape.gpus().value(),
        nvlink,
        nics,
        nics,
        new LinkSpec(pcie, spec.linkLatency()),
        NodeInterior.DpuPlace.NONE,
        Optional.empty(),
        spec.crossRail().orElse(overNvlink ? CrossRail.NVLINK : CrossRail.NETWORK));
  }

  private FabricPlan outer() throws InputException {
    int ports = Math.addExact(Math.multiplyExact(nodes, nics), storagePorts);
    return switch (spec.kind()) {
      case STAR -> new Star(ports, link);
      case FAT_TREE -> FatTree.holding(ports, link);
      case LEAF_SPINE -> leafSpine();
      case RAIL_OPTIMISED -> railOptimised();
      case DRAGONFLY -> dragonfly(ports);
      case TORUS -> new Torus(torusSizes(ports), link);
    };
  }

  private int racks() {
    return (nodes - 1) / nodesPerRack + 1;
  }

  private StorageRacks storage(int portsPerRow) {
    return new StorageRacks(
        storagePorts, storagePlace, racks(), nodes * nics, nodesPerRack * nics, portsPerRow);
  }

  /** Uplinks are those of a rack of nodes, with or without storage. */
  private FabricPlan leafSpine() {
    int below = Math.multiplyExact(nodesPerRack, nics);
    if (storagePorts > 0) {
      StorageRacks all = storage(1);
      int spines = spines(below);
      LinkSpec uplink = link.times(below / (spec.oversubscription() * spines));
      return all.seat(new LeafSpine(all.racksInAll(), all.seatsPerRack(), spines, 1, link, uplink));
    }
    return LeafSpine.oversubscribed(racks(), below, spines(below), link, spec.oversubscription());
  }

  private FabricPlan railOptimised() {
    int spines = spines(nodesPerRack);
    double factor = nodesPerRack / (spec.oversubscription() * spines);
    if (storagePorts > 0) {
      StorageRacks all = storage(nics);
      int perGroup = all.seatsPerRack() / nics;
      return all.seat(
          new RailOptimised(
              all.racksInAll() * perGroup, nics, perGroup, spines, 1, link, link.times(factor)));
    }
    return new RailOptimised(nodes, nics, nodesPerRack, spines, 1, link, link.times(factor));
  }

  /** As many as make uplinks as fast as the ports below, or a little faster. */
  private int spines(int portsBelow) {
    long asFast = (long) StrictMath.floor(portsBelow / spec.oversubscription());
    return spec.spines().orElse((int) Math.max(1, asFast));
  }

  /** Groups of 2p switches with p NICs and p global cables each, as few as hold all NICs. */
  private FabricPlan dragonfly(int ports) throws InputException {
    int least = spec.endpointsPerSwitch().orElse(1);
    int most = spec.endpointsPerSwitch().orElse(ports);
    for (int below = least; below <= most; below++) {
      long global = 2L * below * below;
      long perGroup = 2L * below * below;
      for (long others = 1; others <= global; others++) {
        if (global % others == 0 && (others + 1) * perGroup >= ports) {
          return new Dragonfly(
              (int) others + 1, 2 * below, below, below, spec.valiant(), link, link, link);
        }
      }
    }
    throw problem(
        PATH + ".endpoints_per_switch",
        "a dragonfly with " + most + " NICs a switch does not hold " + ports + " NICs",
        "take a larger one, or leave it out");
  }

  private List<Integer> torusSizes(int ports) throws InputException {
    if (spec.sizes().isEmpty()) {
      return nearlyEqual(ports);
    }
    long product = spec.sizes().stream().mapToLong(size -> size).reduce(1, Math::multiplyExact);
    if (product < ports) {
      throw problem(
          PATH + ".sizes",
          "a torus of " + product + " places does not hold " + ports + " NICs",
          "the product of the sizes is at least nodes x NICs");
    }
    return spec.sizes();
  }

  /** Three sizes with that product, the largest as small as can be. */
  private static List<Integer> nearlyEqual(int product) {
    List<Integer> best = List.of(product, 1, 1);
    for (int first = 1; (long) first * first * first <= product; first++) {
      for (int second = first; (long) first * second * second <= product; second++) {
        int third = product / (first * second);
        if (first * second * third == product && third < best.get(0)) {
          best = new ArrayList<>(List.of(third, second, first));
        }
      }
    }
    return best;
  }
}
