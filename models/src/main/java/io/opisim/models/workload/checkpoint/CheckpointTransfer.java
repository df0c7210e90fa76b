package io.opisim.models.workload.checkpoint;

import io.opisim.models.storage.StorageService;
import io.opisim.simcore.sharing.CompletionHandler;
import io.opisim.simcore.sim.Simulation;

/**
 * One checkpoint carried out over a storage service: all ranks at once, done when the last one is.
 *
 * <p>Models: each rank as one stream of its host, its shard as one operation; what limits it is the
 * service's. Ignores: pieces of a shard, and the order in which one rank writes weights and
 * optimiser state. Valid for: any service; a rank with nothing to write does not take part. Source:
 * MLPerf Storage's rules, which take the slowest rank.
 */
public final class CheckpointTransfer {
  private final Simulation simulation;
  private final StorageService storage;
  private final CheckpointShards contents;
  private final int ranksPerHost;
  private final int firstStream;
  private CompletionHandler done;
  private int subject;
  private int underWay;
  private long startedNanos;
  private long lastNanos;

  /**
   * A transfer that has not begun.
   *
   * @param simulation whose clock is read
   * @param storage where the bytes go
   * @param contents bytes of every rank
   * @param ranksPerHost ranks that share a client, one host filled after another
   */
  public CheckpointTransfer(
      Simulation simulation, StorageService storage, CheckpointShards contents, int ranksPerHost) {
    this(simulation, storage, contents, ranksPerHost, 0);
  }

  /**
   * A transfer that has not begun.
   *
   * @param simulation whose clock is read
   * @param storage where the bytes go
   * @param contents bytes of every rank
   * @param ranksPerHost ranks that share a client, one host filled after another
   * @param firstStream of a client; those below are of others
   */
  public CheckpointTransfer(
      Simulation simulation,
      StorageService storage,
      CheckpointShards contents,
      int ranksPerHost,
      int firstStream) {
    if (ranksPerHost < 1) {
      throw new IllegalArgumentException(ranksPerHost + " ranks on a host");
    }
    this.simulation = simulation;
    this.storage = storage;
    this.contents = contents;
    this.ranksPerHost = ranksPerHost;
    this.firstStream = firstStream;
  }

  /** Begins to write; {@code whenDone} is called with {@code number} when the last rank is done. */
  public void save(CompletionHandler whenDone, int number) {
    begin(true, whenDone, number);
  }

  /** Begins to read all of it back. */
  public void load(CompletionHandler whenDone, int number) {
    begin(false, whenDone, number);
  }

  /** Bytes of one checkpoint. */
  public long bytes() {
    return contents.writtenBytes();
  }

  private void begin(boolean save, CompletionHandler whenDone, int number) {
    if (underWay > 0) {
      throw new IllegalStateException("a checkpoint is under way with " + underWay + " ranks");
    }
    done = whenDone;
    subject = number;
    startedNanos = simulation.nowNanos();
    // The count is complete before the first call: a service may answer at once.
    for (int rank = 0; rank < contents.ranks(); rank++) {
      underWay += contents.bytes(rank) > 0 ? 1 : 0;
    }
    for (int rank = 0; rank < contents.ranks(); rank++) {
      long bytes = contents.bytes(rank);
      int host = rank / ranksPerHost;
      int stream = firstStream + rank % ranksPerHost;
      if (bytes > 0 && save) {
        storage.write(host, stream, bytes, this::finished, rank);
      } else if (bytes > 0) {
        storage.read(host, stream, bytes, this::finished, rank);
      }
    }
  }

  private void finished(int rank) {
    lastNanos = simulation.nowNanos() - startedNanos;
    if (--underWay == 0) {
      done.completed(subject);
    }
  }

  /** How long the last one took, begin to last rank. */
  public long durationNanos() {
    if (underWay > 0) {
      throw new IllegalStateException("a checkpoint is under way with " + underWay + " ranks");
    }
    return lastNanos;
  }
}
