package io.opisim.scenarios.world;

import io.opisim.models.workload.checkpoint.InterruptionCost;
import io.opisim.scheduler.state.ClusterState;
import io.opisim.simcore.sim.Simulation;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Carries out jobs that have a place: the seam between deciding who runs and what running means.
 *
 * <p>A job that is done is told to the handler that the executor was made with, in the instant in
 * which it is done.
 */
public interface JobExecutor {
  /** Makes the executor of a world. */
  @FunctionalInterface
  interface Factory {
    /**
     * Makes one.
     *
     * @param done hears of every job that is done
     */
    JobExecutor in(Simulation simulation, ClusterState cluster, IntConsumer done);
  }

  /**
   * A job holds its devices and begins, or goes on.
   *
   * @param endNanos when it will be done if it goes as planned
   * @param owed what it has to do before it works again
   */
  void start(int job, long endNanos, Owed owed);

  /**
   * What a job that was interrupted has to do before it works again.
   *
   * @param checkpointNanos writing a checkpoint
   * @param restartNanos coming back
   */
  record Owed(long checkpointNanos, long restartNanos) {}

  /**
   * A job is taken off its devices before it is done.
   *
   * @param saved whether it keeps what it has not saved before
   * @return how much of its planned run time is done, or -1 if that is all the time it ran
   */
  long stop(int job, boolean saved);

  /**
   * What became of all the time that a job which is done held its devices, or empty if that follows
   * from the run time it was known to need.
   */
  default Optional<InterruptionCost.Stretch> spent(int job) {
    return Optional.empty();
  }

  /**
   * When a running job will certainly be done if it is left alone, or the end of the calendar if
   * that depends on others.
   */
  long endNanos(int job);

  /** Nothing will happen any more: closes the books. */
  default void end() {}
}
