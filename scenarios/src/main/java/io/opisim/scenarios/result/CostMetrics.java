package io.opisim.scenarios.result;

import io.opisim.models.cost.PriceList;
import io.opisim.models.energy.EnergyUse;
import io.opisim.models.energy.EnergyUse.Draw;
import io.opisim.models.energy.PowerCurve;
import io.opisim.models.topology.Cluster;
import io.opisim.models.workload.TimeClass;
import io.opisim.scenarios.result.Metric.Better;
import io.opisim.scenarios.world.DeviceCosts;
import io.opisim.scenarios.world.EmulatedRun;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.TrainingRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/**
 * What a cluster drew and cost from the first arrival to the last finish, used or not.
 *
 * <p>Models: power by mean utilisation of each kind of device; prices by the hour; the facility by
 * its power usage effectiveness. Accelerators work while their ranks compute; of jobs of which only
 * the run time is known, while they are held. Hosts work on the cores that jobs hold and those that
 * the storage's way keeps busy. Ignores: switches, power over time, devices switched off while
 * idle. Valid for: comparing cases; most powers and all prices of the catalog are estimates.
 * Source: {@code docs/models/energy-and-cost.md}.
 */
public final class CostMetrics {
  static final String POWER = "power_w";
  static final String ENERGY = "energy_kwh";
  static final String COST = "cost_usd";
  static final String USEFUL_HOUR = "cost_per_useful_accelerator_hour_usd";

  private static final double NANOS = 1e9;
  private static final double SECONDS_PER_HOUR = 3600;

  private final Cluster cluster;
  private final DeviceCosts costs;
  private final double seconds;

  private CostMetrics(Cluster cluster, DeviceCosts costs, double seconds) {
    this.cluster = cluster;
    this.costs = costs;
    this.seconds = seconds;
  }

  static List<Metric> all() {
    return List.of(
        new Metric(
            POWER,
            "W",
            "mean power of all devices: accelerators by the time they compute (of jobs of which only"
                + " the run time is known, are held), nodes by the cores held or busy, cards, storage"
                + " servers by their busiest resource; without the facility",
            "sum over devices of idle + (most - idle) x utilisation",
            Better.LOWER),
        new Metric(
            ENERGY,
            "kWh",
            "energy of the facility from the first arrival to the last finish",
            "power_w x power usage effectiveness x makespan",
            Better.LOWER),
        new Metric(
            COST,
            "USD",
            "price of all accelerators, cards and storage servers of the cluster over the"
                + " makespan, and of the energy where it is not included",
            "sum over devices of price of an hour x makespan + energy_kwh x price of a kWh",
            Better.LOWER),
        new Metric(
            USEFUL_HOUR,
            "USD",
            "cost of an hour in which an accelerator computed; of jobs of which only the run time is"
                + " known, in which it did work that counts",
            "cost_usd / sum over ranks of compute_s in hours; cost_usd / (GPU hours held x"
                + " goodput_ratio)",
            Better.LOWER));
  }

  /** Adds what a run drew and cost to its other metrics; nothing if no job finished. */
  public static void put(
      Map<String, Double> values,
      RunOutcome outcome,
      Optional<TrainingRun> training,
      Optional<EmulatedRun> emulated,
      DeviceCosts costs) {
    double seconds = values.get(Metric.MAKESPAN);
    if (outcome.unlimited() || !(seconds > 0)) {
      return;
    }
    Optional<ResourceFigures> figures =
        emulated
            .map(run -> new ResourceFigures(run, seconds))
            .or(
                () ->
                    training
                        .flatMap(TrainingRun::storage)
                        .map(storage -> new ResourceFigures(storage, seconds)));
    boolean ranks = training.isPresent() || emulated.isPresent();
    double working =
        ranks ? computing(outcome, training, emulated) : held(outcome, outcome::gpuMilliSeconds);
    double useful = ranks ? working : working * values.getOrDefault(TrainingMetrics.GOODPUT, 1.0);
    new CostMetrics(outcome.cluster(), costs, seconds)
        .put(values, working, useful, held(outcome, outcome::cpuMilliSeconds), figures);
  }

  /** Seconds in which accelerators compute, summed over ranks. */
  private static double computing(
      RunOutcome outcome, Optional<TrainingRun> training, Optional<EmulatedRun> emulated) {
    double nanos = 0;
    for (int job = 0; job < outcome.jobs().size(); job++) {
      for (int rank = 0; outcome.finished(job) && rank < outcome.jobs().get(job).gpus(); rank++) {
        long[] classes =
            emulated.isPresent()
                ? emulated.get().rankNanos(outcome, job, rank)
                : training.orElseThrow().rankNanos(outcome, job, rank);
        nanos += classes[TimeClass.COMPUTE.ordinal()];
      }
    }
    return nanos / NANOS;
  }

  /** Seconds x what finished jobs hold, of thousandths of it. */
  private static double held(RunOutcome outcome, IntToDoubleFunction milliSeconds) {
    return IntStream.range(0, outcome.jobs().size())
            .filter(outcome::finished)
            .mapToDouble(milliSeconds)
            .reduce(0, Double::sum)
        / 1000;
  }

  private void put(
      Map<String, Double> values,
      double working,
      double useful,
      double coreSeconds,
      Optional<ResourceFigures> figures) {
    int nodes = cluster.nodes().size();
    long accelerators = cluster.gpus();
    double busyCores = figures.map(ResourceFigures::hostCores).orElse(0.0) + coreSeconds / seconds;
    double cores = cluster.cpuMilli() / 1000.0;
    List<Draw> draws = new ArrayList<>();
    draws.add(
        draw(
            "accelerators", costs.accelerator(), accelerators, working / (accelerators * seconds)));
    draws.add(draw("hosts", costs.host(), nodes, cores > 0 ? busyCores / cores : 0));
    draws.add(
        draw(
            "storage servers",
            costs.storageServer(),
            costs.storageServers(),
            figures.map(ResourceFigures::storageUtilisation).orElse(0.0)));
    boolean dpus = figures.map(ResourceFigures::hasDpus).orElse(false);
    if (!dpus) {
      draws.add(
          draw(
              "cards",
              costs.card(),
              (long) nodes * costs.cardsPerNode(),
              figures.map(ResourceFigures::portUtilisation).orElse(0.0)));
    }
    double extra =
        (dpus ? figures.get().dpuWatts() : 0)
            + figures.map(ResourceFigures::serverDpuWatts).orElse(0.0);
    double deviceJoules = new EnergyUse(draws, 1).deviceJoules() + extra * seconds;
    double kilowattHours =
        deviceJoules * costs.powerUsageEffectiveness() / EnergyUse.JOULES_PER_KWH;
    values.put(POWER, deviceJoules / seconds);
    values.put(ENERGY, kilowattHours);
    if (costs.prices().isPresent()) {
      double cost =
          hourly(costs.prices().get()) * seconds / SECONDS_PER_HOUR
              + energyPrice(costs.prices().get(), kilowattHours);
      values.put(COST, cost);
      values.put(USEFUL_HOUR, cost / (useful / SECONDS_PER_HOUR));
    }
  }

  private double hourly(PriceList list) {
    int cards = cluster.nodes().size() * costs.cardsPerNode();
    return cluster.gpus() * list.perHour(costs.acceleratorId()).usDollars()
        + (cards > 0 ? cards * list.perHour(costs.cardId()).usDollars() : 0)
        + (costs.storageServers() > 0
            ? costs.storageServers() * list.perHour(costs.storageServerId()).usDollars()
            : 0);
  }

  private static double energyPrice(PriceList list, double kilowattHours) {
    return list.energyIncluded() ? 0 : kilowattHours * list.perKilowattHour().value().usDollars();
  }

  private Draw draw(String device, PowerCurve curve, long count, double utilisation) {
    return new Draw(device, curve, Math.toIntExact(count), Math.min(1, utilisation), seconds);
  }
}
