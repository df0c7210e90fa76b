package io.opisim.models.workload.loader;

import io.opisim.models.storage.StorageService;
import io.opisim.models.workload.TimeClass;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import io.opisim.simcore.sim.Timer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The training program of MLPerf Storage: ranks that take batches from loader workers and wait in
 * place of computing.
 *
 * <p>Models: per epoch, each rank's workers read its share of the shuffled data set, a batch per
 * worker at a time and its records one after another (or all workers their parts of one batch, see
 * {@link LoaderWorkers}); batches are taken in order. A rank waits for its batch, computes, waits
 * for all ranks if there is a barrier, and goes on. With D(i, k) the time at which batch k of rank
 * i is read, {@code start(i, k) = max(free(i, k−1), D(i, k))}, {@code end(i, k) = start(i, k) +
 * compute}, and {@code free(i, k)} is {@code end(i, k)}, or the latest end of all ranks, plus the
 * overhead. A worker starts no batch further than {@link LoaderWorkers#batchesEach} ahead of the
 * rank. An epoch begins with empty workers.
 *
 * <p>Between two steps all ranks may stand still for a checkpoint ({@link BetweenSteps}), while
 * workers read on; DLIO's blocks end before one, so that its time is not in {@code au}.
 *
 * <p>Ignores: decoding and copies, start of worker processes, evaluation. Valid for: the closed
 * loop of loader and storage; ranks of equal speed but for the law of their steps. Source:
 * dlio_benchmark, {@code main.py}, {@code data_loader/torch_data_loader.py}, {@code
 * utils/statscounter.py}; PyTorch's {@code DataLoader}, which hands batch k to worker k mod R.
 *
 * <p>Hot path: arrays, one event per step with a barrier, one per rank and step without.
 */
public final class EmulatedTrainer {
  private static final int PRIORITY = 100;

  private final Simulation simulation;
  private final TrainerPlan plan;
  private final StepTimes times;
  private final Readers readers;

  private final long overheadNanos;
  private final boolean[] waits;
  private final long[] freeNanos;
  private final long[] endNanos;
  private final long[] firstStepNanos;
  private final long[] firstLoadNanos;
  private final long[] stallNanos;
  private final long[] barrierNanos;
  private final long[] allStallNanos;
  private final long[] allComputeNanos;
  private final long[] allBarrierNanos;
  private final long[] allIdleNanos;
  private final Timer[] stepEnds;
  private final Timer barrier;

  private int epoch;
  private long epochBeganNanos;
  private int computing;
  private long latestEndNanos;
  private int ranksDone;
  private final List<EpochResult> results = new ArrayList<>();
  private long totalNanos;
  private long epochEndNanos = -1;
  private Runnable whenDone = () -> {};
  private BetweenSteps betweenSteps = BetweenSteps.NOTHING;
  private long pauseBeganNanos;
  private long pauseNanos;
  private long allPauseNanos;

  /**
   * A trainer that has not begun.
   *
   * @param times compute time of each step
   * @throws IllegalArgumentException if the data set has fewer files than an epoch reads
   */
  public EmulatedTrainer(
      Simulation simulation,
      StorageService storage,
      TrainerPlan plan,
      RecordSizes sizes,
      StepTimes times) {
    this.simulation = simulation;
    this.plan = plan;
    this.times = times;
    readers = new Readers(storage, plan, sizes, new Reactions());
    overheadNanos = SimulatedTime.nanosFromSeconds(plan.overheadSeconds());
    int ranks = plan.ranks();
    waits = new boolean[ranks];
    freeNanos = new long[ranks];
    endNanos = new long[ranks];
    firstStepNanos = new long[ranks];
    firstLoadNanos = new long[ranks];
    stallNanos = new long[ranks];
    barrierNanos = new long[ranks];
    allStallNanos = new long[ranks];
    allComputeNanos = new long[ranks];
    allBarrierNanos = new long[ranks];
    allIdleNanos = new long[ranks];
    stepEnds = new Timer[plan.barrier() ? 0 : ranks];
    for (int rank = 0; rank < stepEnds.length; rank++) {
      stepEnds[rank] = simulation.timer(PRIORITY, this::free, rank);
    }
    barrier = simulation.timer(PRIORITY, unused -> freeAll(), 0);
  }

  /** Runs a trainer to its end in a simulation of its own that holds nothing else. */
  public static TrainerResult run(
      Simulation simulation,
      StorageService storage,
      TrainerPlan plan,
      RecordSizes sizes,
      StepTimes times) {
    EmulatedTrainer trainer = new EmulatedTrainer(simulation, storage, plan, sizes, times);
    trainer.start();
    simulation.run();
    return trainer.result();
  }

  /** Begins the first epoch now. */
  public void start() {
    beginEpoch();
  }

  /** Has somebody told when all epochs are over and no read is under way any more. */
  public void whenDone(Runnable told) {
    whenDone = told;
  }

  /**
   * Has all ranks stand still for something between steps.
   *
   * @throws IllegalArgumentException if ranks have no barrier at which all have done a step
   */
  public void pauseFor(BetweenSteps what) {
    if (!plan.barrier()) {
      throw new IllegalArgumentException("ranks without a barrier never stand still together");
    }
    betweenSteps = what;
  }

  /**
   * What a rank's time went to since the start, until it is done: {@code COMPUTE}, {@code
   * DATA_STALL} for batches, {@code STRAGGLER_WAIT} at the barrier, {@code CHECKPOINT_STALL} for
   * what all stand still for, {@code IDLE} for the overhead after steps, for other ranks at the end
   * of an epoch and for reads that outlast it.
   */
  public long rankNanos(int rank, TimeClass one) {
    return switch (one) {
      case COMPUTE -> allComputeNanos[rank];
      case DATA_STALL -> allStallNanos[rank];
      case STRAGGLER_WAIT -> allBarrierNanos[rank];
      case CHECKPOINT_STALL -> allPauseNanos;
      case IDLE -> allIdleNanos[rank];
      default -> 0;
    };
  }

  /** Whether all epochs are over. */
  public boolean isDone() {
    return epoch == plan.epochs();
  }

  /**
   * What came out.
   *
   * @throws IllegalStateException if it is not done: then the storage owes it reads
   */
  public TrainerResult result() {
    if (!isDone()) {
      throw new IllegalStateException(
          "the trainer stands in epoch "
              + epoch
              + " at "
              + simulation.nowNanos()
              + " ns with "
              + readers.readsUnderWay()
              + " reads under way and "
              + ranksDone
              + " of "
              + plan.ranks()
              + " ranks done");
    }
    double compute = plan.computeSeconds() * plan.stepsPerEpoch() * plan.epochs();
    List<Double> stalls = new ArrayList<>();
    for (long nanos : allStallNanos) {
      stalls.add(SimulatedTime.secondsFromNanos(nanos));
    }
    return new TrainerResult(
        results, compute / SimulatedTime.secondsFromNanos(totalNanos), stalls, readers.books());
  }

  private void beginEpoch() {
    epochBeganNanos = simulation.nowNanos();
    if (epochEndNanos >= 0) {
      idle(epochBeganNanos - epochEndNanos);
    }
    ranksDone = 0;
    pauseNanos = 0;
    Arrays.fill(waits, true);
    Arrays.fill(freeNanos, epochBeganNanos);
    Arrays.fill(stallNanos, 0);
    Arrays.fill(barrierNanos, 0);
    readers.beginEpoch(epoch);
  }

  private void compute(int rank) {
    long now = simulation.nowNanos();
    int step = readers.taken(rank);
    waits[rank] = false;
    long waited = now - freeNanos[rank];
    long end = now + times.computeNanos(epoch, rank, step);
    allStallNanos[rank] += waited;
    allComputeNanos[rank] += end - now;
    allIdleNanos[rank] += overheadNanos;
    if (step == 0) {
      firstLoadNanos[rank] = waited;
      firstStepNanos[rank] = end - freeNanos[rank];
    } else {
      stallNanos[rank] += waited;
    }
    endNanos[rank] = end;
    if (plan.barrier()) {
      latestEndNanos = computing == 0 ? end : Math.max(latestEndNanos, end);
      computing++;
      if (computing == plan.ranks()) {
        barrier.at(latestEndNanos + overheadNanos);
      }
    } else {
      stepEnds[rank].at(end + overheadNanos);
    }
    readers.take(rank);
  }

  private void freeAll() {
    computing = 0;
    for (int rank = 0; rank < plan.ranks(); rank++) {
      barrierNanos[rank] += latestEndNanos - endNanos[rank];
      allBarrierNanos[rank] += latestEndNanos - endNanos[rank];
    }
    pauseBeganNanos = simulation.nowNanos();
    long steps = (long) epoch * plan.stepsPerEpoch() + readers.taken(0);
    if (!betweenSteps.after(steps, this::goOn)) {
      goOn();
    }
  }

  private void goOn() {
    long pause = simulation.nowNanos() - pauseBeganNanos;
    pauseNanos += pause;
    allPauseNanos += pause;
    for (int rank = 0; rank < plan.ranks(); rank++) {
      free(rank);
    }
  }

  /** The rank has done a step and asks for the next batch. */
  private void free(int rank) {
    freeNanos[rank] = simulation.nowNanos();
    if (readers.taken(rank) == plan.stepsPerEpoch()) {
      ranksDone++;
      if (ranksDone == plan.ranks()) {
        closeEpoch();
      }
      return;
    }
    waits[rank] = true;
    if (readers.isReady(rank)) {
      compute(rank);
    } else {
      readers.ask(rank);
    }
  }

  private void closeEpoch() {
    epochEndNanos = simulation.nowNanos();
    for (int rank = 0; rank < allIdleNanos.length; rank++) {
      allIdleNanos[rank] += epochEndNanos - freeNanos[rank];
    }
    long nanos = epochEndNanos - epochBeganNanos;
    totalNanos += nanos;
    results.add(epochResult(nanos));
    readers.endEpoch();
  }

  private void drainAfterTheLast() {
    idle(simulation.nowNanos() - epochEndNanos);
    pauseBeganNanos = simulation.nowNanos();
    betweenSteps.whenOver(
        () -> {
          allPauseNanos += simulation.nowNanos() - pauseBeganNanos;
          whenDone.run();
        });
  }

  private void idle(long nanos) {
    for (int rank = 0; rank < allIdleNanos.length; rank++) {
      allIdleNanos[rank] += nanos;
    }
  }

  private EpochResult epochResult(long nanos) {
    int ranks = plan.ranks();
    double compute = plan.computeSeconds() * (plan.stepsPerEpoch() - 1);
    double au = 0;
    double firstLoad = 0;
    double stall = 0;
    double atBarrier = 0;
    for (int rank = 0; rank < ranks; rank++) {
      long counted = nanos - firstStepNanos[rank] - pauseNanos;
      au += counted > 0 ? compute / SimulatedTime.secondsFromNanos(counted) : 0;
      firstLoad += SimulatedTime.secondsFromNanos(firstLoadNanos[rank]);
      stall += SimulatedTime.secondsFromNanos(stallNanos[rank]);
      atBarrier += SimulatedTime.secondsFromNanos(barrierNanos[rank]);
    }
    double seconds = SimulatedTime.secondsFromNanos(nanos);
    double samples = (double) ranks * plan.stepsPerEpoch() * plan.samplesPerBatch();
    return new EpochResult(
        seconds,
        samples / seconds,
        au / ranks,
        firstLoad / ranks,
        stall / ranks,
        atBarrier / ranks);
  }

  /** What the workers tell; apart from the trainer's own face. */
  private final class Reactions implements Readers.Ranks {
    @Override
    public void batchRead(int rank) {
      if (waits[rank] && readers.isReady(rank)) {
        compute(rank);
      }
    }

    @Override
    public void drained() {
      epoch++;
      if (isDone()) {
        drainAfterTheLast();
      } else {
        beginEpoch();
      }
    }
  }
}
