package io.opisim.scenarios.result;

import io.opisim.models.cost.PriceList;
import io.opisim.models.energy.EnergyUse;
import io.opisim.models.energy.EnergyUse.Draw;
import io.opisim.models.energy.PowerCurve;
import io.opisim.models.workload.Job;
import io.opisim.models.workload.TimeClass;
import io.opisim.models.workload.loader.TrainerResult;
import io.opisim.scenarios.result.Metric.Better;
import io.opisim.scenarios.world.EmulatedCosts;
import io.opisim.scenarios.world.EmulatedRun;
import io.opisim.scenarios.world.EmulatedSetup;
import io.opisim.scenarios.world.RunOutcome;
import io.opisim.scenarios.world.SustainedSearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The figures of emulated training jobs on their storage. */
public final class EmulatedMetrics {
  /** Accelerator utilisation. */
  public static final String AU = "au_ratio";

  /** The largest number of accelerators that reach it. */
  public static final String SUSTAINED = "accelerators_sustained";

  /** Cores of nodes that the storage's way keeps busy. */
  public static final String HOST_CORES = "host_cores_busy";

  /** Cores that the baseline would need for the same bytes, less the own. */
  public static final String HOST_CORES_FREED = "host_cores_freed";

  /** Bytes that ranks took, over time. */
  public static final String READ_RATE = "read_bytes_per_s";

  static final String SAMPLES = "samples_per_s";

  /** Share of time in which ranks waited for batches, their own or others'. */
  public static final String LATE = "late_data_ratio";

  static final String STALL = "data_stall_ratio";
  static final String LATENCY = "read_latency_mean_s";
  static final String DPU_CORES = "dpu_cores_busy";
  static final String DPU_POWER = "dpu_power_w";
  static final String POWER = "power_w";
  static final String ENERGY = "energy_kwh";
  static final String COST = "cost_usd";
  static final String USEFUL_HOUR = "cost_per_useful_accelerator_hour_usd";

  private static final double NANOS = 1e9;
  private static final double SECONDS_PER_HOUR = 3600;

  private EmulatedMetrics() {}

  static List<Metric> all() {
    return List.of(
        new Metric(
            AU,
            "ratio",
            "accelerator utilisation as MLPerf Storage defines it: emulated compute time over the"
                + " time of an epoch without its first step",
            "mean over epochs, ranks and jobs of T x (steps - 1) / (epoch - first load and compute)",
            Better.HIGHER),
        new Metric(
            SUSTAINED,
            "accelerators",
            "largest number of accelerators, spread evenly over all nodes, whose au_ratio is at"
                + " least what the workload asks for; of the first jobs that ask for the search",
            "max n with au_ratio(n) >= least, by bisection over simulations; au_ratio is taken to"
                + " fall with n, and n - 1 and n + 1 are simulated, too",
            Better.HIGHER),
        new Metric(
            SAMPLES,
            "samples/s",
            "samples that all ranks trained on, over the makespan",
            "sum over jobs of ranks x steps x epochs x batch / makespan",
            Better.HIGHER),
        new Metric(
            READ_RATE,
            "bytes/s",
            "bytes that ranks took from their loaders, over the makespan",
            "sum over jobs of delivered bytes / makespan",
            Better.HIGHER),
        new Metric(
            STALL,
            "ratio",
            "share of the ranks' time on their devices in which they waited for a batch of their"
                + " own",
            "sum over ranks of data_stall_s / sum over ranks of run time",
            Better.LOWER),
        new Metric(
            LATE,
            "ratio",
            "the same with what they waited at the barrier for slower ranks, whose batches were"
                + " late or whose step took longer",
            "sum over ranks of (data_stall_s + straggler_wait_s) / sum over ranks of run time",
            Better.LOWER),
        new Metric(
            LATENCY,
            "s",
            "mean time of a read, from its request to its last byte",
            "sum over reads of (end - request) / reads",
            Better.LOWER),
        new Metric(
            HOST_CORES,
            "cores",
            "cores of all nodes together that the way to the storage keeps busy, mean over the"
                + " makespan; the training program's own are not among them",
            "sum over nodes of core-seconds / makespan",
            Better.LOWER),
        new Metric(
            HOST_CORES_FREED,
            "cores",
            "cores of all nodes together that the baseline needs for the bytes of this run, less"
                + " those of this run",
            "baseline host_cores_busy / baseline read_bytes_per_s x read_bytes_per_s -"
                + " host_cores_busy, run by run",
            Better.HIGHER),
        new Metric(
            DPU_CORES,
            "cores",
            "cores of all nodes' DPUs together that are busy, mean over the makespan",
            "sum over DPUs of core-seconds / makespan",
            Better.NEITHER),
        new Metric(
            DPU_POWER,
            "W",
            "power of all nodes' DPUs together: idle to most by the busiest part of each",
            "sum over DPUs of idle + (most - idle) x utilisation of its busiest resource",
            Better.LOWER),
        new Metric(
            POWER,
            "W",
            "mean power of all devices: accelerators by their compute time, nodes by their busy"
                + " cores, cards, storage servers by their busiest resource; without the facility",
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
            "cost of an hour in which an accelerator computed",
            "cost_usd / sum over ranks of compute_s in hours",
            Better.LOWER));
  }

  /** Adds the metrics of one run. */
  public static void put(
      Map<String, Double> values,
      RunOutcome outcome,
      EmulatedRun run,
      List<SustainedSearch.Answer> sustained) {
    Totals totals = totals(outcome, run);
    if (totals.ranks == 0) {
      return;
    }
    double seconds = totals.spanNanos / NANOS;
    ResourceFigures figures = new ResourceFigures(run, seconds);
    values.put(AU, totals.au / totals.ranks);
    if (!sustained.isEmpty()) {
      values.put(SUSTAINED, (double) sustained.get(0).sustained());
    }
    values.put(SAMPLES, totals.samples / seconds);
    values.put(READ_RATE, totals.bytes / seconds);
    values.put(STALL, totals.stallNanos / totals.heldNanos);
    values.put(LATE, (totals.stallNanos + totals.barrierNanos) / totals.heldNanos);
    values.put(LATENCY, latency(run));
    StorageMetrics.put(values, outcome, run, seconds);
    values.put(HOST_CORES, figures.hostCores());
    if (figures.hasDpus()) {
      values.put(DPU_CORES, figures.dpuCores());
      values.put(DPU_POWER, figures.dpuWatts());
    }
    run.setup()
        .costs()
        .ifPresent(costs -> putCosts(values, run.setup(), costs, totals, figures, seconds));
  }

  private static final class Totals {
    private long spanNanos;
    private double ranks;
    private double au;
    private double samples;
    private double bytes;
    private double stallNanos;
    private double barrierNanos;
    private double computeNanos;
    private double heldNanos;
  }

  private static Totals totals(RunOutcome outcome, EmulatedRun run) {
    Totals totals = new Totals();
    for (int job = 0; job < outcome.jobs().size(); job++) {
      if (!outcome.finished(job)) {
        continue;
      }
      Job described = outcome.jobs().get(job);
      TrainerResult result = run.trainer(job).result();
      var plan = run.setup().kindOfJob().get(job).plan();
      int ranks = described.gpus();
      totals.spanNanos = Math.max(totals.spanNanos, outcome.finishNanos()[job]);
      totals.ranks += ranks;
      totals.au += ranks * result.au();
      totals.samples +=
          (double) ranks * plan.stepsPerEpoch() * plan.epochs() * plan.samplesPerBatch();
      totals.bytes += result.bytes().deliveredBytes();
      for (int rank = 0; rank < ranks; rank++) {
        long[] nanos = run.rankNanos(outcome, job, rank);
        totals.stallNanos += nanos[TimeClass.DATA_STALL.ordinal()];
        totals.barrierNanos += nanos[TimeClass.STRAGGLER_WAIT.ordinal()];
        totals.computeNanos += nanos[TimeClass.COMPUTE.ordinal()];
      }
      totals.heldNanos += (double) outcome.runNanos(job) * ranks;
    }
    totals.spanNanos -= outcome.jobs().get(0).arrivalNanos();
    return totals;
  }

  private static double latency(EmulatedRun run) {
    double sum = 0;
    double reads = 0;
    for (EmulatedRun.Volume volume : run.volumes()) {
      var report = volume.chain().report();
      sum += report.meanReadSeconds() * report.reads();
      reads += report.reads();
    }
    return sum / reads;
  }

  private static void putCosts(
      Map<String, Double> values,
      EmulatedSetup setup,
      EmulatedCosts costs,
      Totals totals,
      ResourceFigures figures,
      double seconds) {
    int nodes = setup.nodes();
    int accelerators = nodes * setup.acceleratorsPerNode();
    double computing = totals.computeNanos / NANOS / (accelerators * seconds);
    double coresBusy = figures.hostCores() / (setup.coresPerNode() * nodes);
    List<Draw> draws = new ArrayList<>();
    draws.add(draw("accelerators", costs.accelerator(), accelerators, computing, seconds));
    draws.add(draw("hosts", costs.host(), nodes, coresBusy, seconds));
    draws.add(
        draw(
            "storage servers",
            costs.storageServer(),
            costs.storageServers(),
            figures.storageUtilisation(),
            seconds));
    if (!figures.hasDpus()) {
      draws.add(draw("cards", costs.card(), nodes, figures.portUtilisation(), seconds));
    }
    double extra = (figures.hasDpus() ? figures.dpuWatts() : 0) + figures.serverDpuWatts();
    double deviceJoules = new EnergyUse(draws, 1).deviceJoules() + extra * seconds;
    double kilowattHours =
        deviceJoules * costs.powerUsageEffectiveness() / EnergyUse.JOULES_PER_KWH;
    values.put(POWER, deviceJoules / seconds);
    values.put(ENERGY, kilowattHours);
    if (costs.prices().isPresent()) {
      PriceList list = costs.prices().get();
      double hourly =
          accelerators * list.perHour(costs.acceleratorId()).usDollars()
              + nodes * list.perHour(costs.cardId()).usDollars()
              + costs.storageServers() * list.perHour(costs.storageServerId()).usDollars();
      double energy =
          list.energyIncluded() ? 0 : kilowattHours * list.perKilowattHour().value().usDollars();
      double cost = hourly * seconds / SECONDS_PER_HOUR + energy;
      values.put(COST, cost);
      values.put(USEFUL_HOUR, cost / (totals.computeNanos / NANOS / SECONDS_PER_HOUR));
    }
  }

  private static Draw draw(
      String device, PowerCurve curve, int count, double utilisation, double seconds) {
    return new Draw(device, curve, count, Math.min(1, utilisation), seconds);
  }
}
