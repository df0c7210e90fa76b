package io.opisim.models.topology.fabric;

/**
 * Groups of switches, all joined within the group and each group to every other.
 *
 * <p>Models: G groups of a switches, each with p endpoints, a − 1 local and h global cables: G·a·p
 * endpoints, G·a switches, G·a·p + G·a(a − 1)/2 + G·a·h/2 cables, c = a·h/(G − 1) cables between
 * any two groups; the largest has G = a·h + 1. Palm-tree wiring: global port j (switch ⌊j/h⌋) of
 * group i leads to group i + 1 + (j mod (G − 1)). Minimal routes have at most one local, one
 * global, one local link between switches; Valiant's go through a third group first. Bisection over
 * group halves (even G): (G/2)²·c global links each way. Ignores: adaptive choice between the two,
 * virtual channels. Valid for: any G ≥ 2 whose G − 1 divides a·h. Around dead links beyond the
 * rule, the shortest live path. Source: Kim, Dally, Scott, Abts, "Technology-Driven,
 * Highly-Scalable Dragonfly Topology", ISCA 2008; palm-tree after Camarero, Vallejo, Beivide, ACM
 * TACO 2014.
 *
 * @param groups G
 * @param switchesPerGroup a
 * @param endpointsPerSwitch p
 * @param globalCablesPerSwitch h
 * @param valiant whether flows between groups go through a third group
 * @param endpointLink the cable of each endpoint
 * @param localLink each cable within a group
 * @param globalLink each cable between groups
 */
public record Dragonfly(
    int groups,
    int switchesPerGroup,
    int endpointsPerSwitch,
    int globalCablesPerSwitch,
    boolean valiant,
    LinkSpec endpointLink,
    LinkSpec localLink,
    LinkSpec globalLink)
    implements FabricPlan {
  /** Checks that global cables spread evenly over the other groups. */
  public Dragonfly {
    Sizes.atLeast(2, groups, "groups");
    Sizes.atLeast(1, switchesPerGroup, "switches per group");
    Sizes.atLeast(1, endpointsPerSwitch, "endpoints per switch");
    Sizes.atLeast(1, globalCablesPerSwitch, "global cables per switch");
    Sizes.product(groups, switchesPerGroup, endpointsPerSwitch);
    Sizes.product(groups, switchesPerGroup, switchesPerGroup + globalCablesPerSwitch);
    if (switchesPerGroup * globalCablesPerSwitch % (groups - 1) != 0) {
      throw new IllegalArgumentException(
          switchesPerGroup * globalCablesPerSwitch
              + " global cables of a group do not spread evenly over "
              + (groups - 1)
              + " other groups");
    }
  }

  @Override
  public int endpoints() {
    return switches() * endpointsPerSwitch;
  }

  @Override
  public int switches() {
    return groups * switchesPerGroup;
  }

  @Override
  public int cables() {
    return endpoints() + localCables() + switches() * globalCablesPerSwitch / 2;
  }

  private int localCables() {
    return groups * localCablesPerGroup();
  }

  private int localCablesPerGroup() {
    return switchesPerGroup * (switchesPerGroup - 1) / 2;
  }

  /** Cables between any two groups. */
  public int cablesBetweenGroups() {
    return switchesPerGroup * globalCablesPerSwitch / (groups - 1);
  }

  /** Bytes per second over global cables from one half of the groups to the other; for even G. */
  public double bisectionBytesPerSecond() {
    double pairs = (double) (groups / 2) * (groups - groups / 2);
    return pairs * cablesBetweenGroups() * globalLink.rate().bytesPerSecond();
  }

  @Override
  public Fabric build() {
    DragonflyWiring wiring = new DragonflyWiring(this);
    int endpoints = endpoints();
    Fabric.Builder builder =
        new Fabric.Builder(endpoints, switches(), cables(), endpointLink, localLink, globalLink);
    for (int endpoint = 0; endpoint < endpoints; endpoint++) {
      builder.cable(endpoint, endpoints + endpoint / endpointsPerSwitch, 0);
    }
    for (int group = 0; group < groups; group++) {
      int first = endpoints + group * switchesPerGroup;
      for (int high = 1; high < switchesPerGroup; high++) {
        for (int low = 0; low < high; low++) {
          builder.cable(first + low, first + high, 1);
        }
      }
    }
    for (int high = 1; high < groups; high++) {
      for (int low = 0; low < high; low++) {
        for (int copy = 0; copy < cablesBetweenGroups(); copy++) {
          builder.cable(wiring.gateway(low, high, copy), wiring.gateway(high, low, copy), 2);
        }
      }
    }
    return builder.build(wiring);
  }

  private static final class DragonflyWiring implements Wiring {
    private final int groups;
    private final int switches;
    private final int ports;
    private final int globals;
    private final int copies;
    private final boolean valiant;
    private final int endpoints;
    private final int localPerGroup;
    private final int firstGlobal;

    DragonflyWiring(Dragonfly plan) {
      groups = plan.groups;
      switches = plan.switchesPerGroup;
      ports = plan.endpointsPerSwitch;
      globals = plan.globalCablesPerSwitch;
      copies = plan.cablesBetweenGroups();
      valiant = plan.valiant;
      endpoints = plan.endpoints();
      localPerGroup = plan.localCablesPerGroup();
      firstGlobal = endpoints + plan.localCables();
    }

    /** The switch of a group that has a copy of the cable to another group. */
    int gateway(int group, int other, int copy) {
      int distance = Math.floorMod(other - group, groups) - 1;
      int port = copy * (groups - 1) + distance;
      return endpoints + group * switches + port / globals;
    }

    private int switchOf(int vertex) {
      return vertex < endpoints ? endpoints + vertex / ports : vertex;
    }

    private int groupOf(int vertex) {
      return (switchOf(vertex) - endpoints) / switches;
    }

    @Override
    public void next(int source, int at, int destination, LinkList out) {
      int target = switchOf(destination);
      int here = groupOf(at);
      int there = groupOf(destination);
      if (at < endpoints) {
        out.add(2 * at);
      } else if (at == target) {
        out.add(2 * destination + 1);
      } else if (here == there) {
        out.add(local(at, target));
      } else {
        towardsGroup(at, here, there, out);
      }
    }

    /** Global cables at hand, or else the switches that have one. */
    private void towardsGroup(int at, int here, int there, LinkList out) {
      boolean atGateway = false;
      for (int copy = 0; copy < copies; copy++) {
        if (gateway(here, there, copy) == at) {
          out.add(global(here, there, copy));
          atGateway = true;
        }
      }
      for (int copy = 0; !atGateway && copy < copies; copy++) {
        out.add(local(at, gateway(here, there, copy)));
      }
    }

    private int local(int from, int to) {
      int group = (from - endpoints) / switches;
      int low = (Math.min(from, to) - endpoints) % switches;
      int high = (Math.max(from, to) - endpoints) % switches;
      int cable = endpoints + group * localPerGroup + high * (high - 1) / 2 + low;
      return 2 * cable + (from < to ? 0 : 1);
    }

    private int global(int from, int to, int copy) {
      int low = Math.min(from, to);
      int high = Math.max(from, to);
      int cable = firstGlobal + (high * (high - 1) / 2 + low) * copies + copy;
      return 2 * cable + (from < to ? 0 : 1);
    }

    @Override
    public int viaCount(int source, int destination) {
      return valiant && groupOf(source) != groupOf(destination) ? groups - 2 : 0;
    }

    /** The third groups in order, each entered where the first cable from the source arrives. */
    @Override
    public int via(int source, int destination, int index) {
      int low = Math.min(groupOf(source), groupOf(destination));
      int high = Math.max(groupOf(source), groupOf(destination));
      int group = index < low ? index : index + 1 < high ? index + 1 : index + 2;
      return gateway(group, groupOf(source), 0);
    }

    @Override
    public boolean detours() {
      return true;
    }

    @Override
    public String name(int vertex) {
      if (vertex < endpoints) {
        return Integer.toString(vertex);
      }
      int index = vertex - endpoints;
      return "group-" + index / switches + "-switch-" + index % switches;
    }
  }
}
