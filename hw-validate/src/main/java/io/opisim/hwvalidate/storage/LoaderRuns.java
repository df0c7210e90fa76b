package io.opisim.hwvalidate.storage;

import io.opisim.models.catalog.StorageWorkload;
import io.opisim.models.storage.queued.QueuedTarget;
import io.opisim.models.storage.queued.TargetShape;
import io.opisim.models.workload.loader.EmulatedTrainer;
import io.opisim.models.workload.loader.LoaderWorkers;
import io.opisim.models.workload.loader.NoisySteps;
import io.opisim.models.workload.loader.RecordSizes;
import io.opisim.models.workload.loader.TrainerPlan;
import io.opisim.models.workload.loader.TrainerResult;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.Simulation;
import java.util.function.IntToDoubleFunction;

/** Runs of the emulated trainer as the cases need them. */
public final class LoaderRuns {
  private static final int MOST_TRIES = 8;
  private static final double SAME_UTILISATION = 1e-5;

  private LoaderRuns() {}

  /**
   * A trainer on storage that gives each rank the same rate, so that its utilisation is the
   * published one. The loader's fill follows from its workers: they read their first batches at the
   * same time, so that all come after as many batch times as there are workers.
   *
   * <p>All ranks do the same at the same time, so one of them is simulated.
   *
   * @return samples per second of all ranks
   */
  public static double samplesPerSecondAt(StorageRow row, LoaderWorkers workers) {
    int steps = row.steps();
    int deep = workers.together() ? 1 : workers.readers();
    int parts = workers.together() ? workers.readers() : 1;
    RecordSizes sizes = RecordSizes.equal(Math.max(1, Math.round(row.batchBytes() / parts)));
    TrainerPlan plan = TrainerPlan.of(1, steps, parts, row.batch(), row.stepSeconds(), workers);
    double batchSeconds = (steps - 1) * row.stepSeconds() / (row.au() * (steps - deep));
    TrainerResult result = null;
    for (int i = 0; i < MOST_TRIES; i++) {
      TargetShape shape = TargetShape.pool(parts * sizes.meanBytes() / batchSeconds);
      result = run(plan, shape, sizes, 0);
      double tooFast = result.au() / row.au();
      if (StrictMath.abs(tooFast - 1) <= SAME_UTILISATION) {
        break;
      }
      batchSeconds *= tooFast;
    }
    return result.samplesPerSecond() * row.ranks();
  }

  /** Batches that an epoch's fill was deep, from published samples/s and utilisation. */
  public static int fillDepth(StorageRow row) {
    int steps = row.steps();
    double epoch = (double) steps * row.ranks() * row.batch() / row.samplesPerSecond();
    double fill = epoch - (steps - 1) * row.stepSeconds() / row.au();
    int depth = (int) Math.rint(fill / (epoch / steps));
    return Math.max(1, Math.min(depth, steps / 2));
  }

  /**
   * How many reads a batch is made of: a file each where a file is a sample, else a part for each
   * reader.
   */
  public static int readsPerBatch(StorageWorkload workload) {
    boolean file = workload.samplesPerFile().value() == 1;
    return file ? workload.batchSize().value() : Math.max(1, workload.readThreads().value());
  }

  /** Sizes of the reads of some ranks and steps. */
  public static RecordSizes sizes(
      StorageWorkload workload, int ranks, int steps, RandomStreams random) {
    int reads = readsPerBatch(workload);
    double records = (double) workload.batchSize().value() / reads;
    boolean file = workload.samplesPerFile().value() == 1;
    double deviation = file ? workload.recordDeviationBytes().value() : 0;
    return RecordSizes.normal(
        records * workload.recordBytes().value(), deviation, ranks * steps * reads, random);
  }

  /** A trainer of equal steps on one client with a target of its own. */
  public static TrainerResult run(
      TrainerPlan plan, TargetShape shape, RecordSizes sizes, long seed) {
    return run(plan, shape, sizes, plan.computeSeconds(), seed);
  }

  /** The same where steps take another time than the one that counts as computing. */
  public static TrainerResult run(
      TrainerPlan plan, TargetShape shape, RecordSizes sizes, double stepSeconds, long seed) {
    RandomStreams random = new RandomStreams(seed);
    Simulation simulation = new Simulation();
    int streams = plan.ranksPerClient() * plan.loader().readers();
    QueuedTarget target = new QueuedTarget(simulation, shape, plan.clients(), streams, random);
    NoisySteps times = new NoisySteps(stepSeconds, 0, 1, plan.ranks(), random);
    return EmulatedTrainer.run(simulation, target, plan, sizes, times);
  }

  /**
   * The largest number of ranks whose utilisation meets a threshold; utilisation falls with ranks.
   *
   * @param guess where the search begins; the answer does not depend on it
   * @return 0 if not even one rank meets it
   */
  public static int sustained(IntToDoubleFunction utilisation, double threshold, int guess) {
    int good = 0;
    int bad = Integer.MAX_VALUE;
    int next = Math.max(1, guess);
    int stride = Math.max(1, guess / 10);
    while (bad - good > 1) {
      if (utilisation.applyAsDouble(next) >= threshold) {
        good = next;
        next = bad == Integer.MAX_VALUE ? good + stride : (good + bad) / 2;
      } else {
        bad = next;
        next = good == 0 ? Math.max(1, bad - stride) : (good + bad) / 2;
      }
      stride *= 2;
    }
    return good;
  }
}
