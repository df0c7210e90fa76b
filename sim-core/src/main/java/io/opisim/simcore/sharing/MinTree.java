package io.opisim.simcore.sharing;

import java.util.Arrays;

/**
 * A tournament over numbered leaves: who has the smallest key, ties to the lower number.
 *
 * <p><i>Caveats:</i> changing a key climbs only as far as the outcome of a match can change, which
 * for a leaf that does not win is a step or two.
 */
final class MinTree {
  private int leaves = 1;
  private double[] keys = {Double.POSITIVE_INFINITY};
  private int[] winners = {0, 0};

  /** Makes room for leaves 0 to {@code count} − 1; new ones start at infinity. */
  void ensure(int count) {
    if (count <= leaves) {
      return;
    }
    int before = leaves;
    leaves = Integer.highestOneBit(count - 1) << 1;
    keys = Arrays.copyOf(keys, leaves);
    Arrays.fill(keys, before, leaves, Double.POSITIVE_INFINITY);
    winners = new int[2 * leaves];
    for (int leaf = 0; leaf < leaves; leaf++) {
      winners[leaves + leaf] = leaf;
    }
    playAll();
  }

  /** Gives every leaf a key; those from {@code count} on get infinity. */
  void setAll(double[] newKeys, int count) {
    System.arraycopy(newKeys, 0, keys, 0, count);
    Arrays.fill(keys, count, leaves, Double.POSITIVE_INFINITY);
    playAll();
  }

  private void playAll() {
    for (int node = leaves - 1; node > 0; node--) {
      int left = winners[2 * node];
      int right = winners[2 * node + 1];
      winners[node] = keys[right] < keys[left] ? right : left;
    }
  }

  int first() {
    return winners[1];
  }

  double firstKey() {
    return keys[winners[1]];
  }

  double key(int leaf) {
    return keys[leaf];
  }

  void set(int leaf, double key) {
    keys[leaf] = key;
    for (int node = leaves + leaf >> 1; node > 0; node >>= 1) {
      int before = winners[node];
      int left = winners[2 * node];
      int right = winners[2 * node + 1];
      int winner = keys[right] < keys[left] ? right : left;
      winners[node] = winner;
      if (winner == before && winner != leaf) {
        return;
      }
    }
  }
}
