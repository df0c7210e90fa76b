package io.opisim.scenarios.optimize;

import io.opisim.scenarios.result.CaseResult;
import io.opisim.scenarios.result.Comparison;
import io.opisim.scheduler.optimizer.joint.Schedule;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What planning came to.
 *
 * @param metric what was to be made small
 * @param boundSeconds what no schedule can beat, mean over the seeds
 * @param plans the chosen one first, then by score
 * @param subjects what ways of jobs are about; none where jobs have one way only
 * @param pairs policies with placements and fixed choices of ways that had all runs, the best first
 * @param refused pairs that could not be carried out, with the reason
 * @param samePlan whether all seeds have the same jobs, and so the same plan
 * @param screening one run of each pair, if it told which of them had all runs
 * @param terms what else plans are judged by
 */
public record PlanOutcome(
    String metric,
    double boundSeconds,
    List<PlanResult> plans,
    List<String> subjects,
    List<PairResult> pairs,
    SortedMap<String, String> refused,
    boolean samePlan,
    Optional<PairScreening> screening,
    PlanTerms terms) {
  /**
   * A plan, or one for each seed where seeds have different jobs.
   *
   * @param scoreSeconds what the closed forms say of the metric, mean over the seeds
   * @param first the plan for the first seed
   * @param simulated its runs
   */
  public record PlanResult(String id, double scoreSeconds, Schedule first, CaseResult simulated) {}

  /**
   * A policy with a placement.
   *
   * @param ways a choice of ways that looks at no job; empty where jobs have one way only
   */
  public record PairResult(String policy, String placement, String ways, CaseResult simulated) {}

  /** Copies the parts. */
  public PlanOutcome {
    plans = List.copyOf(plans);
    subjects = List.copyOf(subjects);
    pairs = List.copyOf(pairs);
    refused = new TreeMap<>(refused);
  }

  /** Mean of the metric. */
  public double mean(CaseResult result) {
    return result.summary().get(metric).mean();
  }

  /** The chosen plan against a pair, seed by seed: below zero if the plan is better. */
  public Comparison against(PairResult pair) {
    return Comparison.of(plans.get(0).simulated(), pair.simulated()).stream()
        .filter(one -> one.metric().name().equals(metric))
        .findFirst()
        .orElseThrow();
  }

  /** The best pair, if any could be carried out. */
  public Optional<PairResult> bestPair() {
    return pairs.stream().findFirst();
  }

  /** How far above the bound a result is, as a share of the bound. */
  public double gap(CaseResult result) {
    return mean(result) / boundSeconds - 1;
  }
}
