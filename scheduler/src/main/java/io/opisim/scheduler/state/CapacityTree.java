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

  private final long[][] cpu;
  private final long[][] memory;
  private final int[][] wholeGpus;
  private final int[][] deviceMilli;
  private final int levels;

  /** A tree over {@code nodes} nodes that have nothing free yet. */
  CapacityTree(int nodes) {
    int depth = 1;
    for (int width = nodes; width > 1; width = (width + WIDTH - 1) >> SHIFT) {
      depth++;
    }
    levels = depth;
    cpu = new long[levels][];
    memory = new long[levels][];
    wholeGpus = new int[levels][];
    deviceMilli = new int[levels][];
    int width = nodes;
    for (int level = 0; level < levels; level++) {
      cpu[level] = new long[width];
      memory[level] = new long[width];
      wholeGpus[level] = new int[width];
      deviceMilli[level] = new int[width];
      Arrays.fill(cpu[level], -1);
      width = (width + WIDTH - 1) >> SHIFT;
    }
  }

  /** Sets what a node has free. */
  void set(int node, long cpuMilli, long memoryBytes, int gpus, int milli) {
    int index = node;
    cpu[0][index] = cpuMilli;
    memory[0][index] = memoryBytes;
    wholeGpus[0][index] = gpus;
    deviceMilli[0][index] = milli;
    for (int level = 1; level < levels; level++) {
      index >>= SHIFT;
      if (!raiseOrRecompute(level, index)) {
        return;
      }
    }
  }

  private boolean raiseOrRecompute(int level, int index) {
    int first = index << SHIFT;
    int end = Math.min(first + WIDTH, cpu[level - 1].length);
    long mostCpu = -1;
    long mostMemory = 0;
    int mostGpus = 0;
    int mostMilli = 0;
    for (int child = first; child < end; child++) {
      mostCpu = Math.max(mostCpu, cpu[level - 1][child]);
      mostMemory = Math.max(mostMemory, memory[level - 1][child]);
      mostGpus = Math.max(mostGpus, wholeGpus[level - 1][child]);
      mostMilli = Math.max(mostMilli, deviceMilli[level - 1][child]);
    }
    boolean changed =
        mostCpu != cpu[level][index]
            || mostMemory != memory[level][index]
            || mostGpus != wholeGpus[level][index]
            || mostMilli != deviceMilli[level][index];
    cpu[level][index] = mostCpu;
    memory[level][index] = mostMemory;
    wholeGpus[level][index] = mostGpus;
    deviceMilli[level][index] = mostMilli;
    return changed;
  }

  /** The first node at or after {@code from} with at least this much free, or -1. */
  int next(int from, long cpuMilli, long memoryBytes, int gpus, int milli) {
    int level = 0;
    int index = from;
    while (level < levels) {
      int length = cpu[level].length;
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
    if (cpu[level][index] < cpuMilli
        || memory[level][index] < memoryBytes
        || wholeGpus[level][index] < gpus
        || deviceMilli[level][index] < milli) {
      return -1;
    }
    if (level == 0) {
      return index;
    }
    int first = index << SHIFT;
    int end = Math.min(first + WIDTH, cpu[level - 1].length);
    for (int child = first; child < end; child++) {
      int found = descend(level - 1, child, cpuMilli, memoryBytes, gpus, milli);
      if (found >= 0) {
        return found;
      }
    }
    return -1;
  }
}
