package io.opisim.scheduler.policy;

import io.opisim.scheduler.ClusterView;
import io.opisim.scheduler.JobQueue;
import io.opisim.scheduler.Plan;
import io.opisim.scheduler.SchedulingPolicy;

/**
 * The jobs with the least run time left run; a job with less left preempts jobs with more. Run
 * times are taken as known; a preempted job keeps its progress.
 *
 * <p>Source: shortest remaining processing time, Schrage (Operations Research 1968); for gangs on a
 * cluster it is a heuristic.
 */
public final class ShortestRemainingFirst implements SchedulingPolicy {
  @Override
  public String id() {
    return "shortest-remaining-first";
  }

  @Override
  public String description() {
    return "the job with the least run time left first, known run times, preemptive";
  }

  @Override
  public Plan plan(ClusterView cluster, JobQueue queue) {
    return Preemption.plan(
        cluster,
        queue,
        queue::runningLatestFinishFirst,
        (waiting, running) ->
            queue.priority(waiting) < queue.finishNanos(running) - queue.nowNanos());
  }

  @Override
  public long priority(JobQueue queue, int job) {
    // With what it costs to come back: by work alone two jobs could take turns for ever.
    return queue.longestHoldNanos(job);
  }
}
