package io.opisim.models.workload.checkpoint;

import io.opisim.models.workload.loader.BetweenSteps;
import io.opisim.simcore.sim.Simulation;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The checkpoints of a job every so many steps, over storage that others use, too.
 *
 * <p>Models: while ranks stand still, every rank writes its shard to the first storage; without a
 * second one that is all. With one, ranks go on and the shards are written there behind their back,
 * read from the first one at the same time if it has to be; the next checkpoint waits for that.
 * Ignores: memory that is full, metadata, the deletion of old checkpoints, failures. Valid for: one
 * checkpoint at a time; synchronous (shared storage first), asynchronous (memory first) and local
 * ones (drives of the node first). Source: definition, see {@link CheckpointTimes}.
 */
public final class StepCheckpoints implements BetweenSteps {
  private final Simulation simulation;
  private final long everySteps;
  private final CheckpointTransfer first;
  private final Optional<CheckpointTransfer> second;
  private final boolean readBack;
  private final List<Done> done = new ArrayList<>();
  private long step;
  private long beganNanos;
  private long wentOnNanos;
  private int underWay;
  private Runnable goOn;
  private Runnable waiting;

  /**
   * One checkpoint.
   *
   * @param step after which it was made, counted over all epochs
   * @param beganNanos when ranks stood still
   * @param wentOnNanos when they went on
   * @param durableNanos when its last byte was where it stays
   */
  public record Done(long step, long beganNanos, long wentOnNanos, long durableNanos) {}

  /**
   * Checkpoints of a job that has not begun.
   *
   * @param everySteps steps from one to the next
   * @param first where ranks write while they stand still
   * @param second where that is brought behind their back, or empty if it stays
   * @param readBack whether that is read from the first storage
   */
  public StepCheckpoints(
      Simulation simulation,
      long everySteps,
      CheckpointTransfer first,
      Optional<CheckpointTransfer> second,
      boolean readBack) {
    if (everySteps < 1) {
      throw new IllegalArgumentException("a checkpoint every " + everySteps + " steps");
    }
    this.simulation = simulation;
    this.everySteps = everySteps;
    this.first = first;
    this.second = second;
    this.readBack = readBack;
  }

  @Override
  public boolean after(long stepsDone, Runnable ranksGoOn) {
    if (stepsDone % everySteps != 0) {
      return false;
    }
    long now = simulation.nowNanos();
    whenOver(
        () -> {
          step = stepsDone;
          beganNanos = now;
          goOn = ranksGoOn;
          first.save(unused -> saved(), 0);
        });
    return true;
  }

  private void saved() {
    wentOnNanos = simulation.nowNanos();
    Runnable ranksGoOn = goOn;
    goOn = null;
    if (second.isPresent()) {
      underWay = readBack ? 2 : 1;
      second.get().save(unused -> drained(), 0);
      if (readBack) {
        first.load(unused -> drained(), 0);
      }
    } else {
      durable();
    }
    ranksGoOn.run();
  }

  private void drained() {
    if (--underWay == 0) {
      durable();
      Runnable told = waiting;
      waiting = null;
      if (told != null) {
        told.run();
      }
    }
  }

  private void durable() {
    done.add(new Done(step, beganNanos, wentOnNanos, simulation.nowNanos()));
  }

  @Override
  public void whenOver(Runnable told) {
    if (underWay == 0) {
      told.run();
    } else {
      waiting = told;
    }
  }

  /** Bytes of one checkpoint. */
  public long bytesOfOne() {
    return first.bytes();
  }

  /** The checkpoints that are durable, in their order. */
  public List<Done> done() {
    return Collections.unmodifiableList(done);
  }
}
