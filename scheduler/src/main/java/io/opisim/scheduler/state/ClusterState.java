package io.opisim.scheduler.state;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.DemandMix;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.NodeOutage;
import io.opisim.scheduler.NodeScoring;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.WaitReason;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.Supplier;

/**
 * What is free on every node, and which devices each running job holds.
 *
 * <p>Models: CPU, memory and GPU devices as divisible amounts held from start to end; a fraction of
 * a GPU is held on one device, whole GPUs on devices that nobody else holds. Ignores: sockets,
 * NUMA, links between devices, memory of a shared device. Valid for: placement of jobs that ask for
 * fixed amounts, nodes of at most 64 devices. Source: the resource model of Kubernetes device
 * plugins with GPU sharing, as in the Alibaba 2023 GPU trace.
 *
 * <p>Every change is checked: nothing is ever held beyond what a node has.
 */
public final class ClusterState implements ClusterView {
  private final Cluster cluster;
  private final Placement placement;
  private final IntUnaryOperator choice;
  private final int nodes;
  private final long[] freeCpuMilli;
  private final long[] freeMemoryBytes;
  private final GpuDevices gpus;
  private final String[] modelOfNode;

  private final FreeTotals totals;
  private final CapacityTree tree;
  private final NodeOrders orders;
  private final RackLevels racks;
  private final Tenants tenants;
  private final PartUse parts;
  private final NodeScores scores;
  private final Supplier<DemandMix> typicalDemands;

  private final Assignment[] assignments;
  private final long[][] deviceMasks;
  private List<NodeOutage> outages = List.of();

  /**
   * An empty cluster.
   *
   * @param cluster the nodes
   * @param jobs how many jobs there are to hold something
   * @param placement answers {@link #place}
   * @param choice draws an index below its argument, for {@link #inRandomOrder}
   * @param typicalDemands what tasks typically ask for; asked once at most
   */
  public ClusterState(
      Cluster cluster,
      int jobs,
      Placement placement,
      IntUnaryOperator choice,
      Supplier<DemandMix> typicalDemands) {
    this.cluster = cluster;
    this.typicalDemands = typicalDemands;
    this.placement = placement;
    this.choice = choice;
    nodes = cluster.nodes().size();
    gpus = new GpuDevices(cluster);
    freeCpuMilli = new long[nodes];
    freeMemoryBytes = new long[nodes];
    modelOfNode = new String[nodes];
    totals = new FreeTotals(cluster);
    tree = new CapacityTree(nodes);
    orders = new NodeOrders(this, gpus.perNode());
    racks = new RackLevels(cluster, gpus.perNode());
    tenants = new Tenants(nodes, gpus.perNode());
    parts = new PartUse(nodes);
    scores = new NodeScores(this);
    assignments = new Assignment[jobs];
    deviceMasks = new long[jobs][];
    for (int index = 0; index < nodes; index++) {
      fill(index, cluster.nodes().get(index));
    }
  }

  /** An empty cluster of which nobody knows what tasks typically ask for. */
  public ClusterState(Cluster cluster, int jobs, Placement placement, IntUnaryOperator choice) {
    this(cluster, jobs, placement, choice, () -> new DemandMix(List.of(), List.of()));
  }

  private void fill(int index, Node node) {
    freeCpuMilli[index] = node.cpuMilli();
    freeMemoryBytes[index] = node.memoryBytes();
    modelOfNode[index] = node.gpuModel();
    racks.set(node.rack(), -1, node.gpus());
    racks.change(node.rack(), node.cpuMilli(), (long) node.gpus() * TaskDemand.WHOLE_GPU);
    tree.set(
        index, node.cpuMilli(), node.memoryBytes(), gpus.freeWhole(index), gpus.mostMilli(index));
  }

  @Override
  public Cluster cluster() {
    return cluster;
  }

  @Override
  public long freeCpuMilli(int node) {
    return freeCpuMilli[node];
  }

  @Override
  public long freeMemoryBytes(int node) {
    return freeMemoryBytes[node];
  }

  @Override
  public int freeWholeGpus(int node) {
    return gpus.freeWhole(node);
  }

  @Override
  public int freeGpuMilli(int node, int device) {
    return gpus.freeMilli(node, device);
  }

  /** The device with the most free on a node; -1 without devices. */
  int loosestDevice(int node) {
    return gpus.loosest(node);
  }

  @Override
  public int tightestDevice(int node, int gpuMilli) {
    return gpus.tightest(node, gpuMilli);
  }

  @Override
  public int anyDevice(int node, int gpuMilli) {
    return gpus.any(node, gpuMilli, choice);
  }

  @Override
  public int tasksHolding(int node, int wholeGpus) {
    return tenants.holding(node, wholeGpus);
  }

  @Override
  public double busiestPart(int node, Job job, int tasks) {
    return parts.busiest(node, job, tasks);
  }

  @Override
  public DemandMix typicalDemands() {
    return typicalDemands.get();
  }

  @Override
  public int slots(int node, TaskDemand demand) {
    if (!accepts(node, demand)) {
      return 0;
    }
    long fit = Integer.MAX_VALUE;
    if (demand.cpuMilli() > 0) {
      fit = Math.min(fit, freeCpuMilli[node] / demand.cpuMilli());
    }
    if (demand.memoryBytes() > 0) {
      fit = Math.min(fit, freeMemoryBytes[node] / demand.memoryBytes());
    }
    if (demand.isFractional()) {
      fit = Math.min(fit, gpus.pieces(node, demand.gpuMilli()));
    } else if (demand.gpus() > 0) {
      fit = Math.min(fit, gpus.freeWhole(node) / demand.gpus());
    }
    return (int) fit;
  }

  @Override
  public boolean fitsBeside(int node, TaskDemand demand, int count, TaskDemand last) {
    if (count == 0) {
      return slots(node, last) > 0;
    }
    return accepts(node, last)
        && freeCpuMilli[node] >= count * demand.cpuMilli() + last.cpuMilli()
        && freeMemoryBytes[node] >= count * demand.memoryBytes() + last.memoryBytes()
        && gpusFitBeside(node, demand, count, last);
  }

  private boolean gpusFitBeside(int node, TaskDemand demand, int count, TaskDemand last) {
    if (last.gpus() == 0) {
      return true;
    }
    if (demand.isFractional() && last.isFractional()) {
      return demand.gpuMilli() == last.gpuMilli() && gpus.pieces(node, last.gpuMilli()) > count;
    }
    return !demand.isFractional()
        && !last.isFractional()
        && gpus.freeWhole(node) >= count * demand.gpus() + last.gpus();
  }

  boolean fits(int node, TaskDemand demand) {
    return freeCpuMilli[node] >= demand.cpuMilli()
        && freeMemoryBytes[node] >= demand.memoryBytes()
        && (demand.isFractional()
            ? gpus.mostMilli(node) >= demand.gpuMilli()
            : gpus.freeWhole(node) >= demand.gpus())
        && accepts(node, demand);
  }

  private boolean accepts(int node, TaskDemand demand) {
    return demand.gpuModels().isEmpty()
        || demand.gpus() == 0
        || demand.gpuModels().contains(modelOfNode[node]);
  }

  int nextFit(int from, TaskDemand demand) {
    int whole = demand.isFractional() ? 0 : demand.gpus();
    int milli = demand.isFractional() ? demand.gpuMilli() : 0;
    int node = from;
    while (node < nodes) {
      node = tree.next(node, demand.cpuMilli(), demand.memoryBytes(), whole, milli);
      if (node < 0) {
        return -1;
      }
      if (accepts(node, demand)) {
        return node;
      }
      node++;
    }
    return -1;
  }

  @Override
  public IntCursor inOrder(TaskDemand demand) {
    return new IntCursor() {
      private int from;

      @Override
      public int next() {
        int node = from < 0 ? -1 : nextFit(from, demand);
        from = node < 0 ? -1 : node + 1;
        return node;
      }
    };
  }

  @Override
  public IntCursor tightestFirst(TaskDemand demand) {
    return orders.tightestFirst(demand);
  }

  @Override
  public IntCursor loosestFirst(TaskDemand demand) {
    return orders.loosestFirst(demand);
  }

  @Override
  public IntCursor inRandomOrder(TaskDemand demand) {
    return new RandomNodes(this, demand, nodes, choice);
  }

  @Override
  public IntCursor bestScoredFirst(NodeScoring scoring, TaskDemand demand) {
    return scores.bestFirst(scoring, demand);
  }

  @Override
  public NodeScoring.Scorer scorer(NodeScoring scoring) {
    return scores.scorer(scoring);
  }

  @Override
  public IntCursor tightestInRack(int rack, TaskDemand demand) {
    return racks.fitting(rack, this, demand, true);
  }

  @Override
  public IntCursor loosestInRack(int rack, TaskDemand demand) {
    return racks.fitting(rack, this, demand, false);
  }

  @Override
  public int rackSlots(int rack, TaskDemand demand) {
    return racks.slots(rack, demand);
  }

  @Override
  public Assignment place(Job job, NodeLimit limit) {
    return placement.place(this, job, limit);
  }

  @Override
  public Assignment placeInstead(int job, Job held, Job wanted) {
    Assignment place = assignments[job];
    long[] masks = deviceMasks[job];
    release(job, held);
    try {
      return place(wanted, NodeLimit.NONE);
    } finally {
      for (int task = 0; task < masks.length; task++) {
        gpus.takeWhole(place.nodes()[task], masks[task], orders);
        change(place.nodes()[task], held.demandOf(task), -1);
        parts.change(place.nodes()[task], held, task, +1);
      }
      assignments[job] = place;
      deviceMasks[job] = masks;
    }
  }

  @Override
  public WaitReason shortage(Job job) {
    WaitReason shortage = totals.shortage(job);
    return shortage == null && place(job, NodeLimit.NONE) == null
        ? WaitReason.FRAGMENTED
        : shortage;
  }

  @Override
  public long freeGpuMilli(TaskDemand demand) {
    return totals.freeGpuMilli(demand);
  }

  @Override
  public List<NodeOutage> outages() {
    return outages;
  }

  void setOutages(List<NodeOutage> nodesOut) {
    outages = nodesOut;
  }

  /** Where a job runs, or null. */
  public Assignment assignment(int jobIndex) {
    return assignments[jobIndex];
  }

  /** The devices that a task of a running job holds on its node, the lowest bit device 0. */
  public long devices(int jobIndex, int task) {
    return deviceMasks[jobIndex] == null ? 0 : deviceMasks[jobIndex][task];
  }

  /**
   * Takes what the job holds from its nodes.
   *
   * @throws IllegalStateException if a node has not that much free
   */
  public void allocate(int jobIndex, Job job, Assignment assignment) {
    if (assignments[jobIndex] != null) {
      throw new IllegalStateException("job " + job.id() + " runs already");
    }
    int tasks = assignment.nodes().length;
    if (job.gpus() > 0) {
      deviceMasks[jobIndex] = new long[tasks];
    }
    for (int task = 0; task < tasks; task++) {
      TaskDemand demand = job.demandOf(task);
      int node = assignment.nodes()[task];
      if (!fits(node, demand)) {
        throw new IllegalStateException(
            "job " + job.id() + " does not fit on " + cluster.nodes().get(node).name());
      }
      if (demand.gpus() > 0) {
        deviceMasks[jobIndex][task] = gpus.take(node, demand, assignment, task, orders);
      }
      change(node, demand, -1);
      parts.change(node, job, task, +1);
    }
    assignments[jobIndex] =
        job.demand().isFractional() && assignment.devices().length == 0
            ? assignment.onDevices(deviceMasks[jobIndex])
            : assignment;
  }

  /** Gives back what the job holds. */
  public void release(int jobIndex, Job job) {
    Assignment assignment = assignments[jobIndex];
    int tasks = assignment.nodes().length;
    for (int task = 0; task < tasks; task++) {
      TaskDemand demand = job.demandOf(task);
      int node = assignment.nodes()[task];
      if (demand.gpus() > 0) {
        gpus.give(node, demand, deviceMasks[jobIndex][task], orders);
      }
      change(node, demand, +1);
      parts.change(node, job, task, -1);
    }
    assignments[jobIndex] = null;
    if (job.gpus() > 0) {
      deviceMasks[jobIndex] = null;
    }
  }

  private void change(int node, TaskDemand demand, int sign) {
    orders.removeNode(node);
    int rack = racks.rackOf(node);
    tenants.change(node, demand, -sign);
    freeCpuMilli[node] += sign * demand.cpuMilli();
    freeMemoryBytes[node] += sign * demand.memoryBytes();
    totals.change(node, demand, sign);
    racks.change(rack, sign * demand.cpuMilli(), sign * demand.totalGpuMilli());
    if (demand.gpus() > 0) {
      int before = gpus.freeWhole(node);
      gpus.recount(node);
      racks.set(rack, before, gpus.freeWhole(node));
    }
    orders.addNode(node);
    tree.set(
        node,
        freeCpuMilli[node],
        freeMemoryBytes[node],
        gpus.freeWhole(node),
        gpus.mostMilli(node));
    scores.changed(node);
  }

  int nodes() {
    return nodes;
  }

  int gpusOf(int node) {
    return gpus.of(node);
  }
}
