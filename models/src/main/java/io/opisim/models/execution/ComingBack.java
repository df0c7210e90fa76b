package io.opisim.models.execution;

import io.opisim.models.workload.TimeClass;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;

/** A job that was interrupted comes back: it writes a checkpoint that it owes, and restarts. */
final class ComingBack {
  private final Simulation simulation;
  private final StepBooks books;
  private final Timer timer;
  private boolean underWay;
  private long checkpointNanos;
  private long sinceNanos;
  private long restartedNanos;

  /**
   * Nobody comes back yet.
   *
   * @param books to which the time is written
   * @param back called when it is back
   */
  ComingBack(Simulation simulation, int priority, StepBooks books, Runnable back) {
    this.simulation = simulation;
    this.books = books;
    timer =
        simulation.timer(
            priority,
            unused -> {
              close();
              back.run();
            },
            0);
  }

  void begin(long owedCheckpointNanos, long restartNanos) {
    checkpointNanos = owedCheckpointNanos;
    sinceNanos = simulation.nowNanos();
    underWay = true;
    timer.after(owedCheckpointNanos + restartNanos);
  }

  /** Breaks it off; tells whether it was under way. */
  boolean breakOff() {
    timer.cancel();
    return underWay && close();
  }

  private boolean close() {
    long passed = simulation.nowNanos() - sinceNanos;
    long written = Math.min(passed, checkpointNanos);
    books.add(TimeClass.CHECKPOINT_STALL, written);
    books.add(TimeClass.LOST_WORK_AND_RESTART, passed - written);
    restartedNanos += passed - written;
    underWay = false;
    return true;
  }

  /** Time in restarts so far. */
  long restartedNanos() {
    return restartedNanos;
  }
}
