package io.opisim.scheduler.policy;

import io.opisim.models.workload.Job;
import io.opisim.scheduler.Assignment;
import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.IntCursor;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.NodeLimit;
import io.opisim.scheduler.NodeOutage;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;
import java.util.Map;
import java.util.OptionalLong;

/**
 * First come, first served, but a job further back may start at once if that does not delay the job
 * at the head of the queue.
 *
 * <p>While nodes are out for repair, a job further back starts only if it will be done when the
 * first of them is back.
 *
 * <p>The head is promised the earliest instant at which enough running jobs will have left, and the
 * nodes that are free then. A job further back starts if it will be done by that instant, or if it
 * leaves room for the head on the promised nodes. Run times are taken as known, so the promise is
 * always kept. On a promised node, a fraction of a GPU is lent only to jobs that will be done in
 * time.
 *
 * <p>Source: Lifka, "The ANL/IBM SP Scheduling System" (JSSPP 1995); Mu'alem and Feitelson (IEEE
 * TPDS 2001).
 */
public final class EasyBackfill implements SchedulingPolicy {
  @Override
  public String id() {
    return "easy-backfill";
  }

  @Override
  public String description() {
    return "in order of arrival; later jobs go ahead if the first one is not delayed";
  }

  /** What the head is promised. */
  private record Promise(ReleaseWalk walk, long timeNanos, Map<Integer, Integer> tasksAt) {
    /** Nothing, until then. */
    static Promise none(long untilNanos) {
      return new Promise(null, untilNanos, null);
    }
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    Plan head = Fifo.startHead(cluster, queue);
    if (!head.isEmpty() || queue.waiting() < 2) {
      return head;
    }
    return backfill(cluster, queue);
  }

  private static Plan backfill(ClusterView cluster, JobQueue queue) {
    IntCursor heads = queue.classHeadsInOrder();
    int head = heads.next();
    Promise promise = null;
    int best = -1;
    Assignment bestPlace = null;
    for (int first = heads.next();
        first >= 0 && (best < 0 || comesBefore(queue, first, best));
        first = heads.next()) {
      Assignment anywhere = cluster.place(queue.job(first), NodeLimit.NONE);
      if (anywhere == null) {
        continue;
      }
      promise = promise == null ? promiseTo(cluster, queue, head) : promise;
      if (promise == null) {
        return Plan.NOTHING;
      }
      Assignment beside = cluster.place(queue.job(first), besideHead(promise, queue.job(first)));
      long windowNanos = promise.timeNanos() - queue.nowNanos();
      int candidate =
          beside != null ? first : firstDoneBy(queue, queue.demandClass(first), windowNanos);
      if (candidate >= 0 && (best < 0 || comesBefore(queue, candidate, best))) {
        best = candidate;
        bestPlace = finishesBy(queue, candidate, windowNanos) ? anywhere : beside;
      }
    }
    return best < 0 ? Plan.NOTHING : Plan.start(best, bestPlace);
  }

  private static boolean comesBefore(JobQueue queue, int job, int other) {
    long own = queue.priority(job);
    long others = queue.priority(other);
    return own < others || (own == others && job < other);
  }

  private static Promise promiseTo(ClusterView cluster, JobQueue queue, int head) {
    OptionalLong repair = cluster.outages().stream().mapToLong(NodeOutage::backNanos).min();
    if (repair.isPresent()) {
      return Promise.none(repair.getAsLong());
    }
    ReleaseWalk walk = new ReleaseWalk(cluster, queue, queue.job(head));
    IntCursor running = queue.runningEarliestFinishFirst();
    for (int job = running.next(); job >= 0; job = running.next()) {
      walk.release(job);
      if (walk.fits()) {
        return new Promise(walk, queue.finishNanos(job), walk.nodes());
      }
    }
    return null;
  }

  private static NodeLimit besideHead(Promise promise, Job job) {
    if (promise.tasksAt() == null) {
      return node -> 0;
    }
    return node -> {
      Integer taken = promise.tasksAt().get(node);
      return taken == null
          ? Integer.MAX_VALUE
          : promise.walk().spareSlots(node, taken, job.demand());
    };
  }

  private static int firstDoneBy(JobQueue queue, int demandClass, long windowNanos) {
    IntCursor jobs = queue.waitingInOrder(demandClass);
    for (int job = jobs.next(); job >= 0; job = jobs.next()) {
      if (finishesBy(queue, job, windowNanos)) {
        return job;
      }
    }
    return -1;
  }

  private static boolean finishesBy(JobQueue queue, int job, long windowNanos) {
    return queue.longestHoldNanos(job) <= windowNanos;
  }
}
