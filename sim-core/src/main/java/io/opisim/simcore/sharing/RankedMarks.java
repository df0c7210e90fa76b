package io.opisim.simcore.sharing;

import java.util.Arrays;

/**
 * A set of marked resources that gives them back by rank: a bit per rank, a bit per word of those.
 *
 * <p><i>Caveats:</i> ranks follow the levels of {@link #rank} and are not kept up to date in
 * between. A stale rank costs a second visit, never a wrong answer.
 */
final class RankedMarks {
  private int[] ranks = {};
  private int[] resources = {};
  private long[] order = {};
  private long[] words = {};
  private long[] summary = {};

  /** Makes room for so many resources; new ones are ranked last. */
  void grow(int size) {
    int before = ranks.length;
    ranks = Arrays.copyOf(ranks, size);
    resources = Arrays.copyOf(resources, size);
    order = Arrays.copyOf(order, size);
    words = Arrays.copyOf(words, (size >> 6) + 1);
    summary = Arrays.copyOf(summary, (size >> 12) + 1);
    for (int resource = before; resource < size; resource++) {
      ranks[resource] = resource;
      resources[resource] = resource;
    }
  }

  /** Marks a resource, without a branch: in the hot loop a branch here would be a coin toss. */
  void mark(int resource) {
    int rank = ranks[resource];
    words[rank >> 6] |= 1L << rank;
    summary[rank >> 12] |= 1L << (rank >> 6);
  }

  /** Unmarks and returns the marked resource of the lowest rank, or −1. */
  int poll() {
    for (int top = 0; top < summary.length; top++) {
      if (summary[top] != 0) {
        int word = (top << 6) + Long.numberOfTrailingZeros(summary[top]);
        long bits = words[word];
        words[word] = bits & bits - 1;
        if (words[word] == 0) {
          summary[top] &= summary[top] - 1;
        }
        return resources[(word << 6) + Long.numberOfTrailingZeros(bits)];
      }
    }
    return -1;
  }

  void clear() {
    Arrays.fill(words, 0);
    Arrays.fill(summary, 0);
  }

  /**
   * Ranks the first {@code count} resources by their levels, none of which is negative; nothing may
   * be marked.
   */
  void rank(double[] levels, int count) {
    int full = 0;
    int last = count;
    for (int resource = count - 1; resource >= 0; resource--) {
      if (levels[resource] == Double.POSITIVE_INFINITY) {
        place(resource, --last);
      } else {
        // The bits of floats that are not negative sort as the floats do.
        long bits = Float.floatToRawIntBits((float) levels[resource]);
        order[full++] = bits << 32 | resource;
      }
    }
    Arrays.sort(order, 0, full);
    for (int rank = 0; rank < full; rank++) {
      place((int) order[rank], rank);
    }
  }

  private void place(int resource, int rank) {
    resources[rank] = resource;
    ranks[resource] = rank;
  }
}
