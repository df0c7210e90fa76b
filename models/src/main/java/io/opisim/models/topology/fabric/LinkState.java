package io.opisim.models.topology.fabric;

import java.util.Arrays;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which links of a fabric are down or slower than built: an overlay, immutable.
 *
 * <p>Models: the share of its rate that each link still gives, 0 for a dead one. Ignores: loss and
 * retransmission other than as a lower rate, and the time until routes have changed. Valid for: any
 * fabric; a state belongs to the link numbers it was made with.
 */
public final class LinkState {
  private static final LinkState HEALTHY = new LinkState(new int[0], new double[0]);

  private final int[] links;
  private final double[] shares;

  private LinkState(int[] links, double[] shares) {
    this.links = links;
    this.shares = shares;
  }

  /** All links as built. */
  public static LinkState healthy() {
    return HEALTHY;
  }

  /**
   * A state by the share of its rate that each affected link gives.
   *
   * @param shareOfLink 0 (dead) to 1 (as built); links that are not in it are as built
   */
  public static LinkState of(SortedMap<Integer, Double> shareOfLink) {
    shareOfLink.forEach(LinkState::check);
    int[] links = new int[shareOfLink.size()];
    double[] shares = new double[links.length];
    int index = 0;
    for (Map.Entry<Integer, Double> entry : shareOfLink.entrySet()) {
      if (entry.getValue() < 1) {
        links[index] = entry.getKey();
        shares[index] = entry.getValue();
        index++;
      }
    }
    return new LinkState(Arrays.copyOf(links, index), Arrays.copyOf(shares, index));
  }

  /** This state with one direction of a cable dead. */
  public LinkState linkDown(int link) {
    return degraded(link, 0);
  }

  /** This state with both directions of a link's cable dead. */
  public LinkState cableDown(Fabric fabric, int link) {
    return degraded(link, 0).degraded(fabric.reverse(link), 0);
  }

  /** This state with all links of a vertex dead: a switch or a NIC that fails. */
  public LinkState vertexDown(Fabric fabric, int vertex) {
    SortedMap<Integer, Double> changed = asMap();
    for (int link = 0; link < fabric.links(); link++) {
      if (fabric.from(link) == vertex || fabric.to(link) == vertex) {
        changed.put(link, 0.0);
      }
    }
    return of(changed);
  }

  /**
   * This state with a link at a share of its rate.
   *
   * @param share 0 (dead) to 1 (as built)
   */
  public LinkState degraded(int link, double share) {
    SortedMap<Integer, Double> changed = asMap();
    changed.put(link, share);
    return of(changed);
  }

  /** The share of its rate that a link gives. */
  public double share(int link) {
    if (links.length == 0) {
      return 1;
    }
    int index = Arrays.binarySearch(links, link);
    return index < 0 ? 1 : shares[index];
  }

  /** Whether all links are as built. */
  public boolean isHealthy() {
    return links.length == 0;
  }

  /** Whether nothing passes a link. */
  public boolean isDown(int link) {
    return share(link) == 0;
  }

  /** What a link gives now. */
  public double rateBytesPerSecond(Fabric fabric, int link) {
    return fabric.rateBytesPerSecond(link) * share(link);
  }

  /** The links that are not as built, in ascending order. */
  public int[] affectedLinks() {
    return links.clone();
  }

  private SortedMap<Integer, Double> asMap() {
    SortedMap<Integer, Double> map = new TreeMap<>();
    for (int index = 0; index < links.length; index++) {
      map.put(links[index], shares[index]);
    }
    return map;
  }

  private static void check(int link, double share) {
    if (link < 0 || !(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "link " + link + " at " + share + " of its rate: a share lies between 0 and 1");
    }
  }
}
