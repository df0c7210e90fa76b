package io.opisim.scheduler.state;

import java.util.Arrays;

/** The last changes of nodes, in a ring as long as there are nodes (rounded up). */
final class ChangeLog {
  private final int[] ring;
  private final long[] latest;
  private long changes;

  ChangeLog(int nodes) {
    ring = new int[Integer.highestOneBit(Math.max(1, nodes)) * 2];
    latest = new long[nodes];
    Arrays.fill(latest, -1);
  }

  void add(int node) {
    ring[(int) (changes & ring.length - 1)] = node;
    latest[node] = changes++;
  }

  /** Changes so far. */
  long changes() {
    return changes;
  }

  /** Whether the ring has lost changes at or after {@code from}. */
  boolean isForgotten(long from) {
    return changes - from > ring.length;
  }

  int node(long change) {
    return ring[(int) (change & ring.length - 1)];
  }

  /** Whether the node has not changed again after that change. */
  boolean isLatestOfItsNode(long change) {
    return latest[node(change)] == change;
  }
}
