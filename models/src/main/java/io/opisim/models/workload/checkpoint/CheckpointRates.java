package io.opisim.models.workload.checkpoint;

/**
 * How fast checkpoint data moves one way, write or read, in closed form.
 *
 * <p>Models: a limit of each rank (its client: serialising, copying, one connection), of each host
 * (its NICs or drives) and of the storage; the slowest of rank, host and storage sets the time.
 * Ignores: latency and metadata, a share that one rank leaves to another while both are under way.
 * Valid for: gigabytes a rank; ranks that fill one host after another. Source: duration is the
 * maximum over ranks in MLPerf Storage's rules.
 *
 * @param rankBytesPerSecond of one rank, infinite without a limit
 * @param hostBytesPerSecond of one host, infinite without a limit
 * @param storageBytesPerSecond of all, infinite without a limit
 */
public record CheckpointRates(
    double rankBytesPerSecond, double hostBytesPerSecond, double storageBytesPerSecond) {
  /** Checks that the rates are positive. */
  public CheckpointRates {
    if (!(rankBytesPerSecond > 0 && hostBytesPerSecond > 0 && storageBytesPerSecond > 0)) {
      throw new IllegalArgumentException(
          "rates must be positive, not "
              + rankBytesPerSecond
              + " B/s a rank, "
              + hostBytesPerSecond
              + " B/s a host, "
              + storageBytesPerSecond
              + " B/s of the storage");
    }
  }

  /** What limits a transfer. */
  public enum Limit {
    /** The rank with the most. */
    RANK,
    /** The host with the most. */
    HOST,
    /** The storage. */
    STORAGE
  }

  /** The least rates with which the transfer would take so long: a bound on each that was seen. */
  public static CheckpointRates seen(
      CheckpointContents contents, int ranksPerHost, double seconds) {
    return new CheckpointRates(
        contents.mostBytesOfRank() / seconds,
        contents.mostBytesOfHost(ranksPerHost) / seconds,
        contents.writtenBytes() / seconds);
  }

  /** The larger of both, rate by rate: what is known when both were seen. */
  public CheckpointRates orMore(CheckpointRates other) {
    return new CheckpointRates(
        StrictMath.max(rankBytesPerSecond, other.rankBytesPerSecond),
        StrictMath.max(hostBytesPerSecond, other.hostBytesPerSecond),
        StrictMath.max(storageBytesPerSecond, other.storageBytesPerSecond));
  }

  /** The rates multiplied. */
  public CheckpointRates times(double factor) {
    return new CheckpointRates(
        rankBytesPerSecond * factor, hostBytesPerSecond * factor, storageBytesPerSecond * factor);
  }

  /** Seconds until the last rank is done. */
  public double seconds(CheckpointContents contents, int ranksPerHost) {
    return seconds(contents, ranksPerHost, limit(contents, ranksPerHost));
  }

  /** What sets that time. */
  public Limit limit(CheckpointContents contents, int ranksPerHost) {
    Limit slowest = Limit.RANK;
    for (Limit limit : Limit.values()) {
      if (seconds(contents, ranksPerHost, limit) > seconds(contents, ranksPerHost, slowest)) {
        slowest = limit;
      }
    }
    return slowest;
  }

  /** Seconds that one limit alone would ask for. */
  public double seconds(CheckpointContents contents, int ranksPerHost, Limit limit) {
    return switch (limit) {
      case RANK -> contents.mostBytesOfRank() / rankBytesPerSecond;
      case HOST -> contents.mostBytesOfHost(ranksPerHost) / hostBytesPerSecond;
      case STORAGE -> contents.writtenBytes() / storageBytesPerSecond;
    };
  }
}
