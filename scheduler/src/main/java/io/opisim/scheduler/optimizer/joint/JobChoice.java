package io.opisim.scheduler.optimizer.joint;

/**
 * What is decided about a job.
 *
 * @param position its turn: lower goes first, then the earlier arrival
 * @param spot where it goes
 * @param holds whether nobody behind it may start while it waits
 * @param way how it is run, below the job's number of ways
 */
public record JobChoice(int position, Spot spot, boolean holds, int way) {
  /** In turn, anywhere, jumped by those that fit. */
  public static JobChoice at(int position) {
    return new JobChoice(position, Spot.ANYWHERE, false, 0);
  }

  /** On given nodes. */
  public static JobChoice on(int position, int way, int... nodes) {
    return new JobChoice(position, new Spot.Nodes(nodes), false, way);
  }
}
