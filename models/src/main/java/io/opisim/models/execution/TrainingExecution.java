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
 * that is taken off its accelerators keeps its whole steps; the broken one is lost work. Ignores:
 * differences between ranks other than noise; the time to start up. Valid for: synchronous
 * training. Source: the step model of {@link io.opisim.models.workload.training.TransformerStep},
 * its gradient exchange on real links.
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
  private final List<FabricExchange> exchanges = new ArrayList<>();

  private final long[] sharedNanos = new long[CLASSES];
  private final long[] stepNanos = new long[CLASSES];
  private long[] extraNanos = {};
  private long[] drawnNanos = {};
  private int ranks;
  private long step;
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
  }

  /**
   * Starts, or goes on with the first step that is not done.
   *
   * @param accelerators endpoint of every rank, in rank order
   * @throws IllegalStateException if it is running, or dead links cut its ranks off
   */
  public void start(int[] accelerators) {
    if (running) {
      throw new IllegalStateException("job " + job + " is running already");
    }
    if (step > 0 && accelerators.length != ranks) {
      throw new IllegalArgumentException(
          "job " + job + " goes on with " + accelerators.length + " ranks of " + ranks);
    }
    running = true;
    stretch++;
    ranks = accelerators.length;
    if (noise != StragglerNoise.NONE && extraNanos.length == 0) {
      extraNanos = new long[ranks];
      drawnNanos = new long[ranks];
    }
    exchanges.clear();
    for (Exchange exchange : program.exchanges()) {
      exchanges.add(
          new FabricExchange(
              job, simulation, network, collectives, exchange, accelerators, this::exchangeDone));
    }
    beginStep();
  }

  /** Takes it off its accelerators; what was done of the running step is lost. */
  public void stop() {
    if (!running) {
      throw new IllegalStateException("job " + job + " is not running");
    }
    running = false;
    exchangeTimer.cancel();
    computeTimer.cancel();
    exchanges.forEach(FabricExchange::cancel);
    long now = simulation.nowNanos();
    Arrays.fill(stepNanos, 0);
    stepNanos[LOST] = now - stepStart;
    sharedNanos[LOST] += stepNanos[LOST];
    if (now > stepStart) {
      listener.stepDone(job, step, stepStart, now, stepNanos);
    }
  }

  private void beginStep() {
    stepStart = simulation.nowNanos();
    Arrays.fill(stepNanos, 0);
    long mine = stretch;
    input.await(job, step, () -> compute(mine));
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
      checkpoint.await(job, step, () -> endStep(mine, exchanged));
    }
  }

  private void endStep(long ofStretch, long exchanged) {
    if (!running || ofStretch != stretch) {
      return;
    }
    long now = simulation.nowNanos();
    for (int rank = 0; rank < drawnNanos.length; rank++) {
      extraNanos[rank] += drawnNanos[rank];
    }
    stepNanos[DATA] = computeStart - stepStart;
    stepNanos[COMPUTE] = program.computeNanos() + slowestNanos;
    stepNanos[BUBBLE] = program.bubbleNanos();
    stepNanos[EXPOSED] = program.collectiveNanos() + exchanged - computeEnd;
    stepNanos[CHECKPOINT] = now - exchanged;
    long sum = 0;
    for (int index = 0; index < CLASSES; index++) {
      sharedNanos[index] += stepNanos[index];
      sum += stepNanos[index];
    }
    if (sum != now - stepStart) {
      throw new IllegalStateException(
          "step "
              + step
              + " of job "
              + job
              + " took "
              + (now - stepStart)
              + " ns, its parts "
              + sum);
    }
    listener.stepDone(job, step, stepStart, now, stepNanos);
    step++;
    if (step < steps) {
      beginStep();
    } else {
      running = false;
      done.accept(job);
    }
  }

  /** Whole steps done so far. */
  public long stepsDone() {
    return step;
  }

  /** Ranks of the job; 0 before its first start. */
  public int ranks() {
    return ranks;
  }

  /** What the time of a rank went to, over all stretches; sums to the time it was running. */
  public long rankNanos(int rank, TimeClass timeClass) {
    long shared = sharedNanos[timeClass.ordinal()];
    if (extraNanos.length == 0) {
      return shared;
    }
    // The computation of the slowest rank of each step is in the shared sum.
    long waited = slowestSum() - extraNanos[rank];
    return switch (timeClass) {
      case COMPUTE -> shared - waited;
      case STRAGGLER_WAIT -> shared + waited;
      default -> shared;
    };
  }

  private long slowestSum() {
    return sharedNanos[COMPUTE] - step * program.computeNanos();
  }

  /** The number it was made with. */
  public int job() {
    return job;
  }
}
