package io.opisim.models.execution;

import io.opisim.models.collective.CollectiveModel;
import io.opisim.models.collective.CollectiveOperation;
import io.opisim.models.collective.CollectiveRequest;
import io.opisim.models.collective.RankLayout;
import io.opisim.simcore.sharing.Activity;
import io.opisim.simcore.sharing.Demands;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;
import java.util.ArrayList;
import java.util.List;

/**
 * An exchange of a job on the accelerators it has, carried out again and again.
 *
 * <p>Models: every group at once; of each, first the latency, then the bytes of its channels over
 * the links they cross, each no faster than the closed form has it on an idle fabric. So alone on a
 * fabric whose links allow that rate it takes the closed form's time, and on links that others use
 * or that are too few it takes longer. Ignores: that another algorithm might be better on a full
 * fabric. Valid for: what the closed form and {@link GroupChannels} are valid for. Source: the
 * limits of the closed form as caps on fluid flows.
 */
final class FabricExchange {
  private static final double NANOS = 1e9;

  /** The part of one group. */
  private final class Group {
    private final Timer latency;
    private final long latencyNanos;
    private final Activity[] channels;
    private final long[] bytes;

    Group(Simulation simulation, long latencyNanos, Activity[] channels, long[] bytes) {
      latency = simulation.timer(PRIORITY, unused -> send(), 0);
      this.latencyNanos = latencyNanos;
      this.channels = channels;
      this.bytes = bytes;
    }

    void start() {
      latency.after(latencyNanos);
    }

    private void send() {
      if (channels.length == 0) {
        partDone(0);
        return;
      }
      for (int channel = 0; channel < channels.length; channel++) {
        channels[channel].start(bytes[channel]);
      }
    }

    void cancel() {
      latency.cancel();
      for (Activity channel : channels) {
        if (channel.isRunning()) {
          channel.cancel();
        }
      }
    }
  }

  /** Before the end of computation is looked at, so that equal times hide the exchange. */
  static final int PRIORITY = 0;

  private final List<Group> groups = new ArrayList<>();
  private final Runnable done;
  private int partsLeft;

  /**
   * An exchange that has not begun.
   *
   * @param job tells its flows apart from those of other jobs
   * @param accelerators endpoint of every rank of the job, in rank order
   * @param done called at the end of each
   */
  FabricExchange(
      long job,
      Simulation simulation,
      FabricNetwork network,
      CollectiveModel collectives,
      Exchange exchange,
      int[] accelerators,
      Runnable done) {
    this.done = done;
    LinkLoads loads = new LinkLoads(network);
    for (int[] members : groups(exchange, accelerators)) {
      GroupChannels channels = new GroupChannels(network, members, job);
      groups.add(group(simulation, network, collectives, exchange, channels, members, loads));
    }
  }

  /** The members of each group: ranks {@code stride} apart, group beside group. */
  private static List<int[]> groups(Exchange exchange, int[] accelerators) {
    int size = exchange.group().ranks();
    int stride = exchange.group().stride();
    int block = size * stride;
    if (accelerators.length % block != 0) {
      throw new IllegalArgumentException(
          "groups of " + size + " ranks, " + stride + " apart, do not fill " + accelerators.length);
    }
    List<int[]> groups = new ArrayList<>();
    for (int first = 0; first < accelerators.length; first += block) {
      for (int offset = 0; offset < stride; offset++) {
        int[] members = new int[size];
        for (int member = 0; member < size; member++) {
          members[member] = accelerators[first + offset + member * stride];
        }
        groups.add(members);
      }
    }
    return groups;
  }

  private Group group(
      Simulation simulation,
      FabricNetwork network,
      CollectiveModel collectives,
      Exchange exchange,
      GroupChannels channels,
      int[] members,
      LinkLoads loads) {
    CollectiveOperation operation = exchange.operation();
    if (members.length == 1 || exchange.sizeBytes() == 0) {
      return new Group(simulation, 0, new Activity[0], new long[0]);
    }
    int nodes = channels.nodes();
    RankLayout layout = new RankLayout(Math.max(1, members.length / nodes), nodes);
    double alone =
        collectives
            .estimate(new CollectiveRequest(operation, exchange.sizeBytes(), layout))
            .seconds();
    double latency =
        Math.min(
            alone, collectives.estimate(new CollectiveRequest(operation, 0, layout)).seconds());
    int count = channels.channels();
    Activity[] activities = new Activity[count];
    long[] bytes = new long[count];
    double share = 1 / channels.sentPerByte(operation);
    for (int channel = 0; channel < count; channel++) {
      bytes[channel] =
          exchange.sizeBytes() / count + (channel < exchange.sizeBytes() % count ? 1 : 0);
      Demands demands = channels.demands(loads, operation, channel).withShare(share);
      if (alone > latency) {
        demands = demands.withCap(exchange.sizeBytes() / (double) count / (alone - latency));
      }
      activities[channel] = network.pool().activity(demands, this::partDone, channel);
    }
    return new Group(simulation, (long) StrictMath.rint(latency * NANOS), activities, bytes);
  }

  /** Begins it now. */
  void start() {
    partsLeft = 0;
    for (Group group : groups) {
      partsLeft += Math.max(1, group.channels.length);
    }
    for (Group group : groups) {
      group.start();
    }
  }

  private void partDone(int unused) {
    partsLeft--;
    if (partsLeft == 0) {
      done.run();
    }
  }

  /** Breaks it off, if it runs. */
  void cancel() {
    partsLeft = 0;
    groups.forEach(Group::cancel);
  }
}
