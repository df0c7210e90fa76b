package io.opisim.models.fault;

import io.opisim.models.workload.checkpoint.CheckpointTimes;

/**
 * What a training job means to do, and what it does when something breaks.
 *
 * @param workSeconds useful training time it takes without checkpoints and failures
 * @param intervalSeconds training time from one checkpoint to the next
 * @param checkpoint what a checkpoint costs; its load time is part of each restart
 * @param restartSeconds from an interruption, or a device back from repair, to reading
 * @param spares devices that stand ready for broken ones; {@link #ENOUGH} for no limit
 */
public record RunPlan(
    double workSeconds,
    double intervalSeconds,
    CheckpointTimes checkpoint,
    double restartSeconds,
    int spares) {
  /** So many spares that none is ever missing. */
  public static final int ENOUGH = Integer.MAX_VALUE;

  /** Checks that it does some work. */
  public RunPlan {
    if (!(workSeconds > 0 && intervalSeconds > 0 && restartSeconds >= 0) || spares < 0) {
      throw new IllegalArgumentException(
          workSeconds
              + " s of work, a checkpoint every "
              + intervalSeconds
              + " s, restart in "
              + restartSeconds
              + " s, "
              + spares
              + " spares");
    }
  }

  /** A run with spares enough. */
  public RunPlan(
      double workSeconds,
      double intervalSeconds,
      CheckpointTimes checkpoint,
      double restartSeconds) {
    this(workSeconds, intervalSeconds, checkpoint, restartSeconds, ENOUGH);
  }
}
