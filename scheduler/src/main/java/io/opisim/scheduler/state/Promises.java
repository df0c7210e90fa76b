package io.opisim.scheduler.state;

import io.opisim.models.topology.Node;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TaskDemand;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.NodeOutage;
import io.opisim.scheduler.Timetable;
import java.util.Arrays;
import java.util.List;

/**
 * What running jobs and promises hold on every node from now on.
 *
 * <p>Models: run times as known, CPU and memory, GPUs as a number of devices. A running fraction of
 * a GPU holds its device as long as anybody is on it; a promised one counts as a whole device,
 * which a gang's fractions share among themselves alone. So what is promised is there when its time
 * comes; a fraction may start earlier than it was promised only beside others. Ignores: preemption
 * (what a preempted job held counts as held until it would have been done); nodes that break are
 * for its owner, who makes it anew. Valid for: policies that promise starts.
 */
final class Promises implements Timetable {
  private final QueueState queue;
  private final ClusterState cluster;
  private final List<Node> nodes;
  private final NodeTimeline[] timelines;
  private final long[] heldUntil;
  private final int devicesPerNode;
  private final int jobs;
  private final long[] most = new long[3];

  /** Ends of what runs and of what is promised; the only instants at which room can appear. */
  private final OrderedInts ends;

  private final long[] endNanos;
  private final long[] promisedStart;
  private final int[][] promisedNodes;

  Promises(QueueState queue, ClusterState cluster, int jobs) {
    this.queue = queue;
    this.cluster = cluster;
    nodes = cluster.cluster().nodes();
    devicesPerNode = Math.max(1, cluster.cluster().largestNodeGpus());
    timelines = new NodeTimeline[nodes.size()];
    heldUntil = new long[nodes.size() * devicesPerNode];
    this.jobs = jobs;
    endNanos = new long[jobs + nodes.size()];
    ends = new OrderedInts(endNanos);
    promisedStart = new long[jobs];
    Arrays.fill(promisedStart, -1);
    promisedNodes = new int[jobs][];
    Arrays.setAll(timelines, node -> new NodeTimeline());
  }

  long promisedStart(int job) {
    return promisedStart[job];
  }

  int[] promisedNodes(int job) {
    return promisedNodes[job];
  }

  void promise(int job, long startNanos, int[] nodesOfTasks) {
    promisedStart[job] = startNanos;
    promisedNodes[job] = nodesOfTasks;
    hold(job, +1);
    endNanos[job] = startNanos + queue.longestHoldNanos(job);
    ends.add(job);
  }

  private void hold(int job, int sign) {
    Job held = queue.job(job);
    long start = promisedStart[job];
    long end = start + queue.longestHoldNanos(job);
    int[] place = promisedNodes[job];
    for (int task = 0; task < place.length; task++) {
      TaskDemand demand = held.demandOf(task);
      int devices = demand.isFractional() && sharesDevice(place, task, demand) ? 0 : demand.gpus();
      timelines[place[task]].add(
          start, end, sign * demand.cpuMilli(), sign * demand.memoryBytes(), sign * devices);
    }
  }

  /** Whether the fractions of its gang before it on its node leave room on a device of theirs. */
  private static boolean sharesDevice(int[] place, int task, TaskDemand demand) {
    int before = 0;
    for (int other = 0; other < task; other++) {
      before += place[other] == place[task] ? 1 : 0;
    }
    return before % (TaskDemand.WHOLE_GPU / demand.gpuMilli()) != 0;
  }

  /** A job runs from now on; its promise, if it had one, is kept. */
  void start(int job, Assignment place, long now) {
    if (promisedStart[job] >= 0) {
      hold(job, -1);
      ends.remove(job);
      promisedStart[job] = -1;
      promisedNodes[job] = null;
    }
    Job started = queue.job(job);
    long end = queue.finishNanos(job);
    for (int task = 0; task < place.nodes().length; task++) {
      TaskDemand demand = started.demandOf(task);
      int node = place.nodes()[task];
      timelines[node].forgetBefore(now);
      timelines[node].add(now, end, demand.cpuMilli(), demand.memoryBytes(), 0);
      if (!demand.isFractional()) {
        timelines[node].add(now, end, 0, 0, demand.gpus());
      } else {
        int device = node * devicesPerNode + place.device(task);
        timelines[node].add(Math.max(now, heldUntil[device]), end, 0, 0, 1);
        heldUntil[device] = Math.max(heldUntil[device], end);
      }
    }
    endNanos[job] = end;
    ends.add(job);
  }

  /** A node is out from now on until it is back. */
  void out(NodeOutage outage) {
    Node node = nodes.get(outage.node());
    long now = queue.nowNanos();
    timelines[outage.node()].add(
        now, outage.backNanos(), node.cpuMilli(), node.memoryBytes(), node.gpus());
    endNanos[jobs + outage.node()] = outage.backNanos();
    ends.add(jobs + outage.node());
  }

  void finish(int job) {
    ends.remove(job);
  }

  @Override
  public Slot earliest(int job) {
    return queue.job(job).tasks() == 1 ? earliestOfOne(job) : earliestOfGang(job);
  }

  private Slot earliestOfOne(int job) {
    TaskDemand demand = queue.job(job).lastDemand();
    long best = Long.MAX_VALUE;
    int bestNode = -1;
    for (int node = 0; node < timelines.length; node++) {
      Node described = nodes.get(node);
      if (accepts(described, demand)) {
        long start =
            timelines[node].earliest(
                queue.nowNanos(),
                queue.longestHoldNanos(job),
                described.cpuMilli() - demand.cpuMilli(),
                described.memoryBytes() - demand.memoryBytes(),
                described.gpus() - demand.gpus(),
                best);
        if (start < best) {
          best = start;
          bestNode = node;
        }
      }
    }
    return bestNode < 0 ? null : new Slot(best, new int[] {bestNode});
  }

  private static boolean accepts(Node node, TaskDemand demand) {
    boolean model =
        demand.gpus() == 0
            || demand.gpuModels().isEmpty()
            || demand.gpuModels().contains(node.gpuModel());
    return model
        && demand.gpus() <= node.gpus()
        && demand.cpuMilli() <= node.cpuMilli()
        && demand.memoryBytes() <= node.memoryBytes();
  }

  /** Looks at every instant at which somebody leaves, and at a node only where it has changed. */
  private Slot earliestOfGang(int job) {
    Job wanted = queue.job(job);
    long duration = queue.longestHoldNanos(job);
    long[] sameUntil = new long[timelines.length];
    int[] slots = new int[timelines.length];
    long total = 0;
    long start = queue.nowNanos();
    var cursor = ends.ascendingFrom(start + 1);
    while (true) {
      for (int node = 0; node < slots.length; node++) {
        if (sameUntil[node] <= start) {
          int now = slots(node, wanted.demand(), 0, null, start, start + duration);
          total += Math.min(now, wanted.tasks()) - slots[node];
          slots[node] = Math.min(now, wanted.tasks());
          sameUntil[node] = timelines[node].sameUntil(start, start + duration);
        }
      }
      int[] place = total >= wanted.tasks() - 1 ? placeAt(job, start) : null;
      if (place != null) {
        return new Slot(start, place);
      }
      int next = cursor.next();
      while (next >= 0 && endNanos[next] == start) {
        next = cursor.next();
      }
      if (next < 0) {
        return null;
      }
      start = endNanos[next];
    }
  }

  /** The node of each task if the job has room from an instant until its end, or null. */
  private int[] placeAt(int job, long start) {
    Job wanted = queue.job(job);
    long end = start + queue.longestHoldNanos(job);
    boolean uniform = wanted.demand().equals(wanted.lastDemand());
    int alike = wanted.tasks() - (uniform ? 0 : 1);
    int[] place = new int[wanted.tasks()];
    int placed = 0;
    int lastAt = uniform ? 0 : -1;
    for (int node = 0; node < timelines.length && (placed < alike || lastAt < 0); node++) {
      int slots = Math.min(slots(node, wanted.demand(), 0, null, start, end), wanted.tasks());
      int here = Math.min(slots, alike - placed);
      Arrays.fill(place, placed, placed + here, node);
      placed += here;
      if (lastAt < 0 && slots(node, wanted.lastDemand(), here, wanted.demand(), start, end) > 0) {
        place[place.length - 1] = node;
        lastAt = node;
      }
    }
    return placed == alike && lastAt >= 0 ? place : null;
  }

  /** Tasks with a demand that fit beside so many with another over a whole window. */
  private int slots(
      int node, TaskDemand demand, int taken, TaskDemand other, long start, long end) {
    Node described = nodes.get(node);
    if (!accepts(described, demand)) {
      return 0;
    }
    timelines[node].most(start, end, most);
    long fit = Integer.MAX_VALUE;
    if (demand.cpuMilli() > 0) {
      long held = most[0] + (taken == 0 ? 0 : taken * other.cpuMilli());
      fit = Math.min(fit, (described.cpuMilli() - held) / demand.cpuMilli());
    }
    if (demand.memoryBytes() > 0) {
      long held = most[1] + (taken == 0 ? 0 : taken * other.memoryBytes());
      fit = Math.min(fit, (described.memoryBytes() - held) / demand.memoryBytes());
    }
    if (demand.isFractional()) {
      long perDevice = TaskDemand.WHOLE_GPU / demand.gpuMilli();
      fit = Math.min(fit, (described.gpus() - most[2]) * perDevice - taken);
    } else if (demand.gpus() > 0) {
      long held = most[2] + (taken == 0 ? 0 : (long) taken * other.gpus());
      fit = Math.min(fit, (described.gpus() - held) / demand.gpus());
    }
    return (int) Math.max(0, fit);
  }

  @Override
  public NodeLimit roomFromNow(int job) {
    Job wanted = queue.job(job);
    long now = queue.nowNanos();
    long end = now + queue.longestHoldNanos(job);
    TaskDemand demand = wanted.demand();
    return node -> {
      int slots = slots(node, demand, 0, null, now, end);
      return slots == 0 && wanted.tasks() == 1 && demand.isFractional()
          ? beside(node, demand, now, end)
          : slots;
    };
  }

  /** 1 if a fraction may join any device of a node that has room for it and somebody on it. */
  private int beside(int node, TaskDemand demand, long now, long end) {
    Node described = nodes.get(node);
    TaskDemand withoutGpu =
        new TaskDemand(0, 0, demand.cpuMilli(), demand.memoryBytes(), List.of());
    if (slots(node, withoutGpu, 0, null, now, end) == 0) {
      return 0;
    }
    for (int device = 0; device < described.gpus(); device++) {
      if (cluster.freeGpuMilli(node, device) >= demand.gpuMilli()) {
        long until = Math.max(now, heldUntil[node * devicesPerNode + device]);
        timelines[node].most(until, Math.max(until, end), most);
        if (until < end && most[2] + 1 > described.gpus()) {
          return 0;
        }
      }
    }
    return 1;
  }
}
