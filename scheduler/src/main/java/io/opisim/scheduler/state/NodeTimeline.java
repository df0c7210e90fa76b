package io.opisim.scheduler.state;

import java.util.Arrays;

/**
 * What is held on one node from each instant to the next: CPU, memory, whole devices.
 *
 * <p>The last step lasts for ever and nothing is held in it.
 */
final class NodeTimeline {
  private long[] fromNanos = new long[8];
  private long[] cpuMilli = new long[8];
  private long[] memoryBytes = new long[8];
  private int[] devices = new int[8];
  private int steps = 1;

  /** Holds so much more from one instant to another. */
  void add(long start, long end, long cpu, long memory, int gpus) {
    if (start >= end) {
      return;
    }
    int first = cutAt(start);
    int last = cutAt(end);
    for (int step = first; step < last; step++) {
      cpuMilli[step] += cpu;
      memoryBytes[step] += memory;
      devices[step] += gpus;
    }
  }

  /** Forgets what was before an instant. */
  void forgetBefore(long nanos) {
    int now = stepAt(nanos);
    if (now > 0) {
      int left = steps - now;
      System.arraycopy(fromNanos, now, fromNanos, 0, left);
      System.arraycopy(cpuMilli, now, cpuMilli, 0, left);
      System.arraycopy(memoryBytes, now, memoryBytes, 0, left);
      System.arraycopy(devices, now, devices, 0, left);
      steps = left;
    }
  }

  /** The step that begins at an instant, which is made if there is none. */
  private int cutAt(long nanos) {
    int step = stepAt(nanos);
    if (fromNanos[step] == nanos) {
      return step;
    }
    if (steps == fromNanos.length) {
      fromNanos = Arrays.copyOf(fromNanos, 2 * steps);
      cpuMilli = Arrays.copyOf(cpuMilli, 2 * steps);
      memoryBytes = Arrays.copyOf(memoryBytes, 2 * steps);
      devices = Arrays.copyOf(devices, 2 * steps);
    }
    int tail = steps - step;
    System.arraycopy(fromNanos, step, fromNanos, step + 1, tail);
    System.arraycopy(cpuMilli, step, cpuMilli, step + 1, tail);
    System.arraycopy(memoryBytes, step, memoryBytes, step + 1, tail);
    System.arraycopy(devices, step, devices, step + 1, tail);
    fromNanos[step + 1] = nanos;
    steps++;
    return step + 1;
  }

  /** The step in which an instant lies; what is before the first step counts as in it. */
  private int stepAt(long nanos) {
    int low = 0;
    int high = steps - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (fromNanos[middle] <= nanos) {
        low = middle;
      } else {
        high = middle - 1;
      }
    }
    return low;
  }

  /**
   * The most that is held at any instant of a window.
   *
   * @param into CPU, memory and devices
   */
  void most(long start, long end, long[] into) {
    Arrays.fill(into, 0);
    for (int step = stepAt(start); step < steps && fromNanos[step] < end; step++) {
      into[0] = Math.max(into[0], cpuMilli[step]);
      into[1] = Math.max(into[1], memoryBytes[step]);
      into[2] = Math.max(into[2], devices[step]);
    }
  }

  /**
   * The earliest instant from which no more than so much is held for so long; {@link
   * Long#MAX_VALUE} if it is not before {@code limit}.
   */
  long earliest(long now, long duration, long cpu, long memory, long gpus, long limit) {
    long start = now;
    for (int step = stepAt(now); step < steps && start < limit; step++) {
      long end = step + 1 < steps ? fromNanos[step + 1] : Long.MAX_VALUE;
      if (cpuMilli[step] > cpu || memoryBytes[step] > memory || devices[step] > gpus) {
        start = end;
      } else if (end - start >= duration) {
        return start;
      }
    }
    return Long.MAX_VALUE;
  }

  /** Until when {@link #most} of a window that begins at {@code start} stays what it is. */
  long sameUntil(long start, long end) {
    int first = stepAt(start);
    int last = stepAt(end - 1);
    long left = first + 1 < steps ? fromNanos[first + 1] : Long.MAX_VALUE;
    long right = last + 1 < steps ? fromNanos[last + 1] - (end - start) + 1 : Long.MAX_VALUE;
    return Math.min(left, Math.max(start + 1, right));
  }
}
