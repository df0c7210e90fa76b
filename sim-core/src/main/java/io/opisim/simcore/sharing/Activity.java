package io.opisim.simcore.sharing;

import java.util.Optional;

/**
 * A piece of work of a kind that can be done again and again: a flow between two hosts, a read, a
 * kernel. Like a timer it is made once and started many times, so a run allocates nothing for it.
 */
public final class Activity {
  static final int IDLE = -1;

  private final ActivityPool pool;
  private final Demands demands;
  private final CompletionHandler handler;
  private final int subject;
  private final long sequence;
  private int running = IDLE;
  private long amount;

  Activity(
      ActivityPool pool, Demands demands, CompletionHandler handler, int subject, long sequence) {
    this.pool = pool;
    this.demands = demands;
    this.handler = handler;
    this.subject = subject;
    this.sequence = sequence;
  }

  /**
   * Starts it now.
   *
   * @param newAmount of work: bytes, operations; not negative
   * @throws IllegalStateException if it is running
   */
  public void start(long newAmount) {
    if (isRunning()) {
      throw new IllegalStateException("activity " + subject + " is running already");
    }
    running = pool.start(this, demands, newAmount);
    amount = newAmount;
  }

  /**
   * Stops it before it has finished; its handler is not called.
   *
   * @return the work left undone, rounded up to a whole unit
   * @throws IllegalStateException if it is not running
   */
  public long cancel() {
    long left = pool.cancel(number());
    running = IDLE;
    return left;
  }

  /** Whether it has been started and has neither completed nor been cancelled. */
  public boolean isRunning() {
    return running != IDLE;
  }

  /** The work it has left to do, rounded up to a whole unit; 0 if it is not running. */
  public long remaining() {
    return isRunning() ? pool.remaining(running) : 0;
  }

  /** Its rate now; 0 if it is not running. */
  public double ratePerSecond() {
    return isRunning() ? pool.ratePerSecond(running) : 0;
  }

  /**
   * The resource that binds it now, so that it would be faster if that one gave more; empty if it
   * runs at its own cap.
   */
  public Optional<Resource> bottleneck() {
    return pool.bottleneck(number());
  }

  /** What it asks for. */
  public Demands demands() {
    return demands;
  }

  /** The number it was made with. */
  public int subject() {
    return subject;
  }

  long sequence() {
    return sequence;
  }

  long amount() {
    return amount;
  }

  /** Takes note that the work is done. */
  void finish() {
    running = IDLE;
  }

  void callHandler() {
    handler.completed(subject);
  }

  private int number() {
    if (!isRunning()) {
      throw new IllegalStateException("activity " + subject + " is not running");
    }
    return running;
  }
}
