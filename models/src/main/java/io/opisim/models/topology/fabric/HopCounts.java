package io.opisim.models.topology.fabric;

import java.util.Arrays;

/**
 * How many links the shortest way between vertices of a fabric has.
 *
 * <p>Models: breadth-first search over all links. Ignores: dead links, detours that routing takes
 * (Valiant's), rates. Valid for: distances. Source: definition. It remembers what it was asked for;
 * for one thread.
 */
public final class HopCounts {
  private final Fabric fabric;
  private final int[] firstLink;
  private final int[] linksByStart;
  private final int[][] hopsFrom;

  /** Of a fabric. */
  public HopCounts(Fabric fabric) {
    this.fabric = fabric;
    firstLink = new int[fabric.vertices() + 1];
    for (int link = 0; link < fabric.links(); link++) {
      firstLink[fabric.from(link) + 1]++;
    }
    for (int vertex = 0; vertex < fabric.vertices(); vertex++) {
      firstLink[vertex + 1] += firstLink[vertex];
    }
    linksByStart = new int[fabric.links()];
    int[] next = firstLink.clone();
    for (int link = 0; link < fabric.links(); link++) {
      linksByStart[next[fabric.from(link)]++] = link;
    }
    hopsFrom = new int[fabric.endpoints()][];
  }

  /**
   * Links on the shortest way between two endpoints.
   *
   * @throws IllegalArgumentException if there is none
   */
  public int between(int from, int to) {
    if (hopsFrom[from] == null) {
      hopsFrom[from] = search(from);
    }
    if (hopsFrom[from][to] < 0) {
      throw new IllegalArgumentException(
          "no way leads from " + fabric.name(from) + " to " + fabric.name(to));
    }
    return hopsFrom[from][to];
  }

  private int[] search(int from) {
    int[] hops = new int[fabric.vertices()];
    Arrays.fill(hops, -1);
    int[] waiting = new int[fabric.vertices()];
    int end = 0;
    waiting[end++] = from;
    hops[from] = 0;
    for (int at = 0; at < end; at++) {
      int vertex = waiting[at];
      for (int index = firstLink[vertex]; index < firstLink[vertex + 1]; index++) {
        int next = fabric.to(linksByStart[index]);
        if (hops[next] < 0) {
          hops[next] = hops[vertex] + 1;
          waiting[end++] = next;
        }
      }
    }
    return hops;
  }
}
