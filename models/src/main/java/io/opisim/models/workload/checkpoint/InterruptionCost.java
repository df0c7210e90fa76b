package io.opisim.models.workload.checkpoint;

/**
 * What it costs a job to be interrupted, and what it pays to lose less.
 *
 * <p>Models: a job stands still for each checkpoint; one that is told before it has to go may write
 * one then; after an interruption it comes back by a restart. What it wrote when it had to go is
 * paid when it starts again, before the restart, so that nobody waits for its devices. Ignores:
 * checkpoints behind training's back, sizes and rates (see {@code CheckpointTimes} for a single
 * job), how long devices are held while a checkpoint is written. Valid for: checkpoints and
 * restarts that are short against the time between interruptions. Source: Daly, Future Generation
 * Computer Systems 22(3), 2006, for the periodic part.
 *
 * @param checkpointNanos a job stands still for one checkpoint
 * @param restartNanos from its start to the first work, when it was interrupted before
 * @param intervalNanos run time from a start, or a checkpoint, to the next one; 0 without
 * @param savesWhenPreempted whether a preempted job writes a checkpoint, else it goes at once
 */
public record InterruptionCost(
    long checkpointNanos, long restartNanos, long intervalNanos, boolean savesWhenPreempted) {
  /** Preempted jobs keep what they had and go on at once. */
  public static final InterruptionCost NONE = new InterruptionCost(0, 0, 0, true);

  /** Checks the ranges above. */
  public InterruptionCost {
    if (checkpointNanos < 0 || restartNanos < 0 || intervalNanos < 0) {
      throw new IllegalArgumentException(
          "checkpoint in "
              + checkpointNanos
              + " ns, restart in "
              + restartNanos
              + " ns, checkpoints every "
              + intervalNanos
              + " ns");
    }
  }

  /**
   * What became of a stretch on devices; all parts together are its length.
   *
   * @param keptNanos run time whose work counts
   * @param lostNanos run time whose work is gone
   * @param checkpointNanos standing still for checkpoints
   * @param restartNanos coming back
   */
  public record Stretch(long keptNanos, long lostNanos, long checkpointNanos, long restartNanos) {
    /** All parts together. */
    public long nanos() {
      return keptNanos + lostNanos + checkpointNanos + restartNanos;
    }
  }

  /** How long a job holds its devices for so much run time, after so much of coming back. */
  public long holdNanos(long owedNanos, long runNanos) {
    return owedNanos + runNanos + checkpoints(runNanos) * checkpointNanos;
  }

  private long checkpoints(long runNanos) {
    return intervalNanos == 0 || runNanos == 0 ? 0 : (runNanos - 1) / intervalNanos;
  }

  /** Run time within so much of a stretch that is behind its coming back and not yet at its end. */
  public long runWithin(long sinceBackNanos) {
    if (intervalNanos == 0) {
      return sinceBackNanos;
    }
    long period = intervalNanos + checkpointNanos;
    return sinceBackNanos / period * intervalNanos
        + StrictMath.min(intervalNanos, sinceBackNanos % period);
  }

  /**
   * A stretch that is cut off.
   *
   * @param owedCheckpointNanos of its coming back, the checkpoint that it still had to pay
   * @param owedRestartNanos of its coming back, the restart
   * @param heldNanos its length
   * @param saved whether its last work was saved on the way out
   */
  public Stretch cutOff(
      long owedCheckpointNanos, long owedRestartNanos, long heldNanos, boolean saved) {
    long checkpoint = StrictMath.min(heldNanos, owedCheckpointNanos);
    long restart = StrictMath.min(heldNanos - checkpoint, owedRestartNanos);
    long sinceBack = heldNanos - checkpoint - restart;
    long run = runWithin(sinceBack);
    long durable = 0;
    if (intervalNanos > 0) {
      durable = sinceBack / (intervalNanos + checkpointNanos) * intervalNanos;
    }
    long kept = saved ? run : durable;
    return new Stretch(kept, run - kept, checkpoint + sinceBack - run, restart);
  }

  /** A stretch that comes to the end of its work. */
  public Stretch toTheEnd(long owedCheckpointNanos, long owedRestartNanos, long runNanos) {
    long checkpoints = checkpoints(runNanos) * checkpointNanos;
    return new Stretch(runNanos, 0, owedCheckpointNanos + checkpoints, owedRestartNanos);
  }
}
