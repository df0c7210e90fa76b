package io.opisim.models.fault;

import io.opisim.models.workload.checkpoint.CheckpointTimes;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;
import java.util.Arrays;

/**
 * A training job that checkpoints and is interrupted, at the level of a job.
 *
 * <p>Models: training from checkpoint to checkpoint, checkpoints that count when they are durable,
 * also while training goes on, failures at any time (during checkpoints and restarts too), the way
 * back to the last checkpoint that counts, restart and reading, devices out for repair and spares
 * for them; before a planned interruption all work is saved. Ignores: the time that takes, steps
 * (training is cut anywhere), the time until a failure is noticed, work done on fewer nodes. Valid
 * for: jobs that need all their devices. Source: Daly, Future Generation Computer Systems 22(3),
 * 2006, whose expectation it meets.
 *
 * <p>Every nanosecond from start to end is booked once. One use.
 */
public final class CheckpointedRun {
  private static final int FAULTS_FIRST = 0;
  private static final int AFTER_FAULTS = 1;

  /** 104 days, to which the calendar keeps single nanoseconds. */
  private static final long MOST_NANOS = SimulatedTime.MAX_NANOS / 2;

  private enum State {
    TRAINING,
    DRAIN_WAIT,
    CHECKPOINT,
    RESTART,
    REPAIR_WAIT
  }

  private final Simulation simulation;
  private final FaultProfile profile;
  private final FaultProcess faults;
  private final long workNanos;
  private final long intervalNanos;
  private final long stallNanos;
  private final long drainNanos;
  private final long restartNanos;
  private final Timer next;
  private final Timer drained;
  private final long[] interruptions;

  private State state = State.TRAINING;
  private long stateSinceNanos;
  private int spares;

  // Training time since the beginning of the job, as of the last change of state.
  private long trainedNanos;
  private long durableNanos;
  private long drainingNanos;
  private long targetNanos;

  private long lostNanos;
  private long checkpointNanos;
  private long restartedNanos;
  private long repairWaitNanos;

  private CheckpointedRun(
      RunPlan plan, FaultProfile profile, DeviceCounts devices, RandomStreams streams) {
    simulation = new Simulation();
    this.profile = profile;
    CheckpointTimes checkpoint = plan.checkpoint();
    workNanos = SimulatedTime.nanosFromSeconds(plan.workSeconds());
    intervalNanos = SimulatedTime.nanosFromSeconds(plan.intervalSeconds());
    stallNanos = SimulatedTime.nanosFromSeconds(checkpoint.stallSeconds());
    drainNanos = SimulatedTime.nanosFromSeconds(checkpoint.durableSeconds()) - stallNanos;
    restartNanos = SimulatedTime.nanosFromSeconds(plan.restartSeconds() + checkpoint.loadSeconds());
    spares = plan.spares();
    interruptions = new long[profile.causes().size()];
    faults =
        new FaultProcess(simulation, FAULTS_FIRST, streams, profile, devices, this::interrupted);
    next = simulation.timer(AFTER_FAULTS, unused -> advance(), 0);
    drained = simulation.timer(AFTER_FAULTS, unused -> drained(), 0);
  }

  /**
   * Runs a job to its end.
   *
   * @throws IllegalStateException if it has not ended after 104 days
   */
  public static RunBooks run(
      RunPlan plan, FaultProfile profile, DeviceCounts devices, RandomStreams streams) {
    CheckpointedRun run = new CheckpointedRun(plan, profile, devices, streams);
    run.faults.start();
    run.train();
    run.simulation.runUntil(MOST_NANOS);
    return run.books();
  }

  private RunBooks books() {
    if (trainedNanos < workNanos) {
      throw new IllegalStateException(
          "after "
              + simulation.nowSeconds()
              + " s the job has done "
              + SimulatedTime.secondsFromNanos(durableNanos)
              + " s of "
              + SimulatedTime.secondsFromNanos(workNanos)
              + " s of work");
    }
    RunBooks books =
        new RunBooks(
            workNanos,
            lostNanos,
            checkpointNanos,
            restartedNanos,
            repairWaitNanos,
            Arrays.stream(interruptions).boxed().toList());
    if (books.wallNanos() != simulation.nowNanos()) {
      throw new IllegalStateException(books + " does not sum to " + simulation.nowNanos() + " ns");
    }
    return books;
  }

  private void enter(State newState) {
    state = newState;
    stateSinceNanos = simulation.nowNanos();
  }

  private void train() {
    enter(State.TRAINING);
    targetNanos = StrictMath.min(workNanos, trainedNanos + intervalNanos);
    next.after(targetNanos - trainedNanos);
  }

  /** The state comes to the end it was heading for. */
  private void advance() {
    book();
    switch (state) {
      case TRAINING -> {
        if (trainedNanos == workNanos) {
          faults.stop();
          simulation.stop();
        } else if (drained.isArmed()) {
          // One checkpoint at a time: the one before is still on its way.
          enter(State.DRAIN_WAIT);
        } else {
          checkpoint();
        }
      }
      case DRAIN_WAIT -> checkpoint();
      case CHECKPOINT -> {
        drainingNanos = trainedNanos;
        if (drainNanos > 0) {
          drained.after(drainNanos);
        } else {
          durableNanos = drainingNanos;
        }
        train();
      }
      case RESTART -> train();
      case REPAIR_WAIT -> restart();
    }
  }

  private void checkpoint() {
    enter(State.CHECKPOINT);
    next.after(stallNanos);
  }

  private void drained() {
    durableNanos = drainingNanos;
    if (state == State.DRAIN_WAIT) {
      advance();
    }
  }

  /** Books the time since the state was entered, to the class it belongs to. */
  private void book() {
    long passed = simulation.nowNanos() - stateSinceNanos;
    stateSinceNanos = simulation.nowNanos();
    switch (state) {
      case TRAINING -> trainedNanos += passed;
      case DRAIN_WAIT, CHECKPOINT -> checkpointNanos += passed;
      case RESTART -> restartedNanos += passed;
      case REPAIR_WAIT -> repairWaitNanos += passed;
    }
  }

  private void interrupted(int cause, int device) {
    interruptions[cause]++;
    book();
    next.cancel();
    drained.cancel();
    if (profile.causes().get(cause).planned()) {
      durableNanos = trainedNanos;
    }
    lostNanos += trainedNanos - durableNanos;
    trainedNanos = durableNanos;
    long repairNanos = profile.causes().get(cause).repair().value().nanos();
    if (repairNanos > 0 && spares != RunPlan.ENOUGH) {
      spares--;
      simulation.schedule(repairNanos, AFTER_FAULTS, unused -> repaired(), device);
    }
    if (spares < 0) {
      enter(State.REPAIR_WAIT);
    } else {
      restart();
    }
  }

  private void restart() {
    enter(State.RESTART);
    next.after(restartNanos);
  }

  private void repaired() {
    spares++;
    if (state == State.REPAIR_WAIT && spares >= 0) {
      advance();
    }
  }
}
