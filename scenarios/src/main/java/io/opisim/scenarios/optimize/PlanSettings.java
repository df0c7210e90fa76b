package io.opisim.scenarios.optimize;

import io.opisim.scheduler.optimizer.SearchLimits;
import io.opisim.scheduler.optimizer.joint.Objective;
import java.util.List;

/**
 * How to plan, and what to compare with.
 *
 * @param objective what to make small
 * @param limits of each search
 * @param plans how many searches, each of which gives a plan
 * @param policies ids of the policies to compare with
 * @param placements ids of the placements to compare with
 * @param ways ids of the fixed choices of ways to compare with; none for all
 * @param refinement how many runs to refine the plans by; none for 0
 * @param screenPercent how far above the best pair of one run another may be to have all runs; 0 if
 *     all pairs have
 * @param wishes what plans are to be like besides their aim
 * @param layouts whether training jobs may be run in other layouts than the scenario's
 * @param threads runs at a time, at least 1; results do not depend on it
 */
public record PlanSettings(
    Objective objective,
    SearchLimits limits,
    int plans,
    List<String> policies,
    List<String> placements,
    List<String> ways,
    int refinement,
    double screenPercent,
    PlanWishes wishes,
    boolean layouts,
    int threads) {
  /** With fewer runs nothing can be told from chance. */
  public static final int LEAST_REFINEMENT = 100;

  private static final int USUAL_STEPS = 2000;
  private static final int FEWEST_STEPS = 10;
  private static final double FEW_JOBS = 300;

  /** Copies the lists. */
  public PlanSettings {
    policies = List.copyOf(policies);
    placements = List.copyOf(placements);
    ways = List.copyOf(ways);
    if (plans < 1) {
      throw new IllegalArgumentException(plans + " plans");
    }
    if (refinement < 0 || !(screenPercent >= 0)) {
      throw new IllegalArgumentException(
          "refined by " + refinement + " runs, screened by " + screenPercent + " %");
    }
  }

  /**
   * Steps of a search where nobody says how many. With more jobs a move is tried in a longer time
   * and improves a smaller part of the plan, so that equal steps would take hours.
   */
  public static int usualSteps(int jobs) {
    double share = Math.min(1, FEW_JOBS / jobs);
    return (int) Math.max(FEWEST_STEPS, Math.round(USUAL_STEPS * share * share));
  }

  /** The same with the usual steps for so many jobs as the only limit of each search. */
  public PlanSettings withUsualSteps(int jobs) {
    return with(SearchLimits.steps(limits.seed(), usualSteps(jobs)), policies);
  }

  /** The same, compared with other policies. */
  PlanSettings withPolicies(List<String> others) {
    return with(limits, others);
  }

  private PlanSettings with(SearchLimits otherLimits, List<String> otherPolicies) {
    return new PlanSettings(
        objective,
        otherLimits,
        plans,
        otherPolicies,
        placements,
        ways,
        refinement,
        screenPercent,
        wishes,
        layouts,
        threads);
  }

  /** The metric that tells how well the aim is met. */
  public String metric() {
    return objective == Objective.JCT ? "jct_mean_s" : "makespan_s";
  }

  /** All that a result depends on, in words. */
  public String asked() {
    return metric() + " " + limits + " " + plans + " " + policies + " " + placements + more();
  }

  private String more() {
    return (ways.isEmpty() ? "" : " " + ways)
        + (layouts ? " layouts" : "")
        + (refinement == 0 ? "" : " refine " + refinement)
        + (screenPercent == 0 ? "" : " screen " + screenPercent)
        + wishes.asked();
  }
}
