package io.opisim.scheduler.state;

import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.IntCursor;

/**
 * Nodes (and devices) in the order of what they have free; each order exists once it has been asked
 * for.
 *
 * <p>Caveat: a cursor passes over nodes that have enough of the ordering resource and too little of
 * another one by one.
 */
final class NodeOrders {
  private final ClusterState state;
  private final int devicesPerNode;

  private Order wholeUp;
  private Order wholeDown;
  private Order cpuUp;
  private Order cpuDown;
  private Order deviceUp;
  private Order deviceDown;

  NodeOrders(ClusterState state, int devicesPerNode) {
    this.state = state;
    this.devicesPerNode = devicesPerNode;
  }

  /** What an order sorts by, for a node or a device. */
  @FunctionalInterface
  private interface Level {
    long of(int member);
  }

  private static final class Order {
    private final long[] keys;
    private final OrderedInts members;
    private final Level level;
    private final long sign;

    Order(int count, long sign, Level level) {
      this.keys = new long[count];
      this.members = new OrderedInts(keys);
      this.level = level;
      this.sign = sign;
    }

    void add(int member) {
      keys[member] = sign * level.of(member);
      members.add(member);
    }

    IntCursor from(long needed) {
      return sign > 0 ? members.ascendingFrom(needed) : members.ascending();
    }
  }

  IntCursor tightestFirst(TaskDemand demand) {
    if (demand.isFractional()) {
      deviceUp = deviceUp == null ? devices(+1) : deviceUp;
      return fractional(deviceUp.from(demand.gpuMilli()), demand, true);
    }
    if (demand.gpus() > 0) {
      wholeUp = wholeUp == null ? nodes(+1, state::freeWholeGpus) : wholeUp;
      return fitting(wholeUp.from(demand.gpus()), demand);
    }
    cpuUp = cpuUp == null ? nodes(+1, state::freeCpuMilli) : cpuUp;
    return fitting(cpuUp.from(demand.cpuMilli()), demand);
  }

  IntCursor loosestFirst(TaskDemand demand) {
    if (demand.isFractional()) {
      deviceDown = deviceDown == null ? devices(-1) : deviceDown;
      return fractional(deviceDown.from(0), demand, false);
    }
    if (demand.gpus() > 0) {
      wholeDown = wholeDown == null ? nodes(-1, state::freeWholeGpus) : wholeDown;
      return enough(wholeDown.from(0), demand, state::freeWholeGpus, demand.gpus());
    }
    cpuDown = cpuDown == null ? nodes(-1, state::freeCpuMilli) : cpuDown;
    return enough(cpuDown.from(0), demand, state::freeCpuMilli, demand.cpuMilli());
  }

  private Order nodes(int sign, Level level) {
    Order order = new Order(state.nodes(), sign, level);
    for (int node = 0; node < state.nodes(); node++) {
      order.add(node);
    }
    return order;
  }

  private Order devices(int sign) {
    Order order =
        new Order(
            state.nodes() * devicesPerNode,
            sign,
            member -> state.freeGpuMilli(member / devicesPerNode, member % devicesPerNode));
    for (int node = 0; node < state.nodes(); node++) {
      for (int device = 0; device < state.gpusOf(node); device++) {
        order.add(node * devicesPerNode + device);
      }
    }
    return order;
  }

  private IntCursor fitting(IntCursor members, TaskDemand demand) {
    return () -> {
      int node = members.next();
      while (node >= 0 && !state.fits(node, demand)) {
        node = members.next();
      }
      return node;
    };
  }

  private IntCursor enough(IntCursor members, TaskDemand demand, Level level, long needed) {
    return () -> {
      int node = members.next();
      while (node >= 0 && !state.fits(node, demand)) {
        node = level.of(node) < needed ? -1 : members.next();
      }
      return node;
    };
  }

  /** Each node once, at the device that stands for it. */
  private IntCursor fractional(IntCursor members, TaskDemand demand, boolean tightest) {
    return () -> {
      int member = members.next();
      while (member >= 0) {
        int node = member / devicesPerNode;
        int device = member % devicesPerNode;
        if (!tightest && state.freeGpuMilli(node, device) < demand.gpuMilli()) {
          return -1;
        }
        int standsFor =
            tightest ? state.tightestDevice(node, demand.gpuMilli()) : state.loosestDevice(node);
        if (device == standsFor && state.fits(node, demand)) {
          return node;
        }
        member = members.next();
      }
      return -1;
    };
  }

  void removeNode(int node) {
    remove(wholeUp, node);
    remove(wholeDown, node);
    remove(cpuUp, node);
    remove(cpuDown, node);
  }

  void addNode(int node) {
    add(wholeUp, node);
    add(wholeDown, node);
    add(cpuUp, node);
    add(cpuDown, node);
  }

  void removeDevice(int device) {
    remove(deviceUp, device);
    remove(deviceDown, device);
  }

  void addDevice(int device) {
    add(deviceUp, device);
    add(deviceDown, device);
  }

  private static void remove(Order order, int member) {
    if (order != null) {
      order.members.remove(member);
    }
  }

  private static void add(Order order, int member) {
    if (order != null) {
      order.add(member);
    }
  }
}
