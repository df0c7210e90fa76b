package io.opisim.scheduler.policy;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.Plan;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * The round that preemptive policies share: waiting jobs in order of priority; each starts where it
 * fits, else takes the place of running jobs that it outranks, the lowest first, and only of as
 * many as it needs; a job that does not fit even so is passed over. Running jobs are never moved.
 */
final class Preemption {
  private Preemption() {}

  /** Whether a waiting job may take the place of a running one. */
  @FunctionalInterface
  interface Outranks {
    boolean test(int waiting, int running);
  }

  /**
   * The next step of the round.
   *
   * @param lowestFirst running jobs, the first to go first
   * @param outranks must hold for a prefix of that order
   */
  static Plan plan(
      ClusterView cluster, JobQueue queue, Supplier<IntCursor> lowestFirst, Outranks outranks) {
    // Behind the first of its class nobody fits where it does not.
    IntCursor heads = queue.classHeadsInOrder();
    for (int job = heads.next(); job >= 0; job = heads.next()) {
      Assignment place = cluster.place(queue.job(job), NodeLimit.NONE);
      if (place != null) {
        return Plan.start(job, place);
      }
      List<Integer> victims =
          isWorthATry(cluster, queue, job, lowestFirst.get(), outranks)
              ? victims(cluster, queue, job, lowestFirst.get(), outranks)
              : List.of();
      if (!victims.isEmpty()) {
        return new Plan(victims.stream().<Plan.Decision>map(Plan.Preempt::new).toList());
      }
    }
    return Plan.NOTHING;
  }

  /** Whether all those it outranks hold enough GPUs, wherever they are: cheaper than to try. */
  private static boolean isWorthATry(
      ClusterView cluster, JobQueue queue, int job, IntCursor lowestFirst, Outranks outranks) {
    Job wanted = queue.job(job);
    long missing = wanted.gpuMilli() - cluster.freeGpuMilli(wanted.demand());
    int running = lowestFirst.next();
    while (missing > 0 && running >= 0 && outranks.test(job, running)) {
      missing -= queue.job(running).gpuMilli();
      running = lowestFirst.next();
    }
    return missing <= 0;
  }

  private static List<Integer> victims(
      ClusterView cluster, JobQueue queue, int job, IntCursor lowestFirst, Outranks outranks) {
    ReleaseWalk walk = null;
    List<Integer> released = new ArrayList<>();
    for (int running = lowestFirst.next();
        running >= 0 && outranks.test(job, running);
        running = lowestFirst.next()) {
      walk = walk == null ? new ReleaseWalk(cluster, queue, queue.job(job)) : walk;
      walk.release(running);
      released.add(running);
      if (walk.fits()) {
        return onlyNeeded(walk, released);
      }
    }
    return List.of();
  }

  /** Lets those stay, highest first, whose leaving makes no difference. */
  private static List<Integer> onlyNeeded(ReleaseWalk walk, List<Integer> released) {
    List<Integer> needed = new ArrayList<>();
    for (int index = released.size() - 1; index >= 0; index--) {
      int running = released.get(index);
      walk.takeBack(running);
      if (!walk.fits()) {
        walk.release(running);
        needed.add(running);
      }
    }
    return needed;
  }
}
