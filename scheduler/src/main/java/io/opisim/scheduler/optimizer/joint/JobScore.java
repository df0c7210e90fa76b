package io.opisim.scheduler.optimizer.joint;

import io.opisim.models.workload.Job;
import java.util.ArrayList;
import java.util.List;

/**
 * What one job adds to the score of a plan, constraint by constraint; the sums over all jobs are
 * those of {@link JointScore}.
 *
 * @param job its number
 * @param way how it is run
 * @param startSeconds when it starts, or -1 if it never does
 * @param finishSeconds when it ends, likewise
 * @param waitedSeconds from its arrival to its start
 * @param aloneSeconds its run time at its place if nobody disturbed it
 * @param heldUpSeconds what its run time is beyond that
 * @param rackCrossings racks beyond one
 * @param gpuOverload GPUs beyond what the nodes that it is bound to have
 * @param cpuOverloadMilli thousandths of a core, likewise
 * @param memoryOverloadMebibytes likewise
 * @param wrongModels tasks on nodes of a GPU model that it does not accept
 * @param terms its part of the soft terms
 */
public record JobScore(
    int job,
    int way,
    double startSeconds,
    double finishSeconds,
    double waitedSeconds,
    double aloneSeconds,
    double heldUpSeconds,
    long rackCrossings,
    long gpuOverload,
    long cpuOverloadMilli,
    long memoryOverloadMebibytes,
    long wrongModels,
    SoftTerms terms) {
  private static final double NANOS = 1e-9;

  /** Whether the job runs at all. */
  public boolean starts() {
    return startSeconds >= 0;
  }

  /** All jobs of a schedule, by number. */
  public static List<JobScore> of(JointProblem problem, Schedule schedule) {
    NodeRoom room = new NodeRoom(problem.cluster());
    JobScore[] scores = new JobScore[problem.jobs().size()];
    List<Schedule.Run> runs = schedule.byJob();
    List<SoftTerms> terms =
        new TermAmounts(problem).of(runs.stream().map(run -> stay(problem, run)).toList());
    for (int at = 0; at < terms.size(); at++) {
      scores[runs.get(at).job()] = of(problem, room, runs.get(at), terms.get(at));
    }
    List<JobScore> all = new ArrayList<>();
    for (int job = 0; job < scores.length; job++) {
      JobScore never = new JobScore(job, 0, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0, SoftTerms.NONE);
      all.add(scores[job] == null ? never : scores[job]);
    }
    return all;
  }

  private static TermAmounts.Stay stay(JointProblem problem, Schedule.Run run) {
    return new TermAmounts.Stay(
        run.job(),
        run.way(),
        run.nodes(),
        problem.model().place(run.job(), run.way(), run.nodes()),
        run.startSeconds(),
        run.finishSeconds());
  }

  private static JobScore of(
      JointProblem problem, NodeRoom room, Schedule.Run run, SoftTerms terms) {
    Job job = problem.jobs().get(run.job()).job();
    long[] over = NodeRoom.overload(problem.cluster(), job, run.nodes());
    long wrong = 0;
    for (int node : run.nodes()) {
      wrong += room.accepts(job.demand(), node) ? 0 : 1;
    }
    double lasted = run.finishSeconds() - run.startSeconds();
    return new JobScore(
        run.job(),
        run.way(),
        run.startSeconds(),
        run.finishSeconds(),
        run.startSeconds() - job.arrivalNanos() * NANOS,
        run.aloneSeconds(),
        lasted - run.aloneSeconds(),
        room.racksOf(run.nodes()) - 1,
        over[0],
        over[1],
        over[2],
        wrong,
        terms);
  }
}
