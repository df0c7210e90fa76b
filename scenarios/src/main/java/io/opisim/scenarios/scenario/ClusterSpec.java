package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cluster that is asked about.
 *
 * @param nodes groups of nodes, empty with a trace
 * @param trace a node list, or empty
 * @param nodesPerRack nodes in a rack, in the order given; empty for one rack
 * @param fabric what joins their NICs, or empty if jobs do not feel each other
 * @param dpu id of the DPU of every node, or empty
 * @param storage what all nodes read from, or empty
 */
@ExactlyOneOf({"nodes", "trace"})
public record ClusterSpec(
    @Key(
            value = "Groups of nodes by shape.",
            example = "[{shape: dgx-a100, count: 16}]",
            byDefault = "[]")
        List<NodeGroup> nodes,
    @Key(value = "A node list that came with a trace.", example = "{file: nodes.csv.gz}")
        Optional<NodeTrace> trace,
    @Key(
            value = "Nodes in a rack, in the order given; all in one rack if absent.",
            example = "8",
            min = 1,
            max = 1_000_000)
        Optional<Integer> nodesPerRack,
    @Key(
            value =
                "What joins the nodes' NICs. Training jobs then share its links step by step; if"
                    + " absent, each runs as if it were alone.",
            example = "{kind: leaf-spine, oversubscription: 2}")
        Optional<FabricSpec> fabric,
    @Key(
            value = "DPU or IPU of the catalog in every node, on the way to its storage.",
            example = "bluefield-3",
            ids = KnownIds.DPU)
        Optional<String> dpu,
    @Key(value = "The storage that all nodes read from.", example = "{system: nutanix-files-32}")
        Optional<StorageSpec> storage)
    implements Checked {
  /** Copies the groups. */
  public ClusterSpec {
    nodes = List.copyOf(nodes);
  }

  @Override
  public List<Violation> violations() {
    Set<String> seen = new LinkedHashSet<>();
    for (NodeGroup group : nodes) {
      if (!seen.add(group.prefix())) {
        return List.of(
            new Violation(
                "nodes",
                "two groups would name their nodes \"" + group.prefix() + "\"",
                "give one of them a name"));
      }
    }
    List<Violation> wrong = new ArrayList<>(storageViolations());
    fabric.map(this::fabricViolations).ifPresent(wrong::addAll);
    return wrong;
  }

  private List<Violation> storageViolations() {
    if (storage.isPresent() && trace.isPresent()) {
      String message = "a node list tells nothing of the way to it";
      return List.of(new Violation("storage", message, "describe the nodes under cluster.nodes"));
    }
    if (storage.isPresent() && nodes.stream().map(NodeGroup::shape).distinct().count() > 1) {
      String message = "is read by nodes of several shapes";
      return List.of(new Violation("storage", message, "all nodes on a storage have one shape"));
    }
    if (dpu.isPresent() && storage.isEmpty()) {
      String message = "stands on the way to storage, and there is none";
      return List.of(new Violation("dpu", message, "add storage beside it, or leave it out"));
    }
    return List.of();
  }

  private List<Violation> fabricViolations(FabricSpec joining) {
    if (trace.isPresent()) {
      String message = "a node list tells nothing of NICs";
      return List.of(new Violation("fabric", message, "describe the nodes under cluster.nodes"));
    }
    long shapes = nodes.stream().map(NodeGroup::shape).distinct().count();
    if (shapes > 1) {
      String message = "joins nodes of " + shapes + " shapes";
      return List.of(new Violation("fabric", message, "all nodes on a fabric have one shape"));
    }
    boolean racks =
        joining.kind() == FabricKind.LEAF_SPINE || joining.kind() == FabricKind.RAIL_OPTIMISED;
    if (racks && nodesPerRack.isEmpty()) {
      String message = "a " + joining.kind().word() + " needs the nodes of a rack";
      return List.of(new Violation("fabric", message, "add nodes_per_rack beside it, as 16"));
    }
    return List.of();
  }
}
