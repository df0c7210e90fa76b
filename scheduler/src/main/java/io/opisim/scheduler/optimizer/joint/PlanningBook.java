package io.opisim.scheduler.optimizer.joint;

import io.opisim.scheduler.Planning;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Sets a plan beside the baseline of the same problem, part by part: what a {@link Planning} says.
 *
 * <p>The parts of a job are those of {@link JobScore}, from now on. The first jobs of a problem may
 * be no jobs, but stand in for nodes that are out; they are not told.
 */
final class PlanningBook {
  /** So many jobs are told one by one. */
  static final int MOST_JOBS = 10;

  /** Ends are said to differ from so many seconds on. */
  private static final double SAME = 1e-6;

  private final JointProblem problem;
  private final int[] jobs;
  private final int first;

  /**
   * A book of a problem.
   *
   * @param jobs the run's numbers of the problem's last jobs, those that are jobs
   */
  PlanningBook(JointProblem problem, int[] jobs) {
    this.problem = problem;
    this.jobs = jobs;
    first = problem.jobs().size() - jobs.length;
  }

  /**
   * A plan beside the baseline.
   *
   * @param nowNanos when it was made
   * @param waiting how many wait, those that are not in the problem included
   * @param started how many start now
   */
  Planning of(Schedule plan, long nowNanos, int waiting, int started) {
    Schedule baseline = JointPlanner.baseline(problem);
    List<Planning.Parts> own = parts(plan);
    List<Planning.Parts> theirs = parts(baseline);
    List<Planning.JobParts> differing = new ArrayList<>();
    int running = 0;
    for (int job = 0; job < jobs.length; job++) {
      boolean runs = problem.jobs().get(first + job).runningOn() != null;
      running += runs ? 1 : 0;
      Planning.JobParts both =
          new Planning.JobParts(jobs[job], runs, own.get(job), theirs.get(job));
      if (differs(both)) {
        differing.add(both);
      }
    }
    differing.sort(Comparator.comparingDouble(both -> -Math.abs(difference(both))));
    return new Planning(
        nowNanos,
        waiting,
        waiting - (jobs.length - running),
        running,
        started,
        totals(own),
        totals(theirs),
        differing.size(),
        differing.subList(0, Math.min(MOST_JOBS, differing.size())));
  }

  private static boolean differs(Planning.JobParts both) {
    boolean otherRacks =
        both.plan() != null
            && both.baseline() != null
            && both.plan().racksCrossed() != both.baseline().racksCrossed();
    return otherRacks || Math.abs(difference(both)) > SAME;
  }

  /** A job that one of them never starts is the furthest off. */
  private static double difference(Planning.JobParts both) {
    if (both.plan() == null || both.baseline() == null) {
      return both.plan() == both.baseline() ? 0 : Double.POSITIVE_INFINITY;
    }
    return both.plan().endsSeconds() - both.baseline().endsSeconds();
  }

  private List<Planning.Parts> parts(Schedule schedule) {
    List<Planning.Parts> parts = new ArrayList<>();
    for (JobScore score : JobScore.of(problem, schedule)) {
      if (score.job() >= first) {
        parts.add(score.starts() ? parts(score) : null);
      }
    }
    return parts;
  }

  private Planning.Parts parts(JobScore score) {
    double waits = score.startSeconds() - problem.nowSeconds();
    double alone = score.aloneSeconds() * problem.jobs().get(score.job()).leftRatio();
    double lasts = score.finishSeconds() - score.startSeconds();
    return new Planning.Parts(waits, alone, lasts - alone, score.rackCrossings());
  }

  private static Planning.Totals totals(List<Planning.Parts> jobs) {
    Planning.Parts sum = Planning.Parts.NONE;
    double last = 0;
    int never = 0;
    for (Planning.Parts job : jobs) {
      never += job == null ? 1 : 0;
      sum = job == null ? sum : sum.plus(job);
      last = job == null ? last : Math.max(last, job.endsSeconds());
    }
    return new Planning.Totals(never, sum, last);
  }
}
