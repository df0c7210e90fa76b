package io.opisim.models.offload;

/**
 * A service at a place compared with the same service on the host, in closed form.
 *
 * <p>Models: throughput and latency as {@link ServiceTime}; host cores freed = rate x what the
 * service takes there; power of the DPU on a straight line by its busiest part. Ignores: everything
 * else that runs in both places. Valid for: choosing what to simulate. Source: model form of the
 * roofline.
 */
public final class OffloadEstimate {
  private OffloadEstimate() {}

  /**
   * What moving a service from the host's cores brings.
   *
   * @param host without engines of its own for the service, or with
   * @param place where it moves to
   * @param bytes of one operation on the larger side
   * @param offeredPerSecond operations asked for; no more than either place can do is done
   */
  public static OffloadReport of(
      ServiceCost cost, SiteSpec host, SiteSpec place, double bytes, double offeredPerSecond) {
    ServiceTime before = ServiceTime.of(cost, host, bytes);
    ServiceTime after = ServiceTime.of(cost, place, bytes);
    double doneBefore = Math.min(offeredPerSecond, before.operationsPerSecond());
    double doneAfter = Math.min(offeredPerSecond, after.operationsPerSecond());
    double busy = doneAfter / after.operationsPerSecond();
    return new OffloadReport(
        doneBefore * bytes,
        doneAfter * bytes,
        before.latencySeconds(),
        after.latencySeconds(),
        doneAfter * host.coreSeconds(cost, 1, bytes),
        place.watts(busy),
        place.watts(busy) - place.idleWatts(),
        after.binding());
  }
}
