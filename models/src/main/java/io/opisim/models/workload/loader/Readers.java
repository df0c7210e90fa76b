package io.opisim.models.workload.loader;

import io.opisim.models.storage.KeyedStorage;
import io.opisim.models.storage.StorageService;
import io.opisim.simcore.sharing.CompletionHandler;
import java.util.Arrays;

/**
 * The loader workers of all ranks: who reads which batch, what is held, what became of the bytes.
 *
 * <p>Hot path: arrays by worker; the workers of a rank have neighbouring numbers.
 */
final class Readers implements CompletionHandler {
  /** Whom the workers work for. */
  interface Ranks {
    /** The batch that the rank takes next may be ready. */
    void batchRead(int rank);

    /** After the end of an epoch, the last read that was under way is done. */
    void drained();
  }

  private static final byte IDLE = 0;
  private static final byte ASKING = 1;
  private static final byte WAITING = 2;
  private static final byte ANSWERED = 3;

  private final StorageService storage;

  /** Null if the storage knows no objects. */
  private final KeyedStorage keyed;

  private final TrainerPlan plan;
  private final RecordSizes sizes;
  private final Ranks ranks;
  private final int readers;
  private final int ahead;
  private final boolean overlap;
  private final boolean together;
  private final int readsEach;

  private final byte[] state;
  private final int[] readsLeft;
  private final int[] batchesBegun;
  private final int[] batchesRead;
  private final long[] heldBytes;
  private final long[] partBytes;
  private final long[] askedBytes;
  private final int[] taken;
  private final boolean[] asked;

  private boolean epochOver;
  private int readsUnderWay;
  private long readBytes;
  private long deliveredBytes;
  private long droppedBytes;

  Readers(StorageService storage, TrainerPlan plan, RecordSizes sizes, Ranks ranks) {
    this.storage = storage;
    keyed = storage instanceof KeyedStorage known ? known : null;
    this.plan = plan;
    this.sizes = sizes;
    this.ranks = ranks;
    LoaderWorkers loader = plan.loader();
    readers = loader.readers();
    ahead = loader.batchesEach();
    overlap = loader.overlap();
    together = loader.together() && readers > 1;
    readsEach = together ? plan.readsPerBatch() / readers : plan.readsPerBatch();
    if (together && readsEach * readers != plan.readsPerBatch()) {
      throw new IllegalArgumentException(
          readers + " workers cannot share " + plan.readsPerBatch() + " reads of a batch evenly");
    }
    long wanted = (long) plan.ranks() * plan.batchesPerEpoch() * plan.readsPerBatch();
    if (wanted > sizes.files() && sizes.files() != Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "an epoch reads " + wanted + " files, the data set has " + sizes.files());
    }
    int workers = plan.ranks() * readers;
    state = new byte[workers];
    readsLeft = new int[workers];
    batchesBegun = new int[workers];
    batchesRead = new int[workers];
    heldBytes = new long[workers * ahead];
    partBytes = new long[workers];
    askedBytes = new long[workers];
    taken = new int[plan.ranks()];
    asked = new boolean[plan.ranks()];
  }

  /** All workers begin the epoch's first batches, one of each rank before a second of any. */
  void beginEpoch(int epoch) {
    sizes.shuffle(epoch);
    epochOver = false;
    Arrays.fill(batchesBegun, 0);
    Arrays.fill(batchesRead, 0);
    Arrays.fill(taken, 0);
    Arrays.fill(asked, true);
    for (int reader = 0; reader < readers; reader++) {
      for (int rank = 0; rank < plan.ranks(); rank++) {
        wake(rank * readers + reader);
      }
    }
  }

  /** Batches of this epoch that the rank has taken. */
  int taken(int rank) {
    return taken[rank];
  }

  /** Whether the rank's next batch is read. */
  boolean isReady(int rank) {
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

  /** The rank waits; without overlap that is when its reading begins. */
  void ask(int rank) {
    if (!overlap) {
      asked[rank] = true;
      wake(rank);
    }
  }

  /** The rank takes its next batch, which is ready; whoever read it may read on. */
  void take(int rank) {
    int step = taken[rank]++;
    int first = rank * readers + (together ? 0 : step % readers);
    int last = together ? first + readers - 1 : first;
    int slot = (together ? step : step / readers) % ahead;
    for (int worker = first; worker <= last; worker++) {
      deliveredBytes += heldBytes[worker * ahead + slot];
    }
    for (int worker = first; overlap && worker <= last; worker++) {
      wake(worker);
    }
  }

  /** No rank takes a batch any more; {@link Ranks#drained} follows at once or later. */
  void endEpoch() {
    epochOver = true;
    for (int worker = 0; worker < state.length; worker++) {
      dropHeld(worker);
    }
    if (readsUnderWay == 0) {
      ranks.drained();
    }
  }

  int readsUnderWay() {
    return readsUnderWay;
  }

  ReadBooks books() {
    return new ReadBooks(readBytes, deliveredBytes, droppedBytes);
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
      askedBytes[worker] = bytes;
      partBytes[worker] += bytes;
      state[worker] = ASKING;
      readsUnderWay++;
      int client = rank / plan.ranksPerClient();
      int stream = worker - client * plan.ranksPerClient() * readers;
      if (keyed == null) {
        storage.read(client, stream, bytes, this, worker);
      } else {
        long object = sizes.objectAt(place(worker, rank));
        keyed.readObject(client, stream, object, bytes, this, worker);
      }
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
    arrived(worker, rank, askedBytes[worker]);
    if (epochOver) {
      drop(worker);
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
      ranks.batchRead(rank);
    }
  }

  private boolean beginBatch(int worker, int rank) {
    int batch = batch(worker, rank, batchesBegun[worker]);
    int limit = taken[rank] + (together ? ahead : readers * ahead);
    boolean mayBegin = overlap ? batch < limit : asked[rank];
    if (epochOver || batch >= plan.batchesPerEpoch() || !mayBegin) {
      return false;
    }
    asked[rank] = false;
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
    if (readsUnderWay == 0) {
      ranks.drained();
    }
  }
}
