package io.opisim.scenarios.study;

import io.opisim.models.workload.Job;
import io.opisim.scenarios.scenario.SchedulingSpec;
import io.opisim.scenarios.world.TrainingRunModel;
import io.opisim.scenarios.world.TrainingSetup;
import io.opisim.scheduler.PolicyOptions;
import io.opisim.scheduler.RoundSettings;
import io.opisim.scheduler.RunModel;
import io.opisim.scheduler.SchedulerServices;
import io.opisim.scheduler.SchedulingPolicy;
import io.opisim.scheduler.optimizer.joint.OptimizerPolicy;
import io.opisim.simcore.random.RandomStreams;
import java.util.List;
import java.util.Optional;

/** Policies with what a scenario sets about them. */
final class Policies {
  private Policies() {}

  /**
   * A policy for one run.
   *
   * @param id which one; the rest of {@code spec} is its options
   * @param training what training jobs share, if they share anything
   */
  static SchedulingPolicy of(
      String id, SchedulingSpec spec, List<Job> jobs, Optional<TrainingSetup> training) {
    // Hashes that are those of no run: who plans does not know where flows will go.
    Optional<RunModel> runs =
        id.equals(OptimizerPolicy.ID)
            ? training.map(
                setup -> new TrainingRunModel(jobs, setup, new RandomStreams(1).child("optimizer")))
            : Optional.empty();
    return SchedulerServices.policies()
        .get(id)
        .with(
            new PolicyOptions(
                spec.queueLimits().stream().map(limit -> limit.nanos()).toList(),
                spec.quota().map(Quotas::rules),
                spec.rounds()
                    .map(r -> new RoundSettings(r.length().nanos(), r.sharesEvery().nanos())),
                runs));
  }
}
