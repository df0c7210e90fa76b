package io.opisim.models.topology.fabric;

import java.util.List;
import java.util.Objects;

/**
 * A tree of switches written out switch by switch, as measured topologies come.
 *
 * <p>Models: endpoints with names, each below a switch, each switch below another but the root; one
 * cable from every vertex but the root to the one above it; one way between any two. Ignores:
 * parallel switches and cables of a layer, which are one switch and one cable of their summed rate
 * here. Valid for: data that names the switch of each layer and no more. Source: the data set that
 * is read.
 */
public final class Tree implements FabricPlan {
  private final List<String> names;
  private final int endpoints;
  private final int[] parent;
  private final List<LinkSpec> tiers;

  /**
   * A tree by its parents.
   *
   * @param names of all vertices, endpoints first
   * @param endpoints how many of them are endpoints
   * @param parent the vertex above each, a switch with a higher number; −1 for the root, the last
   * @param tiers the cable above an endpoint, above its switch, and so on
   */
  public Tree(List<String> names, int endpoints, int[] parent, List<LinkSpec> tiers) {
    this.names = List.copyOf(names);
    this.endpoints = Objects.checkIndex(endpoints, names.size());
    this.parent = parent.clone();
    this.tiers = List.copyOf(tiers);
    if (parent.length != names.size()) {
      throw new IllegalArgumentException(
          parent.length + " parents of " + names.size() + " vertices");
    }
    for (int vertex = 0; vertex < parent.length; vertex++) {
      boolean root = vertex == parent.length - 1;
      boolean above = parent[vertex] > vertex && parent[vertex] < parent.length;
      if (root ? parent[vertex] != -1 : !above || parent[vertex] < endpoints) {
        throw new IllegalArgumentException(
            names.get(vertex)
                + " is below vertex "
                + parent[vertex]
                + ", which is no switch above");
      }
    }
  }

  @Override
  public int endpoints() {
    return endpoints;
  }

  @Override
  public int switches() {
    return names.size() - endpoints;
  }

  @Override
  public int cables() {
    return names.size() - 1;
  }

  @Override
  public Fabric build() {
    int[] tier = new int[parent.length];
    Fabric.Builder builder =
        new Fabric.Builder(endpoints, switches(), cables(), tiers.toArray(LinkSpec[]::new));
    for (int vertex = 0; vertex < parent.length - 1; vertex++) {
      int above = parent[vertex];
      if (tier[above] != 0 && tier[above] != tier[vertex] + 1) {
        throw new IllegalArgumentException(names.get(above) + " has branches of unequal height");
      }
      tier[above] = tier[vertex] + 1;
      if (tier[vertex] >= tiers.size()) {
        throw new IllegalArgumentException(
            "the tree has more tiers than the " + tiers.size() + " kinds of cable given");
      }
      builder.cable(vertex, above, tier[vertex]);
    }
    return builder.build(new TreeWiring(names, parent));
  }

  /**
   * The vertex below {@code at} on the way down to the destination, or −1 where the way is up.
   *
   * @param parent a negative number at the root
   */
  static int childTowards(int[] parent, int at, int destination) {
    int below = destination;
    while (below >= 0 && parent[below] != at) {
      below = parent[below];
    }
    return below;
  }

  private record TreeWiring(List<String> names, int[] parent) implements Wiring {
    @Override
    public void next(int source, int at, int destination, LinkList out) {
      int child = childTowards(parent, at, destination);
      out.add(child < 0 ? 2 * at : 2 * child + 1);
    }

    @Override
    public String name(int vertex) {
      return names.get(vertex);
    }
  }
}
