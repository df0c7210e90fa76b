package io.opisim.scheduler.optimizer.joint;

import io.opisim.models.topology.Cluster;
import io.opisim.scheduler.RunModel;
import java.util.List;

/**
 * Which jobs to run where and in which order.
 *
 * @param cluster the nodes
 * @param jobs in order of arrival
 * @param model what runs cost; asked by one thread at a time
 * @param objective what to make small
 * @param nowSeconds nothing can start before
 * @param rules what plans are held to and judged by besides
 */
public record JointProblem(
    Cluster cluster,
    List<PlannedJob> jobs,
    RunModel model,
    Objective objective,
    double nowSeconds,
    JointRules rules) {
  /** Copies the jobs and checks their order. */
  public JointProblem {
    jobs = List.copyOf(jobs);
    for (int i = 1; i < jobs.size(); i++) {
      if (jobs.get(i).job().arrivalNanos() < jobs.get(i - 1).job().arrivalNanos()) {
        throw new IllegalArgumentException("jobs are planned in order of arrival");
      }
    }
  }

  /** A plan from the beginning. */
  public static JointProblem of(
      Cluster cluster, List<PlannedJob> jobs, RunModel model, Objective objective) {
    return new JointProblem(cluster, jobs, model, objective, 0, JointRules.plain(cluster));
  }

  /** The same under other rules. */
  public JointProblem with(JointRules newRules) {
    return new JointProblem(cluster, jobs, model, objective, nowSeconds, newRules);
  }
}
