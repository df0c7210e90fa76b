package io.opisim.simcore.queue;

import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;

/**
 * A rate limit handed out in slices of time, as SPDK limits a block device: each slice brings a
 * quota; a request passes, in the order of coming, while anything of the quota is left, even if it
 * takes more than that; what it took too much is missing from the next slices, and what was not
 * used is lost.
 *
 * <p>So a lone request after a pause passes at once, and the long-run rate holds for requests of
 * every size. Slices begin at whole multiples of their length. Invariant, checked at each pass:
 * tokens passed do not exceed the quotas of the slices begun and the greatest single request.
 */
public final class SliceQuota {
  private final Simulation simulation;
  private final long sliceNanos;
  private final double quota;
  private final PassHandler passes;
  private final QueueBooks books;
  private final WaitingLine waiting = new WaitingLine();
  private final Timer nextSlice;
  private final long firstSlice;

  private double left;
  private long slice;
  private double passedTokens;
  private double greatestRequest;
  private boolean passing;

  /**
   * A limit in its first slice.
   *
   * @param name for messages
   * @param simulation whose time it lives in
   * @param quota tokens of one slice
   * @param sliceNanos length of a slice
   * @param priority of a pass that had to wait, among events of one instant, lower first
   * @param passes told of each pass
   */
  public SliceQuota(
      String name,
      Simulation simulation,
      double quota,
      long sliceNanos,
      int priority,
      PassHandler passes) {
    if (!(quota > 0 && quota < Double.POSITIVE_INFINITY) || sliceNanos < 1) {
      throw new IllegalArgumentException(
          name + " needs a quota and a slice above 0, not " + quota + " and " + sliceNanos);
    }
    this.simulation = simulation;
    this.sliceNanos = sliceNanos;
    this.quota = quota;
    this.passes = passes;
    books = new QueueBooks(name, simulation);
    nextSlice = simulation.timer(priority, unused -> passAll(), 0);
    firstSlice = simulation.nowNanos() / sliceNanos;
    slice = firstSlice;
    left = quota;
  }

  /**
   * A request comes; it may pass before this returns.
   *
   * @param subject handed back at the pass
   * @param tokens what it takes
   */
  public void request(int subject, long tokens) {
    if (tokens < 0) {
      throw new IllegalArgumentException("a request cannot take " + tokens + " tokens");
    }
    books.arrive();
    waiting.add(subject, simulation.nowNanos(), tokens);
    if (waiting.size() == 1) {
      passAll();
    }
  }

  /** How many wait to pass. */
  public int waiting() {
    return waiting.size();
  }

  /** The books of the line: from the request to its pass. */
  public QueueBooks books() {
    return books;
  }

  private void passAll() {
    // A handler may ask again at once; the outer call then goes on, so the stack stays flat.
    if (passing) {
      return;
    }
    passing = true;
    try {
      advance();
      while (waiting.size() > 0 && left > 0) {
        passHead();
      }
    } finally {
      passing = false;
    }
    if (waiting.size() > 0 && !nextSlice.isArmed()) {
      long slices = 1 + (long) Math.floor(-left / quota);
      nextSlice.at((slice + slices) * sliceNanos);
    }
  }

  private void passHead() {
    long tokens = waiting.headAmount();
    int subject = waiting.headCustomer();
    long requested = waiting.headArrivedNanos();
    waiting.removeHead();
    left -= tokens;
    passedTokens += tokens;
    greatestRequest = Math.max(greatestRequest, tokens);
    double allowed = (slice - firstSlice + 1) * quota + greatestRequest;
    if (passedTokens > allowed * (1 + 1e-9)) {
      throw books.broken(passedTokens + " tokens passed where " + allowed + " were allowed");
    }
    books.depart(requested);
    passes.passed(subject, requested);
  }

  private void advance() {
    long now = simulation.nowNanos() / sliceNanos;
    if (now > slice) {
      left = Math.min(quota, Math.min(left, 0) + (now - slice) * quota);
      slice = now;
    }
  }
}
