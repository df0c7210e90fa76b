package io.opisim.scheduler.optimizer.joint;

import io.opisim.models.workload.Job;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/**
 * Plans to start a search from: orders of known policies with rules of known placements, all jobs
 * run in the same way.
 */
final class JointStart {
  private JointStart() {}

  /** The best of all orders, rules, ways and of holding others back or not, of equals the first. */
  static List<JobChoice> best(JointProblem problem, Timeline timeline) {
    List<JobChoice> best = null;
    JointScore bestScore = null;
    List<List<JobChoice>> starts = all(problem);
    problem.rules().earlier().ifPresent(earlier -> starts.addAll(asBefore(problem, earlier)));
    for (List<JobChoice> each : starts) {
      JointScore score = timeline.score(each);
      if (best == null || isBetter(score, bestScore, problem.objective())) {
        best = each;
        bestScore = score;
      }
    }
    return best;
  }

  /** The earlier plan's order, nodes and ways; jobs that it did not have, by arrival. */
  private static List<List<JobChoice>> asBefore(JointProblem problem, EarlierPlan earlier) {
    int jobs = problem.jobs().size();
    double[] start = new double[jobs];
    for (int job = 0; job < jobs; job++) {
      EarlierPlan.Place place = earlier.places().get(job);
      double arrival = problem.jobs().get(job).job().arrivalNanos() * 1e-9;
      start[job] = place == null ? arrival : place.startSeconds();
    }
    List<Integer> sorted =
        IntStream.range(0, jobs)
            .boxed()
            .sorted(Comparator.comparingDouble(job -> start[job]))
            .toList();
    List<List<JobChoice>> both = new ArrayList<>();
    for (boolean holds : new boolean[] {false, true}) {
      JobChoice[] choices = new JobChoice[jobs];
      for (int position = 0; position < jobs; position++) {
        int job = sorted.get(position);
        EarlierPlan.Place place = earlier.places().get(job);
        int way = place == null ? 0 : Math.max(0, place.way());
        choices[job] = new JobChoice(2 * position + 1, Spot.AS_BEFORE, holds, way);
      }
      both.add(List.of(choices));
    }
    return both;
  }

  static boolean isBetter(JointScore one, JointScore other, Objective objective) {
    return JointScoreCalculator.of(one, objective)
            .compareTo(JointScoreCalculator.of(other, objective))
        > 0;
  }

  private static List<List<JobChoice>> all(JointProblem problem) {
    List<ToDoubleFunction<Job>> orders =
        List.of(
            job -> 0,
            Job::durationNanos,
            job -> (double) job.durationNanos() * job.gpus(),
            job -> -(double) job.durationNanos(),
            job -> -(double) job.durationNanos() * job.gpus());
    List<List<JobChoice>> all = new ArrayList<>();
    int ways = problem.jobs().stream().mapToInt(PlannedJob::ways).max().orElse(1);
    for (int way = 0; way < ways; way++) {
      for (ToDoubleFunction<Job> order : orders) {
        for (Spot spot : List.of(Spot.ANYWHERE, Spot.FEWEST_RACKS)) {
          for (boolean holds : new boolean[] {false, true}) {
            all.add(choices(problem, order, spot, holds, way));
          }
        }
      }
    }
    return all;
  }

  private static List<JobChoice> choices(
      JointProblem problem, ToDoubleFunction<Job> order, Spot spot, boolean holds, int way) {
    List<Integer> sorted =
        IntStream.range(0, problem.jobs().size())
            .boxed()
            .sorted(
                Comparator.comparingDouble(
                    job -> order.applyAsDouble(problem.jobs().get(job).job())))
            .toList();
    JobChoice[] choices = new JobChoice[sorted.size()];
    for (int position = 0; position < choices.length; position++) {
      // Every other turn, so that there is room between two.
      int job = sorted.get(position);
      int own = Math.min(way, problem.jobs().get(job).ways() - 1);
      choices[job] = new JobChoice(2 * position + 1, spot, holds, own);
    }
    return List.of(choices);
  }
}
