package io.opisim.scenarios.world;

import io.opisim.models.offload.SharedResources;
import io.opisim.models.storage.StorageChain;
import io.opisim.models.storage.StorageService;
import io.opisim.models.storage.build.StorageBuilder;
import io.opisim.models.storage.build.StorageDescription;
import io.opisim.models.workload.PartLoads;
import io.opisim.models.workload.loader.EmulatedTrainer;
import io.opisim.models.workload.loader.NoisySteps;
import io.opisim.models.workload.loader.RecordSizes;
import io.opisim.models.workload.loader.TrainerPlan;
import io.opisim.simcore.random.Normal;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.ActivityPool;
import io.opisim.simcore.sim.SimulatedTime;
import io.opisim.simcore.sim.Simulation;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What emulated training jobs of one kind do.
 *
 * @param plan of one job; how its ranks lie on nodes is the placement's
 * @param records sizes of what a loader reads
 * @param noise extra time of ranks, or empty for none
 * @param storage the way to the bytes, with the sites of this job's services
 * @param checkpoints what is written between steps, or empty for nothing
 * @param sustain what to search, or empty for nothing
 */
public record EmulatedKind(
    TrainerPlan plan,
    Records records,
    Optional<Noise> noise,
    StorageDescription storage,
    Optional<EmulatedCheckpoints> checkpoints,
    Optional<Sustain> sustain) {
  /**
   * Sizes of records, from a normal law.
   *
   * @param meanBytes of a record
   * @param deviationBytes of it
   * @param joined records that are read as one
   */
  public record Records(double meanBytes, double deviationBytes, int joined) {
    /** Standard deviation of the bytes of so many reads over their mean. */
    double deviationShare(int reads) {
      return deviationBytes / (meanBytes * StrictMath.sqrt((double) reads * joined));
    }

    /** Mean bytes of a read; the law is cut off as {@link RecordSizes} does it. */
    double meanReadBytes() {
      if (deviationBytes == 0) {
        return joined * meanBytes;
      }
      double cut = (RecordSizes.LEAST_SHARE - 1) * meanBytes / deviationBytes;
      double density = StrictMath.exp(-cut * cut / 2) / StrictMath.sqrt(2 * StrictMath.PI);
      double above = 1 - new Normal(0, 1).cdf(cut);
      return joined * (meanBytes + deviationBytes * density / above);
    }
  }

  /**
   * Extra time of each rank and step.
   *
   * @param meanSeconds of it
   * @param shape of its Erlang law
   */
  public record Noise(double meanSeconds, int shape) {}

  /**
   * A search for the accelerators sustained.
   *
   * @param au least accelerator utilisation
   * @param most accelerators tried
   * @param epochs of each try
   */
  public record Sustain(double au, int most, int epochs) {}

  /** The same with the services of its way elsewhere. */
  EmulatedKind with(StorageDescription other) {
    return new EmulatedKind(plan, records, noise, other, checkpoints, sustain);
  }

  /**
   * Mean time of a step and what follows it if no batch is late: noise is that of the slowest rank
   * where all wait for it, by the exponential law whatever its shape.
   */
  double meanStepSeconds(int ranks) {
    double slowest = 0;
    for (int rank = plan.barrier() ? ranks : 1; rank >= 1; rank--) {
      slowest += 1.0 / rank;
    }
    double late = noise.map(Noise::meanSeconds).orElse(0.0) * slowest;
    return plan.computeSeconds() + plan.overheadSeconds() + late;
  }

  /** The time of all steps if no batch is ever late and no rank noisy. */
  public long aloneNanos() {
    return aloneNanos(plan);
  }

  /** The same of a plan. */
  public static long aloneNanos(TrainerPlan plan) {
    long step =
        SimulatedTime.nanosFromSeconds(plan.computeSeconds())
            + SimulatedTime.nanosFromSeconds(plan.overheadSeconds());
    return Math.multiplyExact((long) plan.stepsPerEpoch() * plan.epochs(), step);
  }

  /** What one accelerator asks of the parts of its node while no batch is ever late. */
  public PartLoads loads() {
    String first = "client-0.";
    Simulation unused = new Simulation();
    StorageChain chain =
        StorageBuilder.build(
            storage,
            unused,
            new SharedResources(new ActivityPool(unused, 0)),
            new RandomStreams(1),
            0);
    double readsPerSecond = plan.readsPerBatch() / (plan.computeSeconds() + plan.overheadSeconds());
    long bytes = (long) StrictMath.rint(records.meanBytes() * records.joined());
    SortedMap<String, Double> shares = new TreeMap<>();
    chain
        .busySeconds(0, bytes)
        .forEach(
            (resource, seconds) -> {
              if (resource.startsWith(first)) {
                shares.put(resource.substring(first.length()), seconds * readsPerSecond);
              }
            });
    return new PartLoads(shares);
  }

  /** Records that so many ranks read in an epoch. */
  long files(int ranks) {
    return (long) ranks * plan.batchesPerEpoch() * plan.readsPerBatch() * records.joined();
  }

  /**
   * A trainer that has not begun.
   *
   * @param ranks accelerators
   * @param ranksPerClient accelerators of one node
   * @param random streams of the job
   */
  EmulatedTrainer trainer(
      Simulation simulation,
      StorageService service,
      int ranks,
      int ranksPerClient,
      int epochs,
      RandomStreams random) {
    TrainerPlan own =
        new TrainerPlan(
            ranks,
            ranksPerClient,
            epochs,
            plan.batchesPerEpoch(),
            plan.stepsPerEpoch(),
            plan.readsPerBatch(),
            plan.samplesPerBatch(),
            plan.computeSeconds(),
            plan.overheadSeconds(),
            plan.barrier(),
            plan.loader());
    int files = Math.toIntExact(files(ranks));
    RecordSizes sizes =
        RecordSizes.normal(records.meanBytes(), records.deviationBytes(), files, random)
            .joined(records.joined());
    if (!storage.caches().isEmpty()) {
      sizes = sizes.numbered(files, random);
    }
    NoisySteps times =
        new NoisySteps(
            plan.computeSeconds(),
            noise.map(Noise::meanSeconds).orElse(0.0),
            noise.map(Noise::shape).orElse(1),
            ranks,
            random);
    return new EmulatedTrainer(simulation, service, own, sizes, times);
  }
}
