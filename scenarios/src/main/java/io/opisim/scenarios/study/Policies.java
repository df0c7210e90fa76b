package io.opisim.scenarios.study;

import io.opisim.models.workload.Job;
import io.opisim.scenarios.scenario.SchedulingSpec;
import io.opisim.scenarios.world.EmulatedKind;
import io.opisim.scenarios.world.EmulatedRunModel;
import io.opisim.scenarios.world.EmulatedSetup;
import io.opisim.scenarios.world.TrainingRunModel;
import io.opisim.scenarios.world.TrainingSetup;
import io.opisim.scheduler.PlanningLog;
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
   * @param emulated what emulated jobs share, if there are any
   * @param log hears of plans, if somebody asks for them
   */
  static SchedulingPolicy of(
      String id,
      SchedulingSpec spec,
      List<Job> jobs,
      Optional<TrainingSetup> training,
      Optional<EmulatedSetup> emulated,
      Optional<PlanningLog> log) {
    Optional<RunModel> runs =
        id.equals(OptimizerPolicy.ID) ? model(jobs, training, emulated) : Optional.empty();
    return SchedulerServices.policies()
        .get(id)
        .with(
            new PolicyOptions(
                spec.queueLimits().stream().map(limit -> limit.nanos()).toList(),
                spec.quota().map(Quotas::rules),
                spec.rounds()
                    .map(r -> new RoundSettings(r.length().nanos(), r.sharesEvery().nanos())),
                runs,
                log));
  }

  private static Optional<RunModel> model(
      List<Job> jobs, Optional<TrainingSetup> training, Optional<EmulatedSetup> emulated) {
    if (emulated.isPresent()) {
      List<List<EmulatedKind>> ways = emulated.get().kindOfJob().stream().map(List::of).toList();
      return Optional.of(new EmulatedRunModel(jobs, ways, emulated.get()));
    }
    // Hashes that are those of no run: who plans does not know where flows will go.
    return training.map(
        setup -> new TrainingRunModel(jobs, setup, new RandomStreams(1).child("optimizer")));
  }
}
