package io.opisim.scheduler.elastic;

import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobQueue;
import java.util.Comparator;
import java.util.PriorityQueue;

/** Jobs that may get GPUs, by rank, then arrival; as few of those that wait as are asked for. */
final class Claims {
  private static final double NANOS = 1e9;

  private final WidthRule rule;
  private final JobQueue queue;
  private final PriorityQueue<Head> heads =
      new PriorityQueue<>(Comparator.comparingLong(Head::rank).thenComparingInt(Head::job));

  /** A job, and those that ask for the same and come behind it. */
  private record Head(int job, long rank, IntCursor behind) {}

  /** No job yet. */
  Claims(WidthRule rule, JobQueue queue) {
    this.rule = rule;
    this.queue = queue;
  }

  static long rank(WidthRule rule, JobQueue queue, int job) {
    double speed = queue.job(job).relativeSpeed(queue.job(job).leastGpus());
    return rule.rank((long) (queue.remainingNanos(job) / speed));
  }

  void add(int job) {
    heads.add(new Head(job, rank(rule, queue, job), () -> -1));
  }

  /** Jobs that ask for the same, by rank. */
  void add(IntCursor alike) {
    int job = alike.next();
    if (job >= 0) {
      heads.add(new Head(job, rank(rule, queue, job), alike));
    }
  }

  /** The next one that asks for no more than so many thousandths, or null. */
  Claim next(long leftMilli) {
    for (Head head = heads.poll(); head != null; head = heads.poll()) {
      int job = head.job();
      Claim claim = new Claim(job, queue.job(job), queue.remainingNanos(job) / NANOS);
      // Where this one does not fit, none behind it does.
      if (claim.stepMilli() <= leftMilli) {
        add(head.behind());
        if (claim.wantsMore()) {
          return claim;
        }
      }
    }
    return null;
  }
}
