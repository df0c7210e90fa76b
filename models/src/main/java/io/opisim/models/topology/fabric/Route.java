package io.opisim.models.topology.fabric;

import java.util.Arrays;

/**
 * The links that a flow crosses, each with the share of the flow that crosses it.
 *
 * <p>A path has its links in the order of travel, all with share 1; a spread flow has them in
 * ascending order. A flow from a vertex to itself crosses none.
 */
public final class Route implements RouteAnswer {
  private final int[] links;
  private final double[] shares;

  /** A route that keeps the arrays; {@code shares} is null for a path. */
  Route(int[] links, double[] shares) {
    this.links = links;
    this.shares = shares;
  }

  /** How many links. */
  public int size() {
    return links.length;
  }

  /** One of the links. */
  public int link(int index) {
    return links[index];
  }

  /** The share of the flow that crosses the link at this index. */
  public double share(int index) {
    return shares == null ? 1 : shares[index];
  }

  /** All links. */
  public int[] links() {
    return links.clone();
  }

  /** The sum of latencies of a path; for a spread flow, the mean over its bytes. */
  public double latencyNanos(Fabric fabric) {
    double nanos = 0;
    for (int index = 0; index < links.length; index++) {
      nanos += share(index) * fabric.latencyNanos(links[index]);
    }
    return nanos;
  }

  /** The rate of a single flow alone on the fabric: what its tightest link allows. */
  public double rateBytesPerSecond(Fabric fabric, LinkState state) {
    double rate = Double.POSITIVE_INFINITY;
    for (int index = 0; index < links.length; index++) {
      rate = Math.min(rate, state.rateBytesPerSecond(fabric, links[index]) / share(index));
    }
    return rate;
  }

  @Override
  public Route orThrow() {
    return this;
  }

  @Override
  public String toString() {
    return shares == null
        ? "path " + Arrays.toString(links)
        : "spread " + Arrays.toString(links) + " shares " + Arrays.toString(shares);
  }
}
