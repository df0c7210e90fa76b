package io.opisim.scenarios.optimize;

import io.opisim.models.workload.Job;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.EmulatedTraining;
import io.opisim.scenarios.scenario.Problem;
import io.opisim.scenarios.study.InputException;
import io.opisim.scenarios.study.JobWays;
import io.opisim.scenarios.study.SingleRun;
import io.opisim.scheduler.RunModel;
import io.opisim.scheduler.optimizer.joint.JointProblem;
import io.opisim.scheduler.optimizer.joint.Objective;
import io.opisim.scheduler.optimizer.joint.PlannedJob;
import io.opisim.scheduler.optimizer.joint.Schedule;
import io.opisim.simcore.random.RandomStreams;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Planning problems of scenarios. */
public final class PlanProblems {
  private PlanProblems() {}

  /**
   * The problem of some jobs of a case.
   *
   * @param seed of the hashes that the plan reckons with, which are those of no run
   * @throws InputException if a job cannot be planned
   */
  public static JointProblem of(SingleRun runs, List<Job> jobs, Objective objective, long seed)
      throws IOException {
    RandomStreams streams = new RandomStreams(seed).child("optimizer");
    JobWays ways = runs.ways(jobs);
    RunModel model = ways.model(streams);
    List<PlannedJob> planning = new ArrayList<>();
    for (int job = 0; job < jobs.size(); job++) {
      try {
        planning.add(PlannedJob.waiting(jobs.get(job), ways.count(job)));
      } catch (IllegalArgumentException unfit) {
        throw cannotPlan(unfit.getMessage(), "whole GPUs only");
      }
    }
    return JointProblem.of(runs.cluster(), planning, model, objective);
  }

  /**
   * The same with all that plans are held to and judged by: what the scenario says of quotas and
   * costs, and what is wished.
   *
   * @throws InputException if a job cannot be planned, or what is wished is not known
   */
  static JointProblem of(SingleRun runs, List<Job> jobs, PlanSettings settings) throws IOException {
    JointProblem problem = of(runs, jobs, settings.objective(), settings.limits().seed());
    return problem.with(PlanTerms.rules(runs, jobs, settings.wishes()));
  }

  /**
   * Refuses a plan that leaves jobs out.
   *
   * @throws InputException if it does
   */
  static void checkAllStart(JointProblem problem, Schedule plan) throws InputException {
    if (plan.score().neverStarted() > 0) {
      boolean quotas = problem.rules().quotas().isPresent();
      throw cannotPlan(
          plan.score().neverStarted()
              + " jobs fit on no set of nodes"
              + (quotas ? " within their quotas" : "")
              + ", so no plan holds all",
          "give the cluster nodes"
              + (quotas ? ", or queues quotas," : "")
              + " that hold them, or leave them out");
    }
  }

  /**
   * Refuses what the score does not know.
   *
   * @throws InputException if the case has such a thing
   */
  static void check(CaseSpec spec) throws InputException {
    if (spec.faults().isPresent() || spec.checkpoints().isPresent()) {
      throw cannotPlan(
          "failures and checkpoints cannot be planned: the score does not know them",
          "leave faults and checkpoints out, or run the policy optimizer");
    }
    boolean caches =
        spec.cluster().storage().map(storage -> !storage.caches().isEmpty()).orElse(false);
    if (caches || spec.workload().emulatedTraining().stream().anyMatch(PlanProblems::unscored)) {
      throw cannotPlan(
          "caches and checkpoints of emulated training cannot be planned: the score does not know"
              + " them",
          "leave them out");
    }
  }

  /**
   * Refuses to refine where each seed has a plan of its own.
   *
   * @param choosing a seed that judges nothing
   */
  static void checkSameJobs(SingleRun runs, List<Long> judging, long choosing) throws IOException {
    List<Job> jobs = runs.jobs(choosing);
    for (long seed : judging) {
      if (!runs.jobs(seed).equals(jobs)) {
        throw cannotPlan(
            "seeds have different jobs: each has a plan of its own, and none can be refined for all",
            "plan without --refine, or give the jobs and their arrivals in the file");
      }
    }
  }

  private static boolean unscored(EmulatedTraining job) {
    return job.cache().isPresent() || job.checkpoint().isPresent();
  }

  static InputException cannotPlan(String message, String hint) {
    return new InputException(List.of(new Problem("", 0, "workload", message, hint)));
  }
}
