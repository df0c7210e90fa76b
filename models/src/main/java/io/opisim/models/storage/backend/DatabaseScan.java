package io.opisim.models.storage.backend;

import io.opisim.models.offload.Direction;
import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.SharedResources;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;

/**
 * A database that scans to answer.
 *
 * <p>Models: a query scans its result divided by the share of rows that match, at the rate of all
 * servers together; a latency of each query. Ignores: indices, joins, transactions, its buffer
 * cache. Valid for: full scans; writes are appended as they come. Source: definition.
 */
public final class DatabaseScan implements StorageStage {
  private final String database;
  private final double matchingShare;
  private final ServedRates rates;

  /**
   * A database.
   *
   * @param spec whose read rate is that of scanning
   * @param matchingShare of the bytes scanned that a query returns
   */
  public DatabaseScan(
      String database, SystemSpec spec, double matchingShare, SharedResources resources) {
    if (!(matchingShare > 0 && matchingShare <= 1)) {
      throw new IllegalArgumentException(
          "a query returns a share of what it scans, not " + matchingShare);
    }
    this.database = database;
    this.matchingShare = matchingShare;
    rates = new ServedRates(database, spec, resources);
  }

  @Override
  public String name() {
    return "database " + database;
  }

  @Override
  public long bytesBelow(Direction direction, long bytesAbove) {
    return direction == Direction.READ ? (long) Math.ceil(bytesAbove / matchingShare) : bytesAbove;
  }

  @Override
  public String sizeReason() {
    return "rows that do not match";
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    rates.serve(shape, 1, below, needs);
  }
}
