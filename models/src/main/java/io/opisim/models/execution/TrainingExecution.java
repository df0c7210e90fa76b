package io.opisim.models.execution;

import io.opisim.models.collective.CollectiveModel;
import io.opisim.models.workload.TimeClass;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * One training job, step by step, on the accelerators it is given.
 *
 * <p>Models: a step as input, computation that hides the beginning of the exchanges, exchanges over
 * shared links, checkpoint; ranks that draw noise, the slowest of which starts the exchange. A job
 * that is taken off its accelerators keeps its whole steps, or those of its last checkpoint; the
 * rest is lost work. Checkpoints are written at the end of the first step that ends an interval or
 * more after the one before. Ignores: differences between ranks other than noise. Valid for:
 * synchronous training. Source: the step model of {@link
 * io.opisim.models.workload.training.TransformerStep}, its gradient exchange on real links.
 */
public final class TrainingExecution {
  private static final int CLASSES = TimeClass.values().length;
  private static final int COMPUTE = TimeClass.COMPUTE.ordinal();
  private static final int EXPOSED = TimeClass.EXPOSED_COLLECTIVE.ordinal();
  private static final int BUBBLE = TimeClass.PIPELINE_BUBBLE.ordinal();
  private static final int DATA = TimeClass.DATA_STALL.ordinal();
  private static final int CHECKPOINT = TimeClass.CHECKPOINT_STALL.ordinal();
  private static final int LOST = TimeClass.LOST_WORK_AND_RESTART.ordinal();

  /**
   * After the completions of flows, so that an exchange that ends with the computation is hidden.
   */
  private static final int PRIORITY = FabricExchange.PRIORITY + 1;

  private final int job;
  private final Simulation simulation;
  private final FabricNetwork network;
  private final CollectiveModel collectives;
  private final StepProgram program;
  private final long steps;
  private final StragglerNoise noise;
  private final StepGate input;
  private final StepGate checkpoint;
  private final StepListener listener;
  private final IntConsumer done;
  private final Timer exchangeTimer;
  private final Timer computeTimer;
  private final Timer writeTimer;
  private final ComingBack comingBack;
  private final List<FabricExchange> exchanges = new ArrayList<>();

  private final StepBooks books;
  private long intervalNanos;
  private long writeNanos;
  private boolean saves;
  private long exchangedNanos;
  private final long[] stepNanos = new long[CLASSES];
  private long[] drawnNanos = {};
  private int ranks;
  private long stretch;
  private boolean running;
  private long stepStart;
  private long computeStart;
  private long computeEnd;
  private long slowestNanos;
  private int exchangesLeft;
  private boolean computing;

  /** An execution without input or checkpoints. */
  public TrainingExecution(
      int job,
      Simulation simulation,
      FabricNetwork network,
      CollectiveModel collectives,
      StepProgram program,
      long steps,
      StragglerNoise noise,
      StepListener listener,
      IntConsumer done) {
    this(
        job,
        simulation,
        network,
        collectives,
        program,
        steps,
        noise,
        StepGate.OPEN,
        StepGate.OPEN,
        listener,
        done);
  }

  /**
   * An execution that has not begun.
   *
   * @param job its number in all that is told about it
   * @param collectives what an exchange takes on an idle fabric
   * @param steps how many, at least 1
   * @param input passed before the computation of each step
   * @param checkpoint passed at the end of each step
   * @param done called with {@code job} at the end of the last step
   */
  public TrainingExecution(
      int job,
      Simulation simulation,
      FabricNetwork network,
      CollectiveModel collectives,
      StepProgram program,
      long steps,
      StragglerNoise noise,
      StepGate input,
      StepGate checkpoint,
      StepListener listener,
      IntConsumer done) {
    if (steps < 1) {
      throw new IllegalArgumentException("a job of " + steps + " steps");
    }
    this.job = job;
    this.simulation = simulation;
    this.network = network;
    this.collectives = collectives;
    this.program = program;
    this.steps = steps;
    this.noise = noise;
    this.input = input;
    this.checkpoint = checkpoint;
    this.listener = listener;
    this.done = done;
    exchangeTimer = simulation.timer(PRIORITY, unused -> beginExchanges(), 0);
    computeTimer = simulation.timer(PRIORITY, unused -> endComputation(), 0);
    writeTimer = simulation.timer(PRIORITY, unused -> endStep(), 0);
    books = new StepBooks(program.computeNanos());
    comingBack = new ComingBack(simulation, PRIORITY, books, this::beginStep);
  }

  /**
   * Has it write checkpoints on the way.
   *
   * @param everyNanos time in steps from one to the next, 0 for none
   * @param stallNanos it stands still for one
   */
  public void saveEvery(long everyNanos, long stallNanos) {
    intervalNanos = everyNanos;
    writeNanos = stallNanos;
  }

  /** {@link #start(int[], long, long)} at once. */
  public void start(int[] accelerators) {
    start(accelerators, 0, 0);
  }

  /**
   * Starts, or goes on with the first step that is not done.
   *
   * @param accelerators endpoint of every rank, in rank order
   * @param checkpointNanos it stands still before, for a checkpoint that it owes
   * @param restartNanos it takes then to come back
   * @throws IllegalStateException if it is running, or dead links cut its ranks off
   */
  public void start(int[] accelerators, long checkpointNanos, long restartNanos) {
    if (running) {
      throw new IllegalStateException("job " + job + " is running already");
    }
    if (stretch > 0 && accelerators.length != ranks) {
      throw new IllegalArgumentException(
          "job " + job + " goes on with " + accelerators.length + " ranks of " + ranks);
    }
    running = true;
    stretch++;
    ranks = accelerators.length;
    if (noise != StragglerNoise.NONE && drawnNanos.length == 0) {
      books.drawFor(ranks);
      drawnNanos = new long[ranks];
    }
    exchanges.clear();
    for (Exchange exchange : program.exchanges()) {
      exchanges.add(
          new FabricExchange(
              job, simulation, network, collectives, exchange, accelerators, this::exchangeDone));
    }
    if (checkpointNanos + restartNanos > 0) {
      comingBack.begin(checkpointNanos, restartNanos);
    } else {
      beginStep();
    }
  }

  /** {@link #stop(boolean)} with its whole steps kept. */
  public void stop() {
    stop(true);
  }

  /**
   * Takes it off its accelerators; what was done of the running step is lost.
   *
   * @param saved whether its whole steps are kept, else those after the last checkpoint are lost
   */
  public void stop(boolean saved) {
    if (!running) {
      throw new IllegalStateException("job " + job + " is not running");
    }
    running = false;
    exchangeTimer.cancel();
    computeTimer.cancel();
    writeTimer.cancel();
    exchanges.forEach(FabricExchange::cancel);
    if (!comingBack.breakOff()) {
      breakStep();
    }
    if (saved) {
      books.save();
    } else {
      books.lose();
    }
  }

  private void breakStep() {
    long now = simulation.nowNanos();
    Arrays.fill(stepNanos, 0);
    stepNanos[LOST] = now - stepStart;
    books.add(TimeClass.LOST_WORK_AND_RESTART, stepNanos[LOST]);
    if (now > stepStart) {
      listener.stepDone(job, books.step(), stepStart, now, stepNanos);
    }
  }

  private void beginStep() {
    stepStart = simulation.nowNanos();
    Arrays.fill(stepNanos, 0);
    long mine = stretch;
    input.await(job, books.step(), () -> compute(mine));
  }

  private void compute(long ofStretch) {
    if (!running || ofStretch != stretch) {
      return;
    }
    computeStart = simulation.nowNanos();
    slowestNanos = drawNoise();
    long busy = program.computeNanos() + program.collectiveNanos() + program.bubbleNanos();
    computing = true;
    exchangesLeft = exchanges.size();
    computeTimer.after(busy + slowestNanos);
    if (exchangesLeft > 0) {
      exchangeTimer.after(busy + slowestNanos - program.hiddenNanos());
    }
  }

  private long drawNoise() {
    long slowest = 0;
    for (int rank = 0; rank < drawnNanos.length; rank++) {
      drawnNanos[rank] = noise.nextNanos();
      slowest = Math.max(slowest, drawnNanos[rank] - input.lagNanos(rank));
    }
    return slowest;
  }

  private void beginExchanges() {
    for (FabricExchange exchange : exchanges) {
      exchange.start();
    }
  }

  private void exchangeDone() {
    exchangesLeft--;
    endOfBoth();
  }

  private void endComputation() {
    computing = false;
    computeEnd = simulation.nowNanos();
    endOfBoth();
  }

  private void endOfBoth() {
    if (!computing && exchangesLeft == 0) {
      long exchanged = simulation.nowNanos();
      long mine = stretch;
      checkpoint.await(job, books.step(), () -> write(mine, exchanged));
    }
  }

  private void write(long ofStretch, long exchanged) {
    if (!running || ofStretch != stretch) {
      return;
    }
    exchangedNanos = exchanged;
    long unsaved = books.unsavedNanos() + exchanged - stepStart;
    saves = intervalNanos > 0 && unsaved >= intervalNanos && books.step() + 1 < steps;
    if (saves && writeNanos > 0) {
      writeTimer.after(writeNanos);
    } else {
      endStep();
    }
  }

  private void endStep() {
    long now = simulation.nowNanos();
    stepNanos[DATA] = computeStart - stepStart;
    stepNanos[COMPUTE] = program.computeNanos() + slowestNanos;
    stepNanos[BUBBLE] = program.bubbleNanos();
    stepNanos[EXPOSED] = program.collectiveNanos() + exchangedNanos - computeEnd;
    stepNanos[CHECKPOINT] = now - exchangedNanos;
    long sum = 0;
    for (int index = 0; index < CLASSES; index++) {
      sum += stepNanos[index];
    }
    if (sum != now - stepStart) {
      throw new IllegalStateException(
          "step "
              + books.step()
              + " of job "
              + job
              + " took "
              + (now - stepStart)
              + " ns, its parts "
              + sum);
    }
    listener.stepDone(job, books.step(), stepStart, now, stepNanos);
    books.addStep(stepNanos, drawnNanos);
    if (saves) {
      books.save();
    }
    if (books.step() < steps) {
      beginStep();
    } else {
      running = false;
      done.accept(job);
    }
  }

  /** Whole steps done so far. */
  public long stepsDone() {
    return books.step();
  }

  /** Ranks of the job; 0 before its first start. */
  public int ranks() {
    return ranks;
  }

  /** What the time of a rank went to, over all stretches; sums to the time it was running. */
  public long rankNanos(int rank, TimeClass timeClass) {
    return books.rankNanos(rank, timeClass);
  }

  /** How much of the lost time it was coming back. */
  public long restartedNanos() {
    return comingBack.restartedNanos();
  }

  /** The number it was made with. */
  public int job() {
    return job;
  }
}
