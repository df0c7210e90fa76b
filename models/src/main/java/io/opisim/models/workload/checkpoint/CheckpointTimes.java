package io.opisim.models.workload.checkpoint;

/**
 * What one checkpoint costs a job, by the way it is made.
 *
 * <p>Models: how long training stands still, when the checkpoint counts, how long a restart reads.
 * Ignores: what draining in the background takes from training's own traffic. Valid for: one
 * checkpoint at a time. Source: definition.
 *
 * @param stallSeconds training stands still
 * @param durableSeconds from its beginning until a failure no longer undoes it, at least the stall
 * @param loadSeconds to read it at a restart
 */
public record CheckpointTimes(double stallSeconds, double durableSeconds, double loadSeconds) {
  /** Checks the order. */
  public CheckpointTimes {
    if (!(stallSeconds >= 0 && durableSeconds >= stallSeconds && loadSeconds >= 0)) {
      throw new IllegalArgumentException(
          "a checkpoint stalls for "
              + stallSeconds
              + " s, counts after "
              + durableSeconds
              + " s, is read in "
              + loadSeconds
              + " s");
    }
  }

  /** Written to shared storage while training waits. */
  public static CheckpointTimes synchronous(double sharedSaveSeconds, double sharedLoadSeconds) {
    return new CheckpointTimes(sharedSaveSeconds, sharedSaveSeconds, sharedLoadSeconds);
  }

  /** Copied to host memory while training waits, written to shared storage behind its back. */
  public static CheckpointTimes asynchronous(
      double copySeconds, double sharedSaveSeconds, double sharedLoadSeconds) {
    return new CheckpointTimes(copySeconds, copySeconds + sharedSaveSeconds, sharedLoadSeconds);
  }

  /**
   * Written to drives of the node while training waits, then drained to shared storage. A failure
   * takes the node and its drives with it, so that the checkpoint counts when it is drained.
   */
  public static CheckpointTimes localThenDrained(
      double localSaveSeconds, double drainSeconds, double sharedLoadSeconds) {
    return new CheckpointTimes(
        localSaveSeconds, localSaveSeconds + drainSeconds, sharedLoadSeconds);
  }

  /**
   * The same where a failure leaves the drives alone, as that of a program does: it counts and is
   * read locally.
   */
  public static CheckpointTimes local(double localSaveSeconds, double localLoadSeconds) {
    return new CheckpointTimes(localSaveSeconds, localSaveSeconds, localLoadSeconds);
  }
}
