package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
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
        Optional<Integer> nodesPerRack)
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
    return List.of();
  }
}
