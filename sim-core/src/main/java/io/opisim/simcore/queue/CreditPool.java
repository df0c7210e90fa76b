package io.opisim.simcore.queue;

import io.opisim.simcore.sim.Simulation;
import java.util.Arrays;

/**
 * A fixed number of credits, granted in the order of asking: the queue depth of an NVMe queue pair,
 * the buffers of a loader.
 *
 * <p>Invariants, checked at each call: nobody waits while a credit is free, and only a held credit
 * comes back.
 */
public final class CreditPool {
  private static final long FREE = -1;

  private final Simulation simulation;
  private final CreditHandler grants;
  private final QueueBooks pool;
  private final QueueBooks line;
  private final WaitingLine waiting = new WaitingLine();
  private final long[] requestedNanos;
  private final int[] freeCredits;
  private int freeCount;
  private boolean granting;

  /**
   * A pool of which nothing is held.
   *
   * @param name for messages
   * @param simulation whose time it lives in
   * @param credits how many may be held at once
   * @param grants told of each grant
   */
  public CreditPool(String name, Simulation simulation, int credits, CreditHandler grants) {
    if (credits < 1) {
      throw new IllegalArgumentException(name + " needs at least one credit, not " + credits);
    }
    this.simulation = simulation;
    this.grants = grants;
    pool = new QueueBooks(name, simulation);
    line = new QueueBooks(name + " (waiting)", simulation);
    requestedNanos = new long[credits];
    Arrays.fill(requestedNanos, FREE);
    freeCredits = new int[credits];
    for (int credit = credits - 1; credit >= 0; credit--) {
      freeCredits[freeCount++] = credit;
    }
  }

  /** Asks for a credit; the grant may come before this returns. */
  public void request(int subject) {
    pool.arrive();
    line.arrive();
    waiting.add(subject, simulation.nowNanos(), 1);
    grantAll();
  }

  /** Gives a credit back; the next in line gets it before this returns. */
  public void release(int credit) {
    long requested = requestedNanos[credit];
    if (requested == FREE) {
      throw pool.broken("credit " + credit + " came back but is not held");
    }
    requestedNanos[credit] = FREE;
    freeCredits[freeCount++] = credit;
    pool.depart(requested);
    grantAll();
  }

  /** How many wait for a credit. */
  public int waiting() {
    return waiting.size();
  }

  /** How many credits are held. */
  public int held() {
    return freeCredits.length - freeCount;
  }

  /** The books of the whole pool: from the request to the return of the credit. */
  public QueueBooks books() {
    return pool;
  }

  /** The books of the line alone: from the request to the grant. */
  public QueueBooks waitingBooks() {
    return line;
  }

  private void grantAll() {
    // A handler may ask or give back at once; the outer call then goes on, so the stack stays flat.
    if (granting) {
      return;
    }
    granting = true;
    try {
      while (waiting.size() > 0 && freeCount > 0) {
        int credit = freeCredits[--freeCount];
        int subject = waiting.headCustomer();
        long requested = waiting.headArrivedNanos();
        waiting.removeHead();
        requestedNanos[credit] = requested;
        line.depart(requested);
        grants.granted(subject, credit, requested);
      }
    } finally {
      granting = false;
    }
    if (pool.present() != waiting.size() + held()) {
      throw pool.broken(waiting.size() + " wait and " + held() + " credits are held");
    }
  }
}
