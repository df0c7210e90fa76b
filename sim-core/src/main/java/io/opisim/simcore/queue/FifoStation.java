package io.opisim.simcore.queue;

import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;

/**
 * One line before a number of equal servers; who came first is served first, without interruption.
 *
 * <p>Invariant, checked at each event: nobody waits while a server is free.
 */
public final class FifoStation {
  private final Simulation simulation;
  private final DepartureHandler departures;
  private final QueueBooks station;
  private final QueueBooks line;
  private final WaitingLine waiting = new WaitingLine();

  private final Timer[] finish;
  private final int[] customer;
  private final long[] arrivedNanos;
  private final long[] startedNanos;
  private final int[] freeServers;
  private int freeCount;

  /**
   * An empty station.
   *
   * @param name for messages
   * @param simulation whose time it lives in
   * @param servers how many are served at once
   * @param priority of its departures among events of one instant, lower first
   * @param departures told of each departure
   */
  public FifoStation(
      String name, Simulation simulation, int servers, int priority, DepartureHandler departures) {
    if (servers < 1) {
      throw new IllegalArgumentException(name + " needs at least one server, not " + servers);
    }
    this.simulation = simulation;
    this.departures = departures;
    station = new QueueBooks(name, simulation);
    line = new QueueBooks(name + " (waiting)", simulation);
    finish = new Timer[servers];
    customer = new int[servers];
    arrivedNanos = new long[servers];
    startedNanos = new long[servers];
    freeServers = new int[servers];
    for (int server = servers - 1; server >= 0; server--) {
      finish[server] = simulation.timer(priority, this::finished, server);
      freeServers[freeCount++] = server;
    }
  }

  /**
   * A customer arrives now.
   *
   * @param number handed back at its departure
   * @param serviceNanos how long a server is busy with it
   */
  public void arrive(int number, long serviceNanos) {
    if (serviceNanos < 0) {
      throw new IllegalArgumentException("a service cannot take " + serviceNanos + " ns");
    }
    station.arrive();
    line.arrive();
    waiting.add(number, simulation.nowNanos(), serviceNanos);
    if (freeCount > 0) {
      startNext();
    }
    checkBusy();
  }

  /** How many wait for a server. */
  public int waiting() {
    return waiting.size();
  }

  /** How many are being served. */
  public int inService() {
    return finish.length - freeCount;
  }

  /** The books of the whole station: the line and the servers. */
  public QueueBooks books() {
    return station;
  }

  /** The books of the line alone: from arrival to the start of service. */
  public QueueBooks waitingBooks() {
    return line;
  }

  private void startNext() {
    long now = simulation.nowNanos();
    int server = freeServers[--freeCount];
    customer[server] = waiting.headCustomer();
    arrivedNanos[server] = waiting.headArrivedNanos();
    startedNanos[server] = now;
    finish[server].after(waiting.headAmount());
    waiting.removeHead();
    line.depart(arrivedNanos[server]);
  }

  private void finished(int server) {
    int number = customer[server];
    long arrived = arrivedNanos[server];
    long started = startedNanos[server];
    freeServers[freeCount++] = server;
    station.depart(arrived);
    if (waiting.size() > 0) {
      startNext();
    }
    checkBusy();
    departures.departed(number, arrived, started);
  }

  private void checkBusy() {
    if (waiting.size() > 0 && freeCount > 0) {
      throw station.broken(waiting.size() + " wait while " + freeCount + " servers are free");
    }
    if (station.present() != waiting.size() + inService() || line.present() != waiting.size()) {
      throw station.broken(waiting.size() + " wait and " + inService() + " are served");
    }
  }
}
