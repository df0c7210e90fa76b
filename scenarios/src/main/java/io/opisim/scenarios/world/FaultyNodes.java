package io.opisim.scenarios.world;

import io.opisim.models.fault.DeviceCounts;
import io.opisim.models.fault.DeviceKind;
import io.opisim.models.fault.FaultCause;
import io.opisim.models.fault.FaultProcess;
import io.opisim.models.topology.Cluster;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.state.ClusterState;
import io.opisim.scheduler.state.Outages;
import io.opisim.scheduler.state.QueueState;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Nodes that break under jobs.
 *
 * <p>Models: causes with exponential gaps at rates that grow with the accelerators, NICs (one for
 * each accelerator) and nodes of the whole cluster, whether they are in use or not. Where something
 * has to be repaired the node is out as a whole and all its jobs are interrupted; where nothing has
 * to, only those that hold the struck device. A node that is out is not struck again. Before a
 * planned interruption jobs save their work. Ignores: spares, failures in groups, the time until a
 * failure is noticed. Valid for: repairs that are short against the time between failures of one
 * node. Source: {@code docs/models/interruptions.md}.
 *
 * <p>What breaks, and when, depends on the random streams and the nodes alone, never on what runs.
 */
final class FaultyNodes {
  /** Hears who is interrupted. */
  @FunctionalInterface
  interface Victims {
    /** A running job is interrupted; its work is saved, or not. */
    void interrupted(int job, boolean saved, long restartNanos);
  }

  private static final long ALL_DEVICES = -1;

  private final NodeFaults faults;
  private final Simulation simulation;
  private final ClusterState cluster;
  private final QueueState queue;
  private final Outages outages;
  private final Victims victims;
  private final Runnable changed;
  private final FaultProcess process;
  private final int[] nodeOf;
  private final int[] numberOnNode;
  private final Timer[] repairs;

  /**
   * Nodes that all work.
   *
   * @param priority of failures and ends of repairs among events of one instant
   * @param outages of the same cluster
   * @param changed called when nodes broke, or came back
   */
  FaultyNodes(
      NodeFaults faults,
      Simulation simulation,
      int priority,
      ClusterState cluster,
      QueueState queue,
      Outages outages,
      Victims victims,
      Runnable changed) {
    this.faults = faults;
    this.simulation = simulation;
    this.cluster = cluster;
    this.queue = queue;
    this.outages = outages;
    this.victims = victims;
    this.changed = changed;
    Cluster nodes = cluster.cluster();
    int count = nodes.nodes().size();
    nodeOf =
        IntStream.range(0, count)
            .flatMap(node -> IntStream.generate(() -> node).limit(nodes.nodes().get(node).gpus()))
            .toArray();
    numberOnNode = new int[nodeOf.length];
    for (int device = 1; device < nodeOf.length; device++) {
      numberOnNode[device] =
          nodeOf[device] == nodeOf[device - 1] ? numberOnNode[device - 1] + 1 : 0;
    }
    repairs = new Timer[count];
    Arrays.setAll(repairs, node -> simulation.timer(priority, this::repaired, node));
    DeviceCounts devices =
        DeviceCounts.none()
            .with(DeviceKind.ACCELERATOR, nodeOf.length)
            .with(DeviceKind.NIC, nodeOf.length)
            .with(DeviceKind.NODE, count);
    process =
        new FaultProcess(
            simulation, priority, faults.streams(), faults.profile(), devices, this::struck);
  }

  void start() {
    process.start();
  }

  /** Nothing breaks any more, and nobody waits for a repair. */
  void stop() {
    process.stop();
    for (Timer repair : repairs) {
      repair.cancel();
    }
  }

  /** Ends failures if all nodes work: then only they still happen. */
  void stopIfAllWork() {
    if (outages.isEmpty()) {
      process.stop();
    }
  }

  private void struck(int number, int device) {
    FaultCause cause = faults.profile().causes().get(number);
    boolean whole = cause.device() == DeviceKind.NODE;
    int node = whole ? device : nodeOf[device];
    if (outages.has(node)) {
      return;
    }
    long repairNanos = cause.repair().value().nanos();
    long mask = whole || repairNanos > 0 ? ALL_DEVICES : 1L << numberOnNode[device];
    int[] hit = runningOn(node, mask);
    if (hit.length == 0 && repairNanos == 0) {
      return;
    }
    queue.setNow(simulation.nowNanos());
    queue.forgetPromises();
    long restartNanos = faults.profile().restart().value().nanos();
    for (int job : hit) {
      victims.interrupted(job, cause.planned(), restartNanos);
    }
    if (repairNanos > 0) {
      long backNanos = Math.min(SimulatedTime.MAX_NANOS, simulation.nowNanos() + repairNanos);
      outages.takeOut(node, backNanos);
      repairs[node].at(backNanos);
    }
    changed.run();
  }

  /** Jobs with a task on a node that holds one of the devices, or with all devices any task. */
  private int[] runningOn(int node, long mask) {
    int[] found = new int[queue.running()];
    int count = 0;
    IntCursor running = queue.runningEarliestFinishFirst();
    for (int job = running.next(); job >= 0; job = running.next()) {
      int[] at = queue.assignment(job).nodes();
      boolean hit = false;
      for (int task = 0; task < at.length; task++) {
        boolean holds = mask == ALL_DEVICES || (cluster.devices(job, task) & mask) != 0;
        hit |= at[task] == node && holds;
      }
      if (hit) {
        found[count++] = job;
      }
    }
    return Arrays.copyOf(found, count);
  }

  private void repaired(int node) {
    outages.bringBack(node);
    changed.run();
  }
}
