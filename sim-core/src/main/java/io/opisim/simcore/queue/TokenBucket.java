package io.opisim.simcore.queue;

import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;

/**
 * A rate limit with a burst: a bucket filled at a steady rate up to the burst; a request passes, in
 * the order of coming, when its tokens are there. The bucket begins full.
 *
 * <p>A request larger than the burst passes when the bucket is full and leaves a debt that the next
 * one waits for, so the long-run rate holds for requests of every size. Invariant, checked at each
 * pass: tokens passed do not exceed the burst, the tokens earned and the greatest such debt.
 */
public final class TokenBucket {
  // A share of the tokens asked for; below it, what is missing is the rounding of double.
  private static final double ROUNDING = 1e-12;

  private final Simulation simulation;
  private final double tokensPerNano;
  private final double burst;
  private final PassHandler passes;
  private final QueueBooks books;
  private final WaitingLine waiting = new WaitingLine();
  private final Timer refill;
  private final long startNanos;

  private double level;
  private long lastNanos;
  private double passedTokens;
  private double greatestDebt;
  private boolean passing;

  /**
   * A full bucket.
   *
   * @param name for messages
   * @param simulation whose time it lives in
   * @param tokensPerSecond the rate: bytes or requests per second
   * @param burst what the bucket holds
   * @param priority of a pass that had to wait, among events of one instant, lower first
   * @param passes told of each pass
   */
  public TokenBucket(
      String name,
      Simulation simulation,
      double tokensPerSecond,
      double burst,
      int priority,
      PassHandler passes) {
    if (!(tokensPerSecond > 0 && tokensPerSecond < Double.POSITIVE_INFINITY)
        || !(burst > 0 && burst < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          name + " needs a positive rate and burst, not " + tokensPerSecond + " and " + burst);
    }
    this.simulation = simulation;
    tokensPerNano = tokensPerSecond / SimulatedTime.NANOS_PER_SECOND;
    this.burst = burst;
    this.passes = passes;
    books = new QueueBooks(name, simulation);
    refill = simulation.timer(priority, unused -> passAll(), 0);
    startNanos = simulation.nowNanos();
    lastNanos = startNanos;
    level = burst;
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

  /** The tokens in the bucket now; negative after a request larger than the burst. */
  public double tokens() {
    advance();
    return level;
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
      while (waiting.size() > 0 && missing() <= 0) {
        passHead();
      }
    } finally {
      passing = false;
    }
    if (waiting.size() > 0 && !refill.isArmed()) {
      refill.after((long) Math.ceil(missing() / tokensPerNano));
    }
  }

  private void passHead() {
    long tokens = waiting.headAmount();
    int subject = waiting.headCustomer();
    long requested = waiting.headArrivedNanos();
    waiting.removeHead();
    level -= tokens;
    passedTokens += tokens;
    greatestDebt = Math.max(greatestDebt, tokens - burst);
    double allowed = burst + (lastNanos - startNanos) * tokensPerNano + greatestDebt;
    if (passedTokens > allowed * (1 + 1e-9)) {
      throw books.broken(passedTokens + " tokens passed where " + allowed + " were allowed");
    }
    books.depart(requested);
    passes.passed(subject, requested);
  }

  /** What the head of the line still lacks. */
  private double missing() {
    double needed = Math.min(waiting.headAmount(), burst);
    return needed * (1 - ROUNDING) - level;
  }

  private void advance() {
    long now = simulation.nowNanos();
    if (now > lastNanos) {
      level = Math.min(burst, level + (now - lastNanos) * tokensPerNano);
      lastNanos = now;
    }
  }
}
