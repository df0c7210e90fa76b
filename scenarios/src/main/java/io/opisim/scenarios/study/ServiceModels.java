package io.opisim.scenarios.study;

import io.opisim.models.fault.DeviceCounts;
import io.opisim.models.fault.DeviceKind;
import io.opisim.models.fault.FaultCause;
import io.opisim.models.fault.FaultProfile;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.checkpoint.CheckpointContents;
import io.opisim.models.workload.checkpoint.CheckpointInterval;
import io.opisim.models.workload.checkpoint.InterruptionCost;
import io.opisim.scenarios.catalog.Catalog;
import io.opisim.scenarios.catalog.CatalogException;
import io.opisim.scenarios.scenario.CaseSpec;
import io.opisim.scenarios.scenario.CheckpointsSpec;
import io.opisim.scenarios.scenario.FaultsSpec;
import io.opisim.scenarios.scenario.WhenPreempted;
import io.opisim.scenarios.world.NodeFaults;
import io.opisim.scenarios.world.ServiceModel;
import io.opisim.simcore.random.RandomStreams;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** What running costs besides the work, from the words of a scenario. */
final class ServiceModels {
  private static final double NANOS = 1e9;
  private static final String FAULTS = "faults";
  private static final Set<DeviceKind> IN_NODES =
      Set.of(DeviceKind.ACCELERATOR, DeviceKind.NIC, DeviceKind.NODE);

  private ServiceModels() {}

  /**
   * The service model of a run.
   *
   * @param jobs of the run
   * @throws InputException if the case cannot have one
   */
  static ServiceModel of(CaseSpec spec, List<Job> jobs, Catalog catalog, long seed)
      throws InputException {
    if (spec.faults().isEmpty() && spec.checkpoints().isEmpty()) {
      return ServiceModel.IDEAL;
    }
    check(spec);
    Optional<FaultProfile> profile =
        spec.faults().isPresent()
            ? Optional.of(profile(spec.faults().get(), catalog))
            : Optional.empty();
    Optional<NodeFaults> faults =
        profile.map(causes -> new NodeFaults(causes, new RandomStreams(seed).child(FAULTS)));
    if (spec.checkpoints().isEmpty()) {
      return new ServiceModel(Optional.empty(), faults);
    }
    CheckpointsSpec checkpoints = spec.checkpoints().get();
    if (!checkpoints.isComputed()) {
      return ServiceModel.of(cost(checkpoints, checkpoints.intervalNanos()), faults);
    }
    if (profile.isEmpty()) {
      throw FabricPlans.problem(
          "checkpoints.interval",
          checkpoints.interval().orElseThrow() + " needs a failure rate, and nothing ever fails",
          "add faults, as faults: {profile: llama3-16384-h100}");
    }
    InterruptionCost[] costs =
        jobs.stream()
            .map(job -> cost(checkpoints, computed(checkpoints, profile.get(), job)))
            .toArray(InterruptionCost[]::new);
    return new ServiceModel(Optional.of(job -> costs[job]), faults);
  }

  private static FaultProfile profile(FaultsSpec spec, Catalog catalog) throws InputException {
    try {
      FaultProfile profile = catalog.faults(spec.profile());
      for (FaultCause cause : profile.causes()) {
        if (!IN_NODES.contains(cause.device())) {
          throw FabricPlans.problem(
              "faults.profile",
              "cause "
                  + cause.cause()
                  + " of "
                  + profile.faults()
                  + " strikes a "
                  + cause.device().name().toLowerCase(Locale.ROOT).replace('_', ' ')
                  + ", which runs do not break",
              "causes that strike an accelerator, a nic or a node");
        }
      }
      return profile.times(spec.rate());
    } catch (CatalogException broken) {
      throw new InputException(broken.problems());
    }
  }

  private static long writeNanos(CheckpointsSpec spec) {
    return spec.write().isPresent() ? spec.write().get().nanos() : transferNanos(spec);
  }

  private static long transferNanos(CheckpointsSpec spec) {
    return spec.transferNanos(CheckpointContents.WEIGHT_BYTES + CheckpointContents.OPTIMIZER_BYTES);
  }

  private static InterruptionCost cost(CheckpointsSpec spec, long intervalNanos) {
    return new InterruptionCost(
        writeNanos(spec),
        spec.restart().nanos() + transferNanos(spec),
        intervalNanos,
        spec.whenPreempted().map(doing -> doing == WhenPreempted.SAVE).orElse(intervalNanos == 0));
  }

  /** By the failures of what the job holds: its devices, a NIC for each, a node for each task. */
  private static long computed(CheckpointsSpec spec, FaultProfile profile, Job job) {
    DeviceCounts own =
        DeviceCounts.none()
            .with(DeviceKind.ACCELERATOR, job.gpus())
            .with(DeviceKind.NIC, job.gpus())
            .with(DeviceKind.NODE, job.tasks());
    double between = profile.secondsBetweenUnplanned(own);
    if (between == Double.POSITIVE_INFINITY) {
      return 0;
    }
    double write = writeNanos(spec) / NANOS;
    double seconds =
        spec.interval().orElseThrow().equals(CheckpointsSpec.YOUNG)
            ? CheckpointInterval.youngSeconds(write, between)
            : CheckpointInterval.dalySeconds(write, between);
    return Math.max(1, (long) StrictMath.ceil(seconds * NANOS));
  }

  private static void check(CaseSpec spec) throws InputException {
    String key = spec.faults().isPresent() ? FAULTS : "checkpoints";
    if (!spec.workload().emulatedTraining().isEmpty()) {
      throw FabricPlans.problem(
          key,
          "emulated training jobs know neither checkpoints nor failures",
          "leave it out, or take workload.training");
    }
  }
}
