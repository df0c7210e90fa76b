package io.opisim.scheduler.state;

import java.util.Arrays;

/**
 * For blocks of nodes, blocks of blocks, and so on: the most that any node of the block has free.
 *
 * <p>Finding the next node that fits skips every block whose maxima rule it out; a change climbs
 * only as far as it changes a maximum. Both cost a few steps for 1,000 nodes and a few more for
 * 100,000.
 *
 * <p>Caveat: the maxima of a block may belong to different nodes, so a block may be entered in
 * vain; with demands that bind on several resources at once a search can cost more than its levels.
 */
final class CapacityTree {
  private static final int SHIFT = 4;
  private static final int WIDTH = 1 << SHIFT;
  private static final int BLOCK_SHIFT = SHIFT + 2;
  private static final int CPU = 0;
  private static final int MEMORY = WIDTH;
  private static final int WHOLE_GPUS = 2 * WIDTH;
  private static final int DEVICE_MILLI = 3 * WIDTH;

  private final int[] widths;

  /**
   * By level; of each block first the CPU of its children, then their memory, and so on, so that a
   * search reads neighbours and a change stays within the block.
   */
  private final long[][] free;

  /** A tree over {@code nodes} nodes that have nothing free yet. */
  CapacityTree(int nodes) {
    int levels = 1;
    for (int width = nodes; width > 1; width = blocks(width)) {
      levels++;
    }
    widths = new int[levels];
    free = new long[levels][];
    int width = nodes;
    for (int level = 0; level < levels; level++) {
      widths[level] = width;
      free[level] = new long[blocks(width) << BLOCK_SHIFT];
      Arrays.fill(free[level], -1);
      width = blocks(width);
    }
  }

  private static int blocks(int width) {
    return (width + WIDTH - 1) >> SHIFT;
  }

  private static int place(int index) {
    return (index >> SHIFT << BLOCK_SHIFT) + (index & WIDTH - 1);
  }

  /** Sets what a node has free. */
  void set(int node, long cpuMilli, long memoryBytes, int gpus, int milli) {
    set(node, CPU, cpuMilli);
    set(node, MEMORY, memoryBytes);
    set(node, WHOLE_GPUS, gpus);
    set(node, DEVICE_MILLI, milli);
  }

  private void set(int node, int kind, long value) {
    int index = node;
    int at = place(index) + kind;
    long before = free[0][at];
    long after = value;
    for (int level = 0; after != before; level++) {
      free[level][at] = after;
      if (level + 1 == free.length) {
        return;
      }
      index >>= SHIFT;
      at = place(index) + kind;
      long most = free[level + 1][at];
      // Of a block, only a new maximum or the loss of the old one is news.
      if (after < most) {
        after = before == most ? mostIn(level, index, kind, most) : most;
      }
      before = most;
    }
  }

  /** The most of a kind in a block; the search ends where it meets {@code bound}. */
  private long mostIn(int level, int block, int kind, long bound) {
    long[] row = free[level];
    int first = (block << BLOCK_SHIFT) + kind;
    long most = -1;
    for (int child = first; child < first + WIDTH && most < bound; child++) {
      most = Math.max(most, row[child]);
    }
    return most;
  }

  /** The first node at or after {@code from} with at least this much free, or -1. */
  int next(int from, long cpuMilli, long memoryBytes, int gpus, int milli) {
    int level = 0;
    int index = from;
    while (level < free.length) {
      int length = widths[level];
      int end = Math.min((index | (WIDTH - 1)) + 1, length);
      for (; index < end; index++) {
        int found = descend(level, index, cpuMilli, memoryBytes, gpus, milli);
        if (found >= 0) {
          return found;
        }
      }
      if (index >= length) {
        return -1;
      }
      index >>= SHIFT;
      level++;
    }
    return -1;
  }

  private int descend(int level, int index, long cpuMilli, long memoryBytes, int gpus, int milli) {
    long[] row = free[level];
    int at = place(index);
    if (row[at + CPU] < cpuMilli
        || row[at + MEMORY] < memoryBytes
        || row[at + WHOLE_GPUS] < gpus
        || row[at + DEVICE_MILLI] < milli) {
      return -1;
    }
    if (level == 0) {
      return index;
    }
    int first = index << SHIFT;
    int end = Math.min(first + WIDTH, widths[level - 1]);
    for (int child = first; child < end; child++) {
      int found = descend(level - 1, child, cpuMilli, memoryBytes, gpus, milli);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }
}
