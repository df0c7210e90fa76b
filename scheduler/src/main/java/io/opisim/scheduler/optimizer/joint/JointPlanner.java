package io.opisim.scheduler.optimizer.joint;

import io.opisim.scheduler.optimizer.SearchLimits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Plans all jobs of a problem: a start from known orders, then searches with seeds of their own.
 */
public final class JointPlanner {
  private JointPlanner() {}

  /** The plan that searches start from. */
  public static Schedule start(JointProblem problem) {
    Timeline timeline = new Timeline(problem);
    return bound(timeline, timeline.schedule(JointStart.best(problem, timeline)));
  }

  /** First come, first served, anywhere, each job in its first way: what others are judged by. */
  public static Schedule baseline(JointProblem problem) {
    List<JobChoice> choices = new ArrayList<>();
    for (int job = 0; job < problem.jobs().size(); job++) {
      choices.add(new JobChoice(job, Spot.ANYWHERE, true, 0));
    }
    return new Timeline(problem).schedule(choices);
  }

  /**
   * The best plans, the best one first; fewer than asked for if searches find the same.
   *
   * @param limits of each search; the first has this seed, the next ones the seeds after it
   * @param searches how many searches, at least 1
   */
  public static List<Schedule> plans(JointProblem problem, SearchLimits limits, int searches) {
    List<JobChoice> start = starting(problem);
    List<Schedule> plans = new ArrayList<>();
    for (int search = 0; search < searches; search++) {
      plans.add(search(problem, start, limits, search, () -> {}));
    }
    return ranked(plans, problem.objective());
  }

  /** The decisions that all searches for the plan of a problem start from. */
  public static List<JobChoice> starting(JointProblem problem) {
    return JointStart.best(problem, new Timeline(problem));
  }

  /**
   * The plan of one of several searches, which know nothing of each other.
   *
   * @param problem that no other search works on meanwhile
   * @param start as {@link #starting} gives it for an equal problem
   * @param limits of the first of them
   * @param search its number, from 0; added to the seed
   * @param stepDone told of each step
   */
  public static Schedule search(
      JointProblem problem,
      List<JobChoice> start,
      SearchLimits limits,
      int search,
      Runnable stepDone) {
    SearchLimits own = limits.withSeed(limits.seed() + search);
    List<JobChoice> found = JointSearch.improve(problem, start, own, stepDone);
    Timeline timeline = new Timeline(problem);
    return bound(timeline, timeline.schedule(found));
  }

  /** Plans without those that are alike, the best one first, of equals the one found first. */
  public static List<Schedule> ranked(List<Schedule> found, Objective objective) {
    List<Schedule> plans = new ArrayList<>();
    for (Schedule plan : found) {
      if (plans.stream().noneMatch(other -> alike(plan, other))) {
        plans.add(plan);
      }
    }
    plans.sort((one, other) -> compare(one.score(), other.score(), objective));
    return plans;
  }

  /** The better one first; of equals the one with less of the soft terms, in their order. */
  private static int compare(JointScore one, JointScore other, Objective objective) {
    int comparison =
        JointScoreCalculator.of(other, objective)
            .compareTo(JointScoreCalculator.of(one, objective));
    return comparison != 0 ? comparison : one.terms().compareTo(other.terms());
  }

  /**
   * The same plan with every job bound to its nodes, scored as it will be carried out; the rules
   * that led to it are forgotten, and who holds others back is, too, unless that makes it better.
   */
  private static Schedule bound(Timeline timeline, Schedule plan) {
    int jobs = timeline.problem().jobs().size();
    Schedule loose = timeline.schedule(plan.choices(jobs));
    Schedule holding = timeline.schedule(plan.holdingChoices(jobs));
    return JointStart.isBetter(holding.score(), loose.score(), timeline.problem().objective())
        ? holding
        : loose;
  }

  private static boolean alike(Schedule one, Schedule other) {
    boolean alike = one.runs().size() == other.runs().size();
    for (int i = 0; alike && i < one.runs().size(); i++) {
      Schedule.Run mine = one.runs().get(i);
      Schedule.Run theirs = other.runs().get(i);
      alike =
          mine.job() == theirs.job()
              && mine.way() == theirs.way()
              && mine.holds() == theirs.holds()
              && Arrays.equals(mine.nodes(), theirs.nodes());
    }
    return alike;
  }
}
