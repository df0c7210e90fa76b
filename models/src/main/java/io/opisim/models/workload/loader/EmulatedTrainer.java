package io.opisim.models.workload.loader;

import io.opisim.models.storage.StorageService;
import io.opisim.simcore.sharing.CompletionHandler;
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
 * <p>Ignores: decoding and copies, start of worker processes, checkpoints, evaluation. Valid for:
 * the closed loop of loader and storage; ranks of equal speed but for the law of their steps.
 * Source: dlio_benchmark, {@code main.py}, {@code data_loader/torch_data_loader.py}, {@code
 * utils/statscounter.py}; PyTorch's {@code DataLoader}, which hands batch k to worker k mod R.
 *
 * <p>Hot path: arrays, one event per step with a barrier, one per rank and step without.
 */
public final class EmulatedTrainer implements CompletionHandler {
  private static final int PRIORITY = 100;

  /** What a worker's read is about. */
  private static final byte IDLE = 0;

  private static final byte ASKING = 1;
  private static final byte WAITING = 2;
  private static final byte ANSWERED = 3;

  private final Simulation simulation;
  private final StorageService storage;
  private final TrainerPlan plan;
  private final RecordSizes sizes;
  private final StepTimes times;

  private final int readers;
  private final int ahead;
  private final boolean overlap;
  private final boolean together;
  private final int readsEach;
  private final long overheadNanos;

  private final byte[] state;
  private final int[] readsLeft;
  private final int[] batchesBegun;
  private final int[] batchesRead;
  private final long[] heldBytes;
  private final long[] partBytes;

  private final int[] taken;
  private final boolean[] waits;
  private final long[] freeNanos;
  private final long[] endNanos;
  private final long[] firstStepNanos;
  private final long[] firstLoadNanos;
  private final long[] stallNanos;
  private final long[] barrierNanos;
  private final long[] allStallNanos;
  private final Timer[] stepEnds;
  private final Timer barrier;

  private int epoch;
  private long epochBeganNanos;
  private int computing;
  private long latestEndNanos;
  private int ranksDone;
  private int readsUnderWay;
  private boolean epochOver;
  private long readBytes;
  private long deliveredBytes;
  private long droppedBytes;
  private final List<EpochResult> results = new ArrayList<>();
  private long totalNanos;

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
    this.storage = storage;
    this.plan = plan;
    this.sizes = sizes;
    this.times = times;
    long wanted = (long) plan.ranks() * plan.batchesPerEpoch() * plan.readsPerBatch();
    if (sizes.files() != Integer.MAX_VALUE && wanted > sizes.files()) {
      throw new IllegalArgumentException(
          "an epoch reads " + wanted + " files, the data set has " + sizes.files());
    }
    readers = plan.loader().readers();
    ahead = plan.loader().batchesEach();
    overlap = plan.loader().overlap();
    together = plan.loader().together() && readers > 1;
    readsEach = together ? plan.readsPerBatch() / readers : plan.readsPerBatch();
    if (together && readsEach * readers != plan.readsPerBatch()) {
      throw new IllegalArgumentException(
          readers + " workers cannot share " + plan.readsPerBatch() + " reads of a batch evenly");
    }
    overheadNanos = SimulatedTime.nanosFromSeconds(plan.overheadSeconds());
    int ranks = plan.ranks();
    int workers = ranks * readers;
    state = new byte[workers];
    readsLeft = new int[workers];
    batchesBegun = new int[workers];
    batchesRead = new int[workers];
    heldBytes = new long[workers * ahead];
    partBytes = new long[workers];
    taken = new int[ranks];
    waits = new boolean[ranks];
    freeNanos = new long[ranks];
    endNanos = new long[ranks];
    firstStepNanos = new long[ranks];
    firstLoadNanos = new long[ranks];
    stallNanos = new long[ranks];
    barrierNanos = new long[ranks];
    allStallNanos = new long[ranks];
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
              + readsUnderWay
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
        results,
        compute / SimulatedTime.secondsFromNanos(totalNanos),
        stalls,
        new ReadBooks(readBytes, deliveredBytes, droppedBytes));
  }

  private void beginEpoch() {
    sizes.shuffle(epoch);
    epochBeganNanos = simulation.nowNanos();
    epochOver = false;
    ranksDone = 0;
    Arrays.fill(batchesBegun, 0);
    Arrays.fill(batchesRead, 0);
    Arrays.fill(taken, 0);
    Arrays.fill(waits, true);
    Arrays.fill(freeNanos, epochBeganNanos);
    Arrays.fill(stallNanos, 0);
    Arrays.fill(barrierNanos, 0);
    // Worker by worker before rank by rank, as ranks begin at the same time.
    for (int reader = 0; reader < readers; reader++) {
      for (int rank = 0; rank < plan.ranks(); rank++) {
        wake(rank * readers + reader);
      }
    }
  }

  private void wake(int worker) {
    if (state[worker] == IDLE) {
      proceed(worker);
    }
  }

  /** Lets a worker read until it has to wait for the storage or for its rank. */
  private void proceed(int worker) {
    int rank = worker / readers;
    while (true) {
      if (readsLeft[worker] == 0 && !beginBatch(worker, rank)) {
        state[worker] = IDLE;
        return;
      }
      long bytes = sizes.bytesAt(place(worker, rank));
      partBytes[worker] += bytes;
      state[worker] = ASKING;
      readsUnderWay++;
      int client = rank / plan.ranksPerClient();
      int stream = (rank - client * plan.ranksPerClient()) * readers + worker - rank * readers;
      storage.read(client, stream, bytes, this, worker);
      if (state[worker] == ASKING) {
        state[worker] = WAITING;
        return;
      }
      arrived(worker, rank, bytes);
    }
  }

  /** A storage that takes no time answers while it is being asked. */
  @Override
  public void completed(int worker) {
    if (state[worker] == ASKING) {
      state[worker] = ANSWERED;
      return;
    }
    int rank = worker / readers;
    arrived(worker, rank, sizes.bytesAt(place(worker, rank)));
    if (epochOver) {
      drop(worker);
      endIfDrained();
    } else {
      proceed(worker);
    }
  }

  private void arrived(int worker, int rank, long bytes) {
    readsUnderWay--;
    readBytes += bytes;
    readsLeft[worker]--;
    if (readsLeft[worker] == 0 && !epochOver) {
      heldBytes[worker * ahead + batchesRead[worker] % ahead] = partBytes[worker];
      partBytes[worker] = 0;
      batchesRead[worker]++;
      if (waits[rank] && isReady(rank)) {
        compute(rank);
      }
    }
  }

  private boolean beginBatch(int worker, int rank) {
    int batch = batch(worker, rank, batchesBegun[worker]);
    int limit = taken[rank] + (together ? ahead : readers * ahead);
    boolean mayBegin = overlap ? batch < limit : waits[rank] && batch == taken[rank];
    if (epochOver || batch >= plan.batchesPerEpoch() || !mayBegin) {
      return false;
    }
    batchesBegun[worker]++;
    readsLeft[worker] = readsEach;
    return true;
  }

  /** Which batch of its rank a worker's i-th is. */
  private int batch(int worker, int rank, int i) {
    return together ? i : i * readers + worker - rank * readers;
  }

  /** Where the read under way lies in the epoch's order of files. */
  private int place(int worker, int rank) {
    int batch = batch(worker, rank, batchesBegun[worker] - 1);
    int part = together ? (worker - rank * readers) * readsEach : 0;
    int read = part + readsEach - readsLeft[worker];
    return (rank * plan.batchesPerEpoch() + batch) * plan.readsPerBatch() + read;
  }

  private boolean isReady(int rank) {
    if (together) {
      for (int worker = rank * readers; worker < (rank + 1) * readers; worker++) {
        if (batchesRead[worker] <= taken[rank]) {
          return false;
        }
      }
      return true;
    }
    return batchesRead[rank * readers + taken[rank] % readers] > taken[rank] / readers;
  }

  private void compute(int rank) {
    long now = simulation.nowNanos();
    int step = taken[rank];
    int first = rank * readers + (together ? 0 : step % readers);
    int last = together ? first + readers - 1 : first;
    int slot = (together ? step : step / readers) % ahead;
    for (int worker = first; worker <= last; worker++) {
      deliveredBytes += heldBytes[worker * ahead + slot];
    }
    waits[rank] = false;
    taken[rank] = step + 1;
    long waited = now - freeNanos[rank];
    long end = now + times.computeNanos(epoch, rank, step);
    allStallNanos[rank] += waited;
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
    for (int worker = first; overlap && worker <= last; worker++) {
      wake(worker);
    }
  }

  private void freeAll() {
    computing = 0;
    for (int rank = 0; rank < plan.ranks(); rank++) {
      barrierNanos[rank] += latestEndNanos - endNanos[rank];
    }
    for (int rank = 0; rank < plan.ranks(); rank++) {
      free(rank);
    }
  }

  /** The rank has done a step and asks for the next batch. */
  private void free(int rank) {
    freeNanos[rank] = simulation.nowNanos();
    if (taken[rank] == plan.stepsPerEpoch()) {
      ranksDone++;
      if (ranksDone == plan.ranks()) {
        closeEpoch();
      }
      return;
    }
    waits[rank] = true;
    if (isReady(rank)) {
      compute(rank);
    } else if (!overlap) {
      wake(rank);
    }
  }

  private void closeEpoch() {
    long nanos = simulation.nowNanos() - epochBeganNanos;
    totalNanos += nanos;
    results.add(epochResult(nanos));
    epochOver = true;
    for (int worker = 0; worker < state.length; worker++) {
      dropHeld(worker);
    }
    endIfDrained();
  }

  private EpochResult epochResult(long nanos) {
    int ranks = plan.ranks();
    double compute = plan.computeSeconds() * (plan.stepsPerEpoch() - 1);
    double au = 0;
    double firstLoad = 0;
    double stall = 0;
    double atBarrier = 0;
    for (int rank = 0; rank < ranks; rank++) {
      long counted = nanos - firstStepNanos[rank];
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

  /** Batches read in full that no rank takes any more. */
  private void dropHeld(int worker) {
    int rank = worker / readers;
    for (int i = 0; i < batchesRead[worker]; i++) {
      if (batch(worker, rank, i) >= taken[rank]) {
        droppedBytes += heldBytes[worker * ahead + i % ahead];
      }
    }
    batchesRead[worker] = 0;
  }

  /** The epoch ended while the worker read: the batch is dropped as far as it has come. */
  private void drop(int worker) {
    droppedBytes += partBytes[worker];
    partBytes[worker] = 0;
    readsLeft[worker] = 0;
    state[worker] = IDLE;
  }

  private void endIfDrained() {
    if (readsUnderWay > 0) {
      return;
    }
    epoch++;
    if (!isDone()) {
      beginEpoch();
    }
  }
}
