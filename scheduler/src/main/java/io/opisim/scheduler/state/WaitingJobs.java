package io.opisim.scheduler.state;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.IntCursor;
import java.util.Arrays;
import java.util.List;

/** The jobs that wait, in order, by what they ask for. */
final class WaitingJobs {
  private final int[] classOf;
  private final int classes;
  private final OrderedInts[] ofClass;
  private final OrderedInts heads;
  private final boolean[] waits;
  private int size;

  /** Nobody waits. */
  WaitingJobs(List<Job> jobs, long[] priority) {
    classOf = DemandClasses.of(jobs);
    classes = Arrays.stream(classOf).max().orElse(-1) + 1;
    heads = new OrderedInts(priority);
    ofClass = new OrderedInts[classes];
    for (int index = 0; index < classes; index++) {
      ofClass[index] = new OrderedInts(priority);
    }
    waits = new boolean[jobs.size()];
  }

  void add(int job) {
    OrderedInts alike = in(classOf[job]);
    int before = alike.first();
    alike.add(job);
    waits[job] = true;
    size++;
    moveHead(before, alike.first());
  }

  void remove(int job) {
    OrderedInts alike = in(classOf[job]);
    int before = alike.first();
    alike.remove(job);
    waits[job] = false;
    size--;
    moveHead(before, alike.first());
  }

  private void moveHead(int before, int after) {
    if (before == after) {
      return;
    }
    if (before >= 0) {
      heads.remove(before);
    }
    if (after >= 0) {
      heads.add(after);
    }
  }

  /** Class by class, each in order. */
  int[] all() {
    int[] all = new int[size];
    int found = 0;
    for (OrderedInts alike : ofClass) {
      IntCursor cursor = alike.ascending();
      for (int job = cursor.next(); job >= 0; job = cursor.next()) {
        all[found++] = job;
      }
    }
    return all;
  }

  OrderedInts in(int demandClass) {
    return ofClass[demandClass];
  }

  boolean contains(int job) {
    return waits[job];
  }

  int size() {
    return size;
  }

  int first() {
    return heads.first();
  }

  IntCursor heads() {
    return heads.ascending();
  }

  int classes() {
    return classes;
  }

  int classOf(int job) {
    return classOf[job];
  }
}
