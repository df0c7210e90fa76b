package io.opisim.models.storage.backend;

import io.opisim.models.offload.OperationNeeds;
import io.opisim.models.offload.SharedResources;
import io.opisim.models.storage.OperationShape;
import io.opisim.models.storage.StorageStage;

/**
 * An object store.
 *
 * <p>Models: requests and bytes per second as a whole, one request for each range of the client, a
 * latency of each request that ranges side by side pay together, and one stream's own limit for
 * each range. Ignores: throttling answers, replication behind the front ends. Valid for: whole
 * objects. Source: the caller gives the figures.
 */
public final class ObjectStore implements StorageStage {
  private final String store;
  private final ServedRates rates;
  private final double rangeBytesPerSecond;
  private final int rangesInFlight;

  /**
   * A store.
   *
   * @param rangeBytesPerSecond most that one request streams
   * @param rangesInFlight of one object, as the client asks
   */
  public ObjectStore(
      String store,
      SystemSpec spec,
      double rangeBytesPerSecond,
      int rangesInFlight,
      SharedResources resources) {
    if (!(rangeBytesPerSecond > 0) || rangesInFlight < 1) {
      throw new IllegalArgumentException(
          store + " streams ranges, not " + rangesInFlight + " at " + rangeBytesPerSecond);
    }
    this.store = store;
    this.rangeBytesPerSecond = rangeBytesPerSecond;
    this.rangesInFlight = rangesInFlight;
    rates = new ServedRates(store, spec, resources);
  }

  @Override
  public String name() {
    return "object store " + store;
  }

  @Override
  public void needs(OperationShape shape, long above, long below, OperationNeeds needs) {
    rates.serve(shape, shape.commands(), above, needs);
    double ranges = Math.min(shape.commands(), rangesInFlight);
    needs.atLeast(above / (rangeBytesPerSecond * ranges));
  }
}
