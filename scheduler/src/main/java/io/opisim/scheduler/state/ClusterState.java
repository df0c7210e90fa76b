package io.opisim.scheduler.state;

import io.opisim.models.topology.Cluster;
import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Placement;
import io.opisim.scheduler.WaitReason;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;

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
  private static final int MAX_DEVICES = 64;

  private final Cluster cluster;
  private final Placement placement;
  private final IntUnaryOperator choice;
  private final int nodes;
  private final int devicesPerNode;

  private final long[] freeCpuMilli;
  private final long[] freeMemoryBytes;
  private final int[] freeWholeGpus;
  private final int[] mostDeviceMilli;
  private final int[] deviceMilli;
  private final int[] gpusOfNode;
  private final String[] modelOfNode;
  private final int[] modelNumber;
  private final List<String> models;

  private long totalCpuMilli;
  private long totalMemoryBytes;
  private final long[] totalGpuMilli;

  private final CapacityTree tree;
  private final NodeOrders orders;
  private final RackLevels racks;

  private final Assignment[] assignments;
  private final long[][] deviceMasks;

  /**
   * An empty cluster.
   *
   * @param cluster the nodes
   * @param jobs how many jobs there are to hold something
   * @param placement answers {@link #place}
   * @param choice draws an index below its argument, for {@link #inRandomOrder}
   */
  public ClusterState(Cluster cluster, int jobs, Placement placement, IntUnaryOperator choice) {
    this.cluster = cluster;
    this.placement = placement;
    this.choice = choice;
    nodes = cluster.nodes().size();
    devicesPerNode = Math.max(1, cluster.largestNodeGpus());
    if (devicesPerNode > MAX_DEVICES) {
      throw new IllegalArgumentException(
          "a node has " + devicesPerNode + " GPUs; at most " + MAX_DEVICES + " are supported");
    }
    freeCpuMilli = new long[nodes];
    freeMemoryBytes = new long[nodes];
    freeWholeGpus = new int[nodes];
    mostDeviceMilli = new int[nodes];
    deviceMilli = new int[nodes * devicesPerNode];
    gpusOfNode = new int[nodes];
    modelOfNode = new String[nodes];
    modelNumber = new int[nodes];
    models = cluster.nodes().stream().map(Node::gpuModel).distinct().sorted().toList();
    totalGpuMilli = new long[models.size()];
    tree = new CapacityTree(nodes);
    orders = new NodeOrders(this, devicesPerNode);
    racks = new RackLevels(cluster, devicesPerNode);
    assignments = new Assignment[jobs];
    deviceMasks = new long[jobs][];
    for (int index = 0; index < nodes; index++) {
      fill(index, cluster.nodes().get(index));
    }
  }

  private void fill(int index, Node node) {
    freeCpuMilli[index] = node.cpuMilli();
    freeMemoryBytes[index] = node.memoryBytes();
    gpusOfNode[index] = node.gpus();
    modelOfNode[index] = node.gpuModel();
    modelNumber[index] = models.indexOf(node.gpuModel());
    int first = index * devicesPerNode;
    Arrays.fill(deviceMilli, first, first + node.gpus(), TaskDemand.WHOLE_GPU);
    totalCpuMilli += node.cpuMilli();
    totalMemoryBytes += node.memoryBytes();
    totalGpuMilli[modelNumber[index]] += (long) node.gpus() * TaskDemand.WHOLE_GPU;
    freeWholeGpus[index] = node.gpus();
    mostDeviceMilli[index] = node.gpus() > 0 ? TaskDemand.WHOLE_GPU : 0;
    racks.set(node.rack(), -1, freeWholeGpus[index]);
    racks.change(node.rack(), node.cpuMilli(), (long) node.gpus() * TaskDemand.WHOLE_GPU);
    tree.set(
        index,
        freeCpuMilli[index],
        freeMemoryBytes[index],
        freeWholeGpus[index],
        mostDeviceMilli[index]);
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
    return freeWholeGpus[node];
  }

  @Override
  public int freeGpuMilli(int node, int device) {
    return deviceMilli[node * devicesPerNode + device];
  }

  /** The device with the most free on a node; -1 without devices. */
  int loosestDevice(int node) {
    int best = -1;
    for (int device = 0; device < gpusOfNode[node]; device++) {
      if (best < 0 || freeGpuMilli(node, device) > freeGpuMilli(node, best)) {
        best = device;
      }
    }
    return best;
  }

  @Override
  public int tightestDevice(int node, int gpuMilli) {
    int best = -1;
    for (int device = 0; device < gpusOfNode[node]; device++) {
      int free = freeGpuMilli(node, device);
      if (free >= gpuMilli && (best < 0 || free < freeGpuMilli(node, best))) {
        best = device;
      }
    }
    return best;
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
      fit = Math.min(fit, pieces(node, demand.gpuMilli()));
    } else if (demand.gpus() > 0) {
      fit = Math.min(fit, freeWholeGpus[node] / demand.gpus());
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
      return demand.gpuMilli() == last.gpuMilli() && pieces(node, last.gpuMilli()) > count;
    }
    return !demand.isFractional()
        && !last.isFractional()
        && freeWholeGpus[node] >= count * demand.gpus() + last.gpus();
  }

  private int pieces(int node, int gpuMilli) {
    int pieces = 0;
    for (int device = 0; device < gpusOfNode[node]; device++) {
      pieces += freeGpuMilli(node, device) / gpuMilli;
    }
    return pieces;
  }

  boolean fits(int node, TaskDemand demand) {
    return freeCpuMilli[node] >= demand.cpuMilli()
        && freeMemoryBytes[node] >= demand.memoryBytes()
        && (demand.isFractional()
            ? mostDeviceMilli[node] >= demand.gpuMilli()
            : freeWholeGpus[node] >= demand.gpus())
        && accepts(node, demand);
  }

  private boolean accepts(int node, TaskDemand demand) {
    return demand.gpuModels().isEmpty()
        || demand.gpus() == 0
        || demand.gpuModels().contains(modelOfNode[node]);
  }

  int nextFit(int from, TaskDemand demand) {
    int gpus = demand.isFractional() ? 0 : demand.gpus();
    int milli = demand.isFractional() ? demand.gpuMilli() : 0;
    int node = from;
    while (node < nodes) {
      node = tree.next(node, demand.cpuMilli(), demand.memoryBytes(), gpus, milli);
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
  public WaitReason shortage(Job job) {
    if (job.gpuMilli() > freeGpuMilli(job.demand())) {
      return WaitReason.NO_FREE_GPU;
    }
    if (job.cpuMilli() > totalCpuMilli) {
      return WaitReason.NO_FREE_CPU;
    }
    long memory = (job.tasks() - 1) * job.demand().memoryBytes() + job.lastDemand().memoryBytes();
    if (memory > totalMemoryBytes) {
      return WaitReason.NO_FREE_MEMORY;
    }
    return place(job, NodeLimit.NONE) == null ? WaitReason.FRAGMENTED : null;
  }

  @Override
  public long freeGpuMilli(TaskDemand demand) {
    long free = 0;
    for (int model = 0; model < totalGpuMilli.length; model++) {
      if (demand.gpuModels().isEmpty() || demand.gpuModels().contains(models.get(model))) {
        free += totalGpuMilli[model];
      }
    }
    return free;
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
        deviceMasks[jobIndex][task] = takeDevices(node, demand, assignment.device(task));
      }
      change(node, demand, -1);
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
        giveDevices(node, demand, deviceMasks[jobIndex][task]);
      }
      change(node, demand, +1);
    }
    assignments[jobIndex] = null;
    if (job.gpus() > 0) {
      deviceMasks[jobIndex] = null;
    }
  }

  private long takeDevices(int node, TaskDemand demand, int chosen) {
    int first = node * devicesPerNode;
    if (demand.isFractional()) {
      int device = chosen >= 0 ? chosen : tightestDevice(node, demand.gpuMilli());
      orders.removeDevice(first + device);
      deviceMilli[first + device] -= demand.gpuMilli();
      orders.addDevice(first + device);
      if (deviceMilli[first + device] < 0) {
        throw new IllegalStateException("device " + device + " of node " + node + " is overfull");
      }
      return 1L << device;
    }
    long mask = 0;
    int left = demand.gpus();
    for (int device = 0; left > 0; device++) {
      if (deviceMilli[first + device] == TaskDemand.WHOLE_GPU) {
        orders.removeDevice(first + device);
        deviceMilli[first + device] = 0;
        orders.addDevice(first + device);
        mask |= 1L << device;
        left--;
      }
    }
    return mask;
  }

  private void giveDevices(int node, TaskDemand demand, long mask) {
    int first = node * devicesPerNode;
    for (long left = mask; left != 0; left &= left - 1) {
      int device = first + Long.numberOfTrailingZeros(left);
      orders.removeDevice(device);
      deviceMilli[device] += demand.gpuMilli();
      orders.addDevice(device);
      if (deviceMilli[device] > TaskDemand.WHOLE_GPU) {
        throw new IllegalStateException("more was given back to node " + node + " than was taken");
      }
    }
  }

  private void change(int node, TaskDemand demand, int sign) {
    orders.removeNode(node);
    int rack = racks.rackOf(node);
    int before = freeWholeGpus[node];
    freeCpuMilli[node] += sign * demand.cpuMilli();
    freeMemoryBytes[node] += sign * demand.memoryBytes();
    totalCpuMilli += sign * demand.cpuMilli();
    totalMemoryBytes += sign * demand.memoryBytes();
    racks.change(rack, sign * demand.cpuMilli(), sign * demand.totalGpuMilli());
    if (demand.gpus() > 0) {
      totalGpuMilli[modelNumber[node]] += sign * demand.totalGpuMilli();
      recountDevices(node);
      racks.set(rack, before, freeWholeGpus[node]);
    }
    orders.addNode(node);
    tree.set(
        node,
        freeCpuMilli[node],
        freeMemoryBytes[node],
        freeWholeGpus[node],
        mostDeviceMilli[node]);
  }

  private void recountDevices(int node) {
    int first = node * devicesPerNode;
    int whole = 0;
    int most = 0;
    for (int device = first; device < first + gpusOfNode[node]; device++) {
      int free = deviceMilli[device];
      most = Math.max(most, free);
      if (free == TaskDemand.WHOLE_GPU) {
        whole++;
      }
    }
    freeWholeGpus[node] = whole;
    mostDeviceMilli[node] = most;
  }

  int nodes() {
    return nodes;
  }

  int gpusOf(int node) {
    return gpusOfNode[node];
  }
}
