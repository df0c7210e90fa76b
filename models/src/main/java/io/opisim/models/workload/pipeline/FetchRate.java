package io.opisim.models.workload.pipeline;

/**
 * How many samples a second a node can fetch.
 *
 * <p>Models: time for each sample as the mean over where it is found: 1/F = Σ share / rate.
 * Ignores: that fetches from several places can overlap; contention. Valid for: loaders whose
 * streams wait for one sample after another. Source: Mohan et al., VLDB 14(5), 2021.
 */
public final class FetchRate {
  private FetchRate() {}

  /**
   * With a cache on each node that knows nothing of the others.
   *
   * @param cachePerSecond samples a second from the cache
   * @param storePerSecond samples a second from storage
   */
  public static double perSecond(double hitShare, double cachePerSecond, double storePerSecond) {
    return 1 / (time(hitShare, cachePerSecond) + time(1 - hitShare, storePerSecond));
  }

  /**
   * With one never-evict cache over all nodes of a job, each keeping another part: what is not here
   * comes over the network from another node, and only what is nowhere from storage.
   *
   * @param nodes of the job
   * @param cachedShareOfNode size of one node's cache ÷ size of the data
   * @param networkPerSecond samples a second from another node's cache
   */
  public static double partitionedPerSecond(
      int nodes,
      double cachedShareOfNode,
      double cachePerSecond,
      double networkPerSecond,
      double storePerSecond) {
    double cached = StrictMath.min(1, nodes * cachedShareOfNode);
    double here = cached / nodes;
    return 1
        / (time(here, cachePerSecond)
            + time(cached - here, networkPerSecond)
            + time(1 - cached, storePerSecond));
  }

  private static double time(double share, double perSecond) {
    if (!(share >= 0 && share <= 1 && perSecond > 0)) {
      throw new IllegalArgumentException(
          "a share of " + share + " of the reads at " + perSecond + " samples a second");
    }
    return share / perSecond;
  }
}
