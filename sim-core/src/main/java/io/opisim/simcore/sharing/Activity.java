package io.opisim.simcore.sharing;

import io.opisim.simcore.sim.Timer;
import java.util.Optional;

/**
 * A piece of work of a kind that can be done again and again: a flow between two hosts, a read, a
 * kernel. Like a timer it is made once and started many times, so a run allocates nothing for it.
 *
 * <p>It may be given a delay, the latency of its path, that passes before its work begins; in that
 * time it takes nothing of its resources.
 */
public final class Activity {
  private static final int IDLE = -1;
  private static final int DELAYED = -2;

  private final ActivityPool pool;
  private final Demands demands;
  private final CompletionHandler handler;
  private final int subject;
  private final long sequence;
  private int running = IDLE;
  private long amount;

  /** Made when it is needed first: most activities have no delay. */
  private Timer delay;

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
    start(newAmount, 0);
  }

  /**
   * Starts it now; its work begins after a delay. It is running from now on, at rate 0 at first.
   *
   * @param newAmount of work: bytes, operations; not negative
   * @param delayNanos not negative
   * @throws IllegalStateException if it is running
   */
  public void start(long newAmount, long delayNanos) {
    if (isRunning()) {
      throw new IllegalStateException("activity " + subject + " is running already");
    }
    if (newAmount < 0 || delayNanos < 0) {
      throw new IllegalArgumentException(
          "activity " + subject + " cannot do " + newAmount + " after " + delayNanos + " ns");
    }
    amount = newAmount;
    if (delayNanos == 0) {
      running = pool.start(this);
    } else {
      pool.startLater(this, delayNanos);
      running = DELAYED;
    }
  }

  /**
   * Stops it before it has finished; its handler is not called.
   *
   * @return the work left undone, rounded up to a whole unit
   * @throws IllegalStateException if it is not running
   */
  public long cancel() {
    int number = number();
    running = IDLE;
    return number == DELAYED ? pool.cancelDelayed(this) : pool.cancel(this, number);
  }

  /** Whether it has been started and has neither completed nor been cancelled. */
  public boolean isRunning() {
    return running != IDLE;
  }

  /** Whether it has been started and its work has not begun yet. */
  public boolean isDelayed() {
    return running == DELAYED;
  }

  /** The work it has left to do, rounded up to a whole unit; 0 if it is not running. */
  public long remaining() {
    return switch (running) {
      case IDLE -> 0;
      case DELAYED -> amount;
      default -> pool.remaining(running);
    };
  }

  /** Its rate now; 0 if its work has not begun or it is not running. */
  public double ratePerSecond() {
    return running >= 0 ? pool.ratePerSecond(running) : 0;
  }

  /**
   * The resource that binds it now, so that it would be faster if that one gave more; empty if it
   * runs at its own cap or its work has not begun.
   */
  public Optional<Resource> bottleneck() {
    int number = number();
    return number == DELAYED ? Optional.empty() : pool.bottleneck(number);
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

  /** Its delay, made at first use. */
  Timer delay() {
    if (delay == null) {
      delay = pool.timer(unused -> running = pool.endDelay(this));
    }
    return delay;
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
