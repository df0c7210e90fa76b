package io.opisim.models.execution;

import io.opisim.models.collective.CollectiveModel;
import io.opisim.simcore.sharing.Activity;
import io.opisim.simcore.sharing.Demands;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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

  /** One channel of one group. */
  private final class Channel {
    private final Activity activity;
    private final long bytes;
    private final Optional<ContentionBook.Channel> watched;

    Channel(FabricNetwork network, Demands demands, int[] links, double cap, long bytes) {
      this.bytes = bytes;
      activity = network.pool().activity(demands.withCap(cap), unused -> end(), 0);
      watched =
          bytes == 0
              ? Optional.empty()
              : network.contention().map(book -> book.channel(job, activity, links, cap));
    }

    void start() {
      activity.start(bytes);
      watched.ifPresent(book -> book.started(bytes));
    }

    private void end() {
      watched.ifPresent(book -> book.ended(0));
      partDone();
      if (partsLeft == 0) {
        watched.ifPresent(ContentionBook.Channel::decided);
        done.run();
      }
    }

    void cancel() {
      if (activity.isRunning()) {
        long left = activity.cancel();
        watched.ifPresent(book -> book.ended(left));
      }
    }
  }

  /** The part of one group. */
  private final class Group {
    private final Timer latency;
    private final long latencyNanos;
    private final List<Channel> channels;

    Group(Simulation simulation, double latencySeconds, List<Channel> channels) {
      latency = simulation.timer(PRIORITY, unused -> send(), 0);
      latencyNanos = (long) StrictMath.rint(latencySeconds * NANOS);
      this.channels = channels;
    }

    int parts() {
      return Math.max(1, channels.size());
    }

    void start() {
      latency.after(latencyNanos);
    }

    private void send() {
      channels.forEach(Channel::start);
      if (channels.isEmpty()) {
        partDone();
        if (partsLeft == 0) {
          done.run();
        }
      }
    }

    void cancel() {
      latency.cancel();
      channels.forEach(Channel::cancel);
    }
  }

  /** Before the end of computation is looked at, so that equal times hide the exchange. */
  static final int PRIORITY = 0;

  private final int job;
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
      int job,
      Simulation simulation,
      FabricNetwork network,
      CollectiveModel collectives,
      Exchange exchange,
      int[] accelerators,
      Runnable done) {
    this.job = job;
    this.done = done;
    for (ExchangeFlows flows :
        ExchangeFlows.of(job, network, collectives, exchange, accelerators)) {
      groups.add(group(simulation, network, flows));
    }
  }

  private Group group(Simulation simulation, FabricNetwork network, ExchangeFlows flows) {
    List<Channel> made = new ArrayList<>();
    for (ExchangeFlows.Channel channel : flows.channels()) {
      Demands demands =
          Demands.of(channel.resources(), channel.weights()).withShare(channel.share());
      double cap = channel.capBytesPerSecond();
      made.add(new Channel(network, demands, channel.links(), cap, channel.bytes()));
    }
    return new Group(simulation, flows.latencySeconds(), made);
  }

  /** Begins it now. */
  void start() {
    partsLeft = 0;
    for (Group group : groups) {
      partsLeft += group.parts();
    }
    groups.forEach(Group::start);
  }

  private void partDone() {
    partsLeft--;
  }

  /** Breaks it off, if it runs. */
  void cancel() {
    partsLeft = 0;
    groups.forEach(Group::cancel);
  }
}
