package io.opisim.models.topology.fabric;

import java.util.function.IntUnaryOperator;

/** Ways inside one node, in the numbers that its {@link NodeInterior} gives. */
final class InteriorWiring implements Wiring {
  private final NodeInterior plan;
  private final int[] parent;
  private final boolean nvlink;
  private final int firstNvlinkCable;

  InteriorWiring(NodeInterior plan) {
    this.plan = plan;
    parent = plan.parents();
    nvlink = plan.nvlink().isPresent();
    firstNvlinkCable = plan.cables() - (nvlink ? plan.accelerators() : 0);
  }

  /** Lays the cables of one node. */
  void lay(Fabric.Builder builder, IntUnaryOperator vertexOf, int firstSpec) {
    for (int local = 0; local < parent.length; local++) {
      if (parent[local] >= 0) {
        int lower = vertexOf.applyAsInt(local);
        builder.cable(lower, vertexOf.applyAsInt(parent[local]), firstSpec + plan.specOf(local));
      }
    }
    for (int local = 0; nvlink && local < plan.accelerators(); local++) {
      int lower = vertexOf.applyAsInt(local);
      builder.cable(lower, vertexOf.applyAsInt(plan.nvlinkSwitch()), firstSpec + 1);
    }
  }

  @Override
  public void next(int source, int at, int destination, LinkList out) {
    boolean toAccelerator = destination < plan.accelerators();
    if (nvlink && at == plan.nvlinkSwitch()) {
      out.add(nvlinkCable(destination) + 1);
    } else if (nvlink && at < plan.accelerators() && toAccelerator) {
      out.add(nvlinkCable(at));
    } else {
      int child = Tree.childTowards(parent, at, destination);
      out.add(child < 0 ? treeCable(at) : treeCable(child) + 1);
    }
  }

  private int nvlinkCable(int accelerator) {
    return 2 * (firstNvlinkCable + accelerator);
  }

  /** All tree vertices but the host have a cable above them, in the order of their numbers. */
  private int treeCable(int local) {
    return 2 * (local < plan.host() ? local : local - 1);
  }

  @Override
  public String name(int vertex) {
    return vertex < plan.accelerators() ? Integer.toString(vertex) : plan.nameWithin(vertex);
  }
}
