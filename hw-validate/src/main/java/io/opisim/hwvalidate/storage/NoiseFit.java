package io.opisim.hwvalidate.storage;

import io.opisim.models.storage.queued.ImmediateStorage;
import io.opisim.models.workload.loader.EmulatedTrainer;
import io.opisim.models.workload.loader.LoaderWorkers;
import io.opisim.models.workload.loader.NoisySteps;
import io.opisim.models.workload.loader.RecordSizes;
import io.opisim.models.workload.loader.TrainerPlan;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.Simulation;

/**
 * Noise and overhead of steps that make a trainer on ideal storage as slow as a published row.
 *
 * @param noiseSeconds mean extra time per rank and step, of an Erlang law
 * @param overheadSeconds what every step takes besides
 * @param seed of the noise
 */
public record NoiseFit(double noiseSeconds, double overheadSeconds, long seed) {
  /**
   * Shape of the law: the sum of two exponential times. Chosen between 1 and 2 after looking at all
   * published rows; see {@code docs/models/emulated-trainer.md}.
   */
  public static final int SHAPE = 2;

  private static final int STEPS = 500;
  private static final int DRAWS = 60_000;
  private static final int HALVINGS = 14;

  /** The noise of one row, without overhead. */
  public static NoiseFit noiseOf(StorageRow row, long seed) {
    return new NoiseFit(noise(row, 0, seed), 0, seed);
  }

  /** The noise and the overhead of two rows of different numbers of ranks. */
  public static NoiseFit noiseAndOverheadOf(StorageRow few, StorageRow many, long seed) {
    double low = 0;
    double high = few.stepSeconds() * (1 / few.au() - 1);
    for (int i = 0; i < HALVINGS; i++) {
      double overhead = (low + high) / 2;
      NoiseFit fit = new NoiseFit(noise(few, overhead, seed), overhead, seed);
      // The more of the small row's loss is noise, the more does the large row lose.
      if (fit.utilisation(many, true) < many.au()) {
        low = overhead;
      } else {
        high = overhead;
      }
    }
    double overhead = (low + high) / 2;
    return new NoiseFit(noise(few, overhead, seed), overhead, seed);
  }

  private static double noise(StorageRow row, double overheadSeconds, long seed) {
    double low = 0;
    double high = row.stepSeconds() * (1 / row.au() - 1);
    for (int i = 0; i < HALVINGS; i++) {
      double noise = (low + high) / 2;
      if (new NoiseFit(noise, overheadSeconds, seed).utilisation(row, true) > row.au()) {
        low = noise;
      } else {
        high = noise;
      }
    }
    return (low + high) / 2;
  }

  /** Utilisation of as many ranks as the row has, whose batches are always there. */
  public double utilisation(StorageRow row, boolean barrier) {
    int steps = Math.max(STEPS, DRAWS / row.ranks());
    RandomStreams random = new RandomStreams(seed);
    TrainerPlan plan =
        TrainerPlan.of(
                row.ranks(),
                steps,
                1,
                row.batch(),
                row.stepSeconds(),
                new LoaderWorkers(1, row.workload().prefetchBatches().value()))
            .withOverhead(overheadSeconds);
    return EmulatedTrainer.run(
            new Simulation(),
            new ImmediateStorage(),
            barrier ? plan : plan.withoutBarrier(),
            RecordSizes.equal(Math.max(1, Math.round(row.batchBytes()))),
            new NoisySteps(row.stepSeconds(), noiseSeconds, SHAPE, row.ranks(), random))
        .au();
  }
}
