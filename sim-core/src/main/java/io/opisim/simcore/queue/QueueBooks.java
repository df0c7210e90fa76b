package io.opisim.simcore.queue;

import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;

/**
 * The books of a queue: arrivals, departures, the time-weighted number present and the time spent.
 *
 * <p>Whenever the queue is empty, the integral of the number present must equal the sum of the
 * times spent, to the nanosecond (Little's law over a busy period); otherwise the run ends with an
 * exception. The sums behind that check wrap around 2⁶⁴ on both sides alike, so it stays exact.
 */
public final class QueueBooks {
  private final String name;
  private final Simulation simulation;

  private long arrivals;
  private long departures;
  private long lastNanos;
  private long wrappedArea;
  private long wrappedSojourns;

  private long startNanos;
  private long countedArrivals;
  private long countedDepartures;
  private double countedArea;
  private double countedSojourns;

  QueueBooks(String name, Simulation simulation) {
    this.name = name;
    this.simulation = simulation;
    lastNanos = simulation.nowNanos();
    startNanos = lastNanos;
  }

  /** Ends the warm-up: from now on means and counts look at what follows; who is here stays. */
  public void restart() {
    advance();
    startNanos = lastNanos;
    countedArrivals = 0;
    countedDepartures = 0;
    countedArea = 0;
    countedSojourns = 0;
  }

  /** Arrivals since the last {@link #restart}. */
  public long arrivals() {
    return countedArrivals;
  }

  /** Departures since the last {@link #restart}. */
  public long departures() {
    return countedDepartures;
  }

  /** How many are here now. */
  public long present() {
    return arrivals - departures;
  }

  /** The mean over time of the number present since the last {@link #restart}. */
  public double meanPresent() {
    advance();
    return lastNanos == startNanos ? present() : countedArea / (lastNanos - startNanos);
  }

  /**
   * The mean time spent here by those who left since the last {@link #restart}; NaN if none did.
   */
  public double meanSojournSeconds() {
    return countedSojourns / countedDepartures / SimulatedTime.NANOS_PER_SECOND;
  }

  /** Arrivals per second since the last {@link #restart}. */
  public double arrivalsPerSecond() {
    return countedArrivals / SimulatedTime.secondsFromNanos(simulation.nowNanos() - startNanos);
  }

  void arrive() {
    advance();
    arrivals++;
    countedArrivals++;
  }

  /** One that came at {@code arrivedNanos} leaves now. */
  void depart(long arrivedNanos) {
    advance();
    long sojourn = lastNanos - arrivedNanos;
    departures++;
    countedDepartures++;
    wrappedSojourns += sojourn;
    countedSojourns += sojourn;
    if (sojourn < 0 || departures > arrivals) {
      throw broken("a departure of one that arrived at " + arrivedNanos + " ns");
    }
    if (departures == arrivals && wrappedArea != wrappedSojourns) {
      throw broken("present x time is " + wrappedArea + ", times spent are " + wrappedSojourns);
    }
  }

  IllegalStateException broken(String what) {
    return new IllegalStateException(
        "the books of "
            + name
            + " do not balance at "
            + simulation.nowNanos()
            + " ns with "
            + arrivals
            + " arrivals and "
            + departures
            + " departures: "
            + what);
  }

  private void advance() {
    long now = simulation.nowNanos();
    if (now != lastNanos) {
      long passed = now - lastNanos;
      wrappedArea += present() * passed;
      countedArea += (double) present() * passed;
      lastNanos = now;
    }
  }
}
