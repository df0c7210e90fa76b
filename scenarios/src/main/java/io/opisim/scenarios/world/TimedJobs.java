package io.opisim.scenarios.world;

import io.opisim.models.workload.Job;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * Jobs that take the time they are known to take.
 *
 * <p>Models: one speed whatever the place, progress that survives. Ignores: what jobs do to each
 * other. Valid for: durations of traces and laws. Source: definition.
 */
public final class TimedJobs implements JobExecutor {
  private static final int FINISH_PRIORITY = 0;

  private final Simulation simulation;
  private final List<Job> jobs;
  private final IntConsumer done;
  private final Timer[] timers;

  /** Jobs that would run beyond the end of time if they stayed as they are. */
  private final boolean[] beyond;

  /** An executor of the jobs of a workload. */
  public TimedJobs(Simulation simulation, List<Job> jobs, IntConsumer done) {
    this.simulation = simulation;
    this.jobs = jobs;
    this.done = done;
    timers = new Timer[jobs.size()];
    beyond = new boolean[jobs.size()];
  }

  @Override
  public void start(int job, long endNanos, Owed owed) {
    if (timers[job] == null) {
      timers[job] = simulation.timer(FINISH_PRIORITY, this::finish, job);
    }
    beyond[job] = endNanos > SimulatedTime.MAX_NANOS;
    // An elastic job on few GPUs may still get more.
    if (beyond[job] && !jobs.get(job).isElastic()) {
      throw pastTheEnd(job);
    }
    timers[job].at(Math.min(endNanos, SimulatedTime.MAX_NANOS));
  }

  private void finish(int job) {
    if (beyond[job]) {
      throw pastTheEnd(job);
    }
    timers[job] = null;
    done.accept(job);
  }

  @Override
  public long stop(int job, boolean saved) {
    timers[job].cancel();
    return -1;
  }

  @Override
  public long endNanos(int job) {
    return timers[job].timeNanos();
  }

  private StuckRunException pastTheEnd(int job) {
    return new StuckRunException(
        "job "
            + jobs.get(job).id()
            + (jobs.get(job).isElastic() ? ", still running at " : ", started at ")
            + simulation.nowNanos() / SimulatedTime.NANOS_PER_SECOND
            + " s, would end beyond the "
            + SimulatedTime.MAX_NANOS / SimulatedTime.NANOS_PER_SECOND
            + " s a run can last; a shorter window or a larger cluster helps");
  }
}
