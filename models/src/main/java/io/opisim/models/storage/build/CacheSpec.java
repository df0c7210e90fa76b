package io.opisim.models.storage.build;

import io.opisim.models.offload.ServiceCost;

/**
 * A cache on the way.
 *
 * @param place where it is
 * @param policy what it keeps
 * @param capacityBytes of each
 * @param serving what a hit costs there
 */
public record CacheSpec(Place place, Policy policy, long capacityBytes, ServiceCost serving) {
  /** Where a cache is. */
  public enum Place {
    /** In each host, above all services: it keeps what the program gets. */
    PROGRAM,
    /** In each host, below what the program does itself and above the front-end: a page cache. */
    HOST,
    /** In each DPU. */
    DPU,
    /** At the servers, for all clients. */
    SERVERS
  }

  /** What a cache keeps. */
  public enum Policy {
    /** What was used last. */
    LEAST_RECENTLY_USED,
    /** What came first. */
    NEVER_EVICT
  }
}
