package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.CpuCores;
import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;
import java.util.List;

/**
 * Jobs of one size with Poisson arrivals and exponential durations.
 *
 * @param jobs how many
 * @param load offered over available time of the scarcer resource demanded
 * @param durationMean mean run time
 * @param gpus GPUs of each job
 * @param cpuCores cores of each job
 */
public record PoissonWorkload(
    @Key(value = "How many jobs.", example = "100000", min = 1, max = 100_000_000) int jobs,
    @Key(
            value = "Offered time over the cluster's time, of the resource that runs out first.",
            example = "0.7",
            positive = true,
            max = 100)
        double load,
    @Key(value = "Mean of the exponential run times.", example = "100 s", positive = true)
        TimeSpan durationMean,
    @Key(value = "GPUs of each job.", example = "1", byDefault = "0", max = 1_000_000) int gpus,
    @Key(value = "CPU cores of each job.", example = "4", byDefault = "1") CpuCores cpuCores)
    implements Checked {
  @Override
  public List<Violation> violations() {
    if (gpus == 0 && cpuCores.milli() == 0) {
      return List.of(
          new Violation("cpu_cores", "a job demands nothing", "give it GPUs or CPU cores"));
    }
    return List.of();
  }
}
