package io.opisim.scheduler.optimizer.joint;

import io.opisim.models.energy.EnergyUse;
import io.opisim.models.energy.EnergyUse.Draw;
import io.opisim.models.energy.PowerCurve;
import java.util.List;
import java.util.Optional;

/**
 * What the nodes of a cluster draw and cost while they are in use; all nodes alike.
 *
 * @param accelerator what each draws
 * @param host what a node draws beside accelerators and card, by its busy cores
 * @param card what a node's card to the storage draws
 * @param coresPerNode of every node
 * @param powerUsageEffectiveness energy of the facility ÷ energy of its devices
 * @param prices or empty if nothing is paid
 */
public record NodeCosts(
    PowerCurve accelerator,
    PowerCurve host,
    PowerCurve card,
    double coresPerNode,
    double powerUsageEffectiveness,
    Optional<Prices> prices) {
  private static final double SECONDS_PER_HOUR = 3600;

  /**
   * Prices in US dollars.
   *
   * @param acceleratorHour an hour of an accelerator
   * @param cardHour an hour of a node's card
   * @param kilowattHour a kWh of the facility; 0 where prices of devices include it
   */
  public record Prices(double acceleratorHour, double cardHour, double kilowattHour) {}

  /**
   * What a job's part of its nodes does.
   *
   * @param gpuSeconds accelerators held, times time
   * @param computeShare of that time in which they compute
   * @param idleGpuSeconds its part of the idle accelerators of its nodes, times time
   * @param nodeSeconds its part of its nodes, times time
   * @param coreSeconds time of cores that it keeps busy
   * @param cardSeconds time in which the busiest part of cards is busy
   */
  record Part(
      double gpuSeconds,
      double computeShare,
      double idleGpuSeconds,
      double nodeSeconds,
      double coreSeconds,
      double cardSeconds) {}

  double kilowattHours(Part part) {
    double cores = coresPerNode * part.nodeSeconds;
    return new EnergyUse(
            List.of(
                new Draw("accelerators", accelerator, 1, part.computeShare, part.gpuSeconds),
                new Draw("idle accelerators", accelerator, 1, 0, part.idleGpuSeconds),
                new Draw("hosts", host, 1, share(part.coreSeconds, cores), part.nodeSeconds),
                new Draw(
                    "cards", card, 1, share(part.cardSeconds, part.nodeSeconds), part.nodeSeconds)),
            powerUsageEffectiveness)
        .facilityKilowattHours();
  }

  private static double share(double busy, double possible) {
    return possible == 0 ? 0 : Math.min(1, busy / possible);
  }

  double usDollars(Part part, double kilowattHours) {
    if (prices.isEmpty()) {
      return 0;
    }
    double gpuSeconds = part.gpuSeconds + part.idleGpuSeconds;
    return (gpuSeconds * prices.get().acceleratorHour()
                + part.nodeSeconds * prices.get().cardHour())
            / SECONDS_PER_HOUR
        + kilowattHours * prices.get().kilowattHour();
  }
}
