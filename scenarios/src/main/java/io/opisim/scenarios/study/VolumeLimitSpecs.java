package io.opisim.scenarios.study;

import io.opisim.models.storage.build.FrontEndSpec;
import io.opisim.models.storage.build.LimitSpec;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.models.storage.middleend.QosLimit;
import io.opisim.scenarios.scenario.VolumeLimits;
import io.opisim.simcore.units.DataRate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Limits of volumes, from a scenario's words. */
final class VolumeLimitSpecs {
  private VolumeLimitSpecs() {}

  /**
   * The way to the volume of a job, with its limits.
   *
   * @param volume name of the volume
   * @param path of the job in the scenario
   * @throws InputException if what is limited is no block volume
   */
  static StorageDescription limited(
      StorageDescription way, Optional<VolumeLimits> limits, String volume, String path)
      throws InputException {
    if (limits.isEmpty()) {
      return way;
    }
    if (!(way.frontEnd() instanceof FrontEndSpec.Nvme)) {
      throw FabricPlans.problem(
          path + ".limits",
          "are of a block volume, and this storage serves files or objects",
          "leave them out, or take storage that speaks nvme-tcp, nvme-rdma or is local");
    }
    List<LimitSpec> all = new ArrayList<>();
    limits
        .get()
        .commandsPerSecond()
        .ifPresent(count -> all.add(new LimitSpec(volume, QosLimit.Kind.COMMANDS, count)));
    add(all, volume, QosLimit.Kind.BYTES, limits.get().rate());
    add(all, volume, QosLimit.Kind.READ_BYTES, limits.get().readRate());
    add(all, volume, QosLimit.Kind.WRITE_BYTES, limits.get().writeRate());
    return way.limiting(all);
  }

  private static void add(
      List<LimitSpec> all, String volume, QosLimit.Kind kind, Optional<DataRate> rate) {
    rate.ifPresent(
        most ->
            all.add(
                new LimitSpec(volume, kind, (long) (most.bytesPerSecond() / VolumeLimits.MIB))));
  }
}
