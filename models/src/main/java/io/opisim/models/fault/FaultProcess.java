package io.opisim.models.fault;

import io.opisim.simcore.random.Exponential;
import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;

/**
 * The failures of a set of devices in simulated time.
 *
 * <p>Models: for each cause a Poisson process whose rate is that of one device times their number;
 * which device it strikes is drawn evenly. Ignores: that a device which is out cannot fail: its
 * place is taken by another. Valid for: few devices out at a time. Source: superposition of
 * independent exponential lifetimes.
 *
 * <p>Each cause has its own two random streams, so that another cause or another number of its
 * devices leaves its luck as it is.
 */
public final class FaultProcess {
  private final Simulation simulation;
  private final FaultHandler handler;
  private final Cause[] causes;
  private boolean running;

  /**
   * A process that has not started.
   *
   * @param priority of failures among events of one instant, lower first
   * @param streams from which each cause takes its own
   */
  public FaultProcess(
      Simulation simulation,
      int priority,
      RandomStreams streams,
      FaultProfile profile,
      DeviceCounts devices,
      FaultHandler handler) {
    this.simulation = simulation;
    this.handler = handler;
    causes = new Cause[profile.causes().size()];
    for (int i = 0; i < causes.length; i++) {
      String name = profile.causes().get(i).cause();
      causes[i] =
          new Cause(
              profile.perSecond(i, devices),
              devices.of(profile.causes().get(i).device()),
              streams.stream("fault-gap/" + name),
              streams.stream("fault-device/" + name),
              simulation.timer(priority, this::fire, i));
    }
  }

  private record Cause(
      double perSecond, int devices, RandomStream gaps, RandomStream which, Timer timer) {}

  /** Begins now; does nothing if it runs. */
  public void start() {
    if (!running) {
      running = true;
      for (Cause cause : causes) {
        arm(cause);
      }
    }
  }

  /** Ends: nothing breaks any more. */
  public void stop() {
    running = false;
    for (Cause cause : causes) {
      cause.timer().cancel();
    }
  }

  private void arm(Cause cause) {
    if (cause.perSecond() > 0) {
      double seconds = new Exponential(1 / cause.perSecond()).sample(cause.gaps());
      double left = SimulatedTime.secondsFromNanos(SimulatedTime.MAX_NANOS - simulation.nowNanos());
      // What would come after the calendar's end never comes.
      if (seconds < left - 1) {
        cause.timer().after(SimulatedTime.nanosFromSeconds(seconds));
      }
    }
  }

  private void fire(int number) {
    Cause cause = causes[number];
    arm(cause);
    handler.failed(number, cause.which().nextInt(cause.devices()));
  }
}
