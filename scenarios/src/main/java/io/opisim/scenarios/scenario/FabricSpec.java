package io.opisim.scenarios.scenario;

import io.opisim.models.topology.fabric.NodeInterior.CrossRail;
import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What joins the NICs of a cluster's nodes; sizes that are absent follow from the nodes.
 *
 * @param kind its shape
 * @param oversubscription what nodes can send over what the uplinks carry
 * @param spines spine switches, or empty for as many as make uplinks as fast as NICs
 * @param endpointsPerSwitch NICs on one switch of a dragonfly, or empty for the smallest that fits
 * @param valiant whether flows between groups of a dragonfly go through a third one
 * @param sizes dimensions of a torus, or empty for three that are nearly equal
 * @param linkRate rate of every cable but uplinks, or empty for that of the NICs
 * @param linkLatency of every cable
 * @param pcieRate of every PCIe cable, or empty for one that is never the narrowest
 * @param routing how flows choose among equal ways
 * @param crossRail how flows get from rail to rail, or empty for the usual way
 * @param faults links and switches that are dead or slow
 */
public record FabricSpec(
    @Key(
            value =
                "Its shape. In a leaf-spine the nodes of a rack share a leaf; rail-optimised, they"
                    + " share a set of rail switches.",
            example = "leaf-spine")
        FabricKind kind,
    @Key(
            value =
                "What the nodes of a rack can send over what its uplinks carry; for leaf-spine and"
                    + " rail-optimised.",
            example = "2",
            byDefault = "1",
            positive = true,
            max = 1000)
        double oversubscription,
    @Key(
            value =
                "Spine switches; if absent, as many as make each uplink about as fast as a NIC.",
            example = "16",
            min = 1,
            max = 1_000_000)
        Optional<Integer> spines,
    @Key(
            value =
                "NICs on each switch of a dragonfly, p; groups have 2p switches with p global"
                    + " cables each. If absent, the smallest that fits.",
            example = "4",
            min = 1,
            max = 1000)
        Optional<Integer> endpointsPerSwitch,
    @Key(
            value = "Whether flows between groups of a dragonfly go through a third group.",
            example = "true",
            byDefault = "false")
        boolean valiant,
    @Key(
            value =
                "Sizes of a torus of NICs, two or three; if absent, three that are nearly equal.",
            example = "[8, 8, 8]",
            byDefault = "[]",
            min = 1,
            max = 1_000_000)
        List<Integer> sizes,
    @Key(
            value = "Rate of each cable but uplinks; that of the nodes' NICs if absent.",
            example = "400 Gbit/s",
            positive = true)
        Optional<DataRate> linkRate,
    @Key(
            value = "Latency of each cable, with the switching at its end.",
            example = "500 ns",
            byDefault = "500 ns")
        TimeSpan linkLatency,
    @Key(
            value = "Rate of each PCIe cable in the nodes; if absent, PCIe is never the narrowest.",
            example = "63 GB/s",
            positive = true)
        Optional<DataRate> pcieRate,
    @Key(
            value =
                "How flows use equal ways: one each by hash, or all of them equally (the best that"
                    + " routing could do).",
            example = "ideal-spreading",
            byDefault = "ecmp")
        FabricRouting routing,
    @Key(
            value =
                "How flows between accelerators of different rank get from rail to rail; over"
                    + " NVLink if absent and rail-optimised, else by the network.",
            example = "nvlink")
        Optional<CrossRail> crossRail,
    @Key(
            value = "Links and switches that are dead or slow throughout the run.",
            example = "[{name: spine-0}]",
            byDefault = "[]")
        List<FabricFault> faults)
    implements Checked {
  /** Copies the lists. */
  public FabricSpec {
    sizes = List.copyOf(sizes);
    faults = List.copyOf(faults);
  }

  @Override
  public List<Violation> violations() {
    boolean tiers = kind == FabricKind.LEAF_SPINE || kind == FabricKind.RAIL_OPTIMISED;
    List<Violation> wrong = new ArrayList<>();
    only(wrong, tiers || oversubscription == 1, "oversubscription", "leaf-spine, rail-optimised");
    only(wrong, tiers || spines.isEmpty(), "spines", "leaf-spine, rail-optimised");
    boolean dragonfly = kind == FabricKind.DRAGONFLY;
    only(wrong, dragonfly || endpointsPerSwitch.isEmpty(), "endpoints_per_switch", "dragonfly");
    only(wrong, dragonfly || !valiant, "valiant", "dragonfly");
    only(wrong, kind == FabricKind.TORUS || sizes.isEmpty(), "sizes", "torus");
    if (kind == FabricKind.TORUS && !sizes.isEmpty() && sizes.size() != 2 && sizes.size() != 3) {
      wrong.add(
          new Violation(
              "sizes", "a torus has 2 or 3 dimensions, not " + sizes.size(), "write 2 or 3 sizes"));
    }
    return wrong;
  }

  private void only(List<Violation> wrong, boolean right, String key, String kinds) {
    if (!right) {
      String message = "a " + kind.word() + " has no such size";
      wrong.add(new Violation(key, message, "leave it out; only for " + kinds));
    }
  }
}
