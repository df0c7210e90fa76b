package io.opisim.simcore.queue;

import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;

/**
 * Equal servers shared evenly by all who are present, none of whom can use more than one: with n
 * customers and c servers, each is served at the rate min(1, c / n).
 *
 * <p>Departures are rounded up to whole nanoseconds. Invariant, checked whenever the station is
 * empty: the work it did is the work that was brought, but for that rounding.
 */
public final class ProcessorSharingStation {
  private static final double ROUNDING = 1e-9;

  private final Simulation simulation;
  private final int servers;
  private final DepartureHandler departures;
  private final QueueBooks books;
  private final Timer nextDeparture;
  private final FinishHeap present = new FinishHeap();

  /** Service that one customer, present since the station was last empty, has received. */
  private double virtualNanos;

  private long lastNanos;
  private double workBroughtNanos;
  private double workDoneNanos;
  private long departuresInBusyPeriod;

  /**
   * An empty station.
   *
   * @param name for messages
   * @param simulation whose time it lives in
   * @param servers how many can work at full speed at once
   * @param priority of its departures among events of one instant, lower first
   * @param departures told of each departure
   */
  public ProcessorSharingStation(
      String name, Simulation simulation, int servers, int priority, DepartureHandler departures) {
    if (servers < 1) {
      throw new IllegalArgumentException(name + " needs at least one server, not " + servers);
    }
    this.simulation = simulation;
    this.servers = servers;
    this.departures = departures;
    books = new QueueBooks(name, simulation);
    nextDeparture = simulation.timer(priority, this::departFirst, 0);
    lastNanos = simulation.nowNanos();
  }

  /**
   * A customer arrives now.
   *
   * @param number handed back at its departure
   * @param workNanos how long it would be served if it were alone
   */
  public void arrive(int number, long workNanos) {
    if (workNanos < 0) {
      throw new IllegalArgumentException("work cannot take " + workNanos + " ns");
    }
    advance();
    books.arrive();
    workBroughtNanos += workNanos;
    present.add(virtualNanos + workNanos, number, lastNanos);
    armNextDeparture();
  }

  /** How many are present. */
  public int present() {
    return present.size();
  }

  /** The books of the station. */
  public QueueBooks books() {
    return books;
  }

  private void departFirst(int unused) {
    advance();
    int number = present.firstCustomer();
    long arrived = present.firstArrivedNanos();
    // The delay was rounded up; rounding of the product may still fall short by one bit.
    virtualNanos = Math.max(virtualNanos, present.firstFinish());
    present.removeFirst();
    books.depart(arrived);
    departuresInBusyPeriod++;
    if (present.size() == 0) {
      closeBusyPeriod();
    }
    armNextDeparture();
    departures.departed(number, arrived, arrived);
  }

  private void advance() {
    long now = simulation.nowNanos();
    int count = present.size();
    if (count > 0 && now > lastNanos) {
      double passed = now - lastNanos;
      virtualNanos += passed * rate(count);
      workDoneNanos += passed * Math.min(count, servers);
    }
    lastNanos = now;
  }

  private void armNextDeparture() {
    nextDeparture.cancel();
    if (present.size() > 0) {
      double work = Math.max(0, present.firstFinish() - virtualNanos);
      nextDeparture.after((long) Math.ceil(work / rate(present.size())));
    }
  }

  private double rate(int count) {
    return count <= servers ? 1 : servers / (double) count;
  }

  private void closeBusyPeriod() {
    double excess = workDoneNanos - workBroughtNanos;
    double slack = ROUNDING * workDoneNanos + 1;
    if (excess < -slack || excess > (double) departuresInBusyPeriod * servers + slack) {
      throw books.broken(
          "work done is " + workDoneNanos + " ns, work brought is " + workBroughtNanos + " ns");
    }
    virtualNanos = 0;
    workDoneNanos = 0;
    workBroughtNanos = 0;
    departuresInBusyPeriod = 0;
  }
}
