package io.opisim.scenarios.optimize;

import io.opisim.models.workload.Job;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.SchedulingSpec;
import io.opisim.scenarios.study.InputException;
import io.opisim.scenarios.study.SingleRun;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.optimizer.joint.JointPlanner;
import io.opisim.scheduler.optimizer.joint.JointProblem;
import io.opisim.scheduler.optimizer.joint.JointRules;
import io.opisim.scheduler.optimizer.joint.Schedule;
import io.opisim.scheduler.optimizer.joint.SoftTerm;
import io.opisim.scheduler.optimizer.joint.SoftTerms;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;

/**
 * What else the plans of a study are judged by.
 *
 * @param known terms that there is something to tell about
 * @param weights seconds of the aim that a unit of a term is worth
 * @param baseline amounts of first come, first served with the jobs of the first seed
 * @param quotas whether plans are held to quotas
 */
public record PlanTerms(
    List<SoftTerm> known, SortedMap<SoftTerm, Double> weights, SoftTerms baseline, boolean quotas) {
  /** Copies the list. */
  public PlanTerms {
    known = List.copyOf(known);
  }

  static PlanTerms of(SingleRun runs, List<Job> jobs, PlanSettings settings) throws IOException {
    JointProblem problem = PlanProblems.of(runs, jobs, settings);
    return new PlanTerms(
        Arrays.stream(SoftTerm.values()).filter(problem.rules()::isKnown).toList(),
        problem.rules().weights(),
        JointPlanner.baseline(problem).score().terms(),
        problem.rules().quotas().isPresent());
  }

  static JointRules rules(SingleRun runs, List<Job> jobs, PlanWishes wishes) throws IOException {
    JointRules rules = runs.rules(jobs);
    if (wishes.previous().isPresent()) {
      rules = rules.after(wishes.previous().get().of(jobs, runs.ways(jobs), runs.cluster()));
    }
    for (SoftTerm term : wishes.weights().keySet()) {
      if (!rules.isKnown(term)) {
        throw PlanProblems.cannotPlan(
            term.id() + " is weighed, but not known here",
            switch (term) {
              case ENERGY -> "name costs.accelerator_power, on a cluster of one shape of node";
              case COST -> "name costs.prices, on a cluster of one shape of node";
              default -> "name the earlier result with --previous";
            });
      }
    }
    return rules.with(wishes.weights());
  }

  /** Of all policies only those that keep the quotas, where there are some. */
  static PlanSettings comparable(PlanSettings settings, CaseSpec spec) {
    boolean all = settings.policies().containsAll(SchedulerServices.policies().keySet());
    return all && spec.scheduling().quota().isPresent()
        ? settings.withPolicies(List.of(SchedulingSpec.POLICY_WITH_QUOTAS))
        : settings;
  }

  /** An earlier plan says nothing about jobs that each seed draws anew. */
  static void checkSameJobs(PlanWishes wishes, int different) throws InputException {
    if (wishes.previous().isPresent() && different > 1) {
      throw PlanProblems.cannotPlan(
          "each seed has jobs of its own, and the earlier plan is that of one of them",
          "plan one run: --set runs=1");
    }
  }

  /** Seconds of the aim that the terms of a plan are worth. */
  public double worthSeconds(Schedule plan) {
    return JointRules.worthSeconds(weights, plan.score().terms());
  }

  static double worthSeconds(PlanWishes wishes, Schedule plan) {
    return JointRules.worthSeconds(wishes.weights(), plan.score().terms());
  }
}
