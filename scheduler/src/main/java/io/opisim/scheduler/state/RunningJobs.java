package io.opisim.scheduler.state;

import io.opisim.scheduler.IntCursor;

/**
 * The jobs that run, in the orders that policies ask for; an order that nobody asks for costs
 * nothing.
 */
final class RunningJobs {
  private final long[] finishNanos;
  private final long[] priority;
  private final boolean[] running;
  private OrderedInts byFinish;
  private OrderedInts byPriority;
  private int count;

  /** None, of as many jobs as the arrays have; their entries may change while a job is not here. */
  RunningJobs(long[] finishNanos, long[] priority) {
    this.finishNanos = finishNanos;
    this.priority = priority;
    running = new boolean[finishNanos.length];
  }

  boolean contains(int job) {
    return running[job];
  }

  int count() {
    return count;
  }

  void add(int job) {
    running[job] = true;
    count++;
    if (byFinish != null) {
      byFinish.add(job);
    }
    if (byPriority != null) {
      byPriority.add(job);
    }
  }

  void remove(int job) {
    if (byFinish != null) {
      byFinish.remove(job);
    }
    if (byPriority != null) {
      byPriority.remove(job);
    }
    running[job] = false;
    count--;
  }

  /** A running job has another priority from now on. */
  void changePriority(int job, long newPriority) {
    if (byPriority != null) {
      byPriority.remove(job);
    }
    priority[job] = newPriority;
    if (byPriority != null) {
      byPriority.add(job);
    }
  }

  IntCursor earliestFinishFirst() {
    return byFinish().ascending();
  }

  IntCursor latestFinishFirst() {
    return byFinish().descending();
  }

  IntCursor lastPriorityFirst() {
    if (byPriority == null) {
      byPriority = all(priority);
    }
    return byPriority.descending();
  }

  private OrderedInts byFinish() {
    if (byFinish == null) {
      byFinish = all(finishNanos);
    }
    return byFinish;
  }

  private OrderedInts all(long[] keys) {
    OrderedInts set = new OrderedInts(keys);
    for (int job = 0; job < running.length; job++) {
      if (running[job]) {
        set.add(job);
      }
    }
    return set;
  }
}
