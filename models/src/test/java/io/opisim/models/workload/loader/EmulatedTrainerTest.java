package io.opisim.models.workload.loader;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.opisim.models.storage.StorageService;
import io.opisim.models.storage.queued.ImmediateStorage;
import io.opisim.models.storage.queued.QueueChoice;
import io.opisim.models.storage.queued.QueuedTarget;
import io.opisim.models.storage.queued.TargetShape;
import io.opisim.models.workload.TimeClass;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sharing.CompletionHandler;
import io.opisim.simcore.sim.Simulation;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class EmulatedTrainerTest {
  private static final double EXACT = 1e-9;

  @Test
  void threeStepsOfTwoRanksGoAsTheRecurrenceSays() {
    // start = max(free, D), end = start + 10 ms, free = max of ends. One worker, one batch ahead:
    // it begins the next batch when the rank takes the one before.
    //          D(0)  start end   D(1)     start end   D(2)     start end
    // rank 0   4     4     14    4+30=34  34    44    34+5=39  44    54
    // rank 1   8     8     18    8+6=14   18    28    18+7=25  44    54
    Simulation simulation = new Simulation();
    StorageService reads =
        new GivenReads(simulation, new double[] {4, 30, 5}, new double[] {8, 6, 7});
    TrainerResult result =
        run(simulation, reads, TrainerPlan.of(2, 3, 1, 5, 0.010, new LoaderWorkers(1, 1)));
    EpochResult epoch = result.epochs().get(0);
    assertThat(epoch.seconds()).isEqualTo(0.054, within(EXACT));
    assertThat(epoch.samplesPerSecond()).isEqualTo(2 * 3 * 5 / 0.054, within(1e-6));
    assertThat(epoch.firstLoadSeconds()).isEqualTo((0.004 + 0.008) / 2, within(EXACT));
    assertThat(epoch.stallSeconds()).isEqualTo((0.016 + 0) / 2, within(EXACT));
    assertThat(epoch.barrierSeconds()).isEqualTo((0.004 + 0.016) / 2, within(EXACT));
    assertThat(result.dataStallSeconds()).containsExactly(0.020, 0.008);
    // The first step of a rank is its own load and compute, 14 and 18 ms, without the barrier.
    double au = (0.020 / (0.054 - 0.014) + 0.020 / (0.054 - 0.018)) / 2;
    assertThat(result.au()).isEqualTo(au, within(EXACT));
    assertThat(result.ruleAu()).isEqualTo(0.030 / 0.054, within(EXACT));
  }

  @Test
  void everyNanosecondOfARankBelongsToOneClass() {
    // Two epochs of the table above, 1 ms of overhead after each step; a worker may read one batch
    // beyond the steps taken, which the second epoch waits for.
    TrainerPlan plan =
        TrainerPlan.of(2, 3, 1, 5, 0.010, new LoaderWorkers(1, 1))
            .withOverhead(0.001)
            .withEpochs(2);
    for (boolean barrier : new boolean[] {true, false}) {
      Simulation again = new Simulation();
      EmulatedTrainer trainer =
          new EmulatedTrainer(
              again,
              new GivenReads(again, new double[] {4, 30, 5, 9}, new double[] {8, 6, 7}),
              barrier ? plan.offering(4) : plan.withoutBarrier(),
              RecordSizes.equal(1),
              new NoisySteps(0.010, 0, 1, 2, new RandomStreams(1)));
      long[] doneNanos = new long[1];
      trainer.whenDone(() -> doneNanos[0] = again.nowNanos());
      trainer.start();
      again.run();

      for (int rank = 0; rank < 2; rank++) {
        long sum = 0;
        for (TimeClass one : TimeClass.values()) {
          sum += trainer.rankNanos(rank, one);
        }
        assertThat(sum).isPositive().isEqualTo(doneNanos[0]);
        assertThat(trainer.rankNanos(rank, TimeClass.COMPUTE)).isEqualTo(60_000_000);
        assertThat(trainer.rankNanos(rank, TimeClass.STRAGGLER_WAIT))
            .isGreaterThanOrEqualTo(barrier ? 1 : 0)
            .isLessThan(barrier ? Long.MAX_VALUE : 1);
      }
    }
  }

  @Test
  void readsJoinedForABatchHaveItsBytes() {
    RecordSizes single = RecordSizes.normal(1e6, 4e5, 70, new RandomStreams(3));
    RecordSizes joined = RecordSizes.normal(1e6, 4e5, 70, new RandomStreams(3)).joined(7);
    single.shuffle(0);
    joined.shuffle(0);

    assertThat(joined.files()).isEqualTo(10);
    assertThat(joined.meanBytes()).isEqualTo(7 * single.meanBytes(), within(1e-3));
    for (int batch = 0; batch < 10; batch++) {
      long sum = 0;
      for (int record = 0; record < 7; record++) {
        sum += single.bytesAt(7 * batch + record);
      }
      assertThat(joined.bytesAt(batch)).isEqualTo(sum);
    }
    assertThat(RecordSizes.equal(5).joined(7).bytesAt(3)).isEqualTo(35);
    assertThatThrownBy(() -> single.joined(0)).hasMessageContaining("one record or more, not 0");
  }

  @Test
  void aRankWithoutWorkersReadsWhileItWaits() {
    // step 0: 4+10, 8+10 -> 18; step 1: 18+30+10=58, 18+6+10 -> 58; step 2: 63+10, 65+10 -> 75
    Simulation simulation = new Simulation();
    StorageService reads =
        new GivenReads(simulation, new double[] {4, 30, 5}, new double[] {8, 6, 7});
    TrainerResult result =
        run(simulation, reads, TrainerPlan.of(2, 3, 1, 5, 0.010, new LoaderWorkers(0, 2)));
    assertThat(result.epochs().get(0).seconds()).isEqualTo(0.075, within(EXACT));
  }

  @Test
  void recordsOfABatchAreReadOneAfterAnotherAndBatchesByWorkersInTurn() {
    // Two workers, two reads a batch. Worker 0: batches 0 and 2, worker 1: batch 1.
    // D(0) = 3+3 = 6, D(1) = 8+8 = 16, D(2) = 6+3+3 = 12, but taken after batch 1.
    // start 6, end 7; start 16, end 17; start 17, end 18.
    Simulation simulation = new Simulation();
    StorageService reads = new GivenReads(simulation, new double[] {3}, new double[] {8});
    TrainerResult result =
        run(simulation, reads, TrainerPlan.of(1, 3, 2, 2, 0.001, new LoaderWorkers(2, 2)));
    assertThat(result.epochs().get(0).seconds()).isEqualTo(0.018, within(EXACT));
  }

  @Test
  void workersThatReadTogetherEachReadTheirPartOfEveryBatch() {
    // Parts of batch k are read at 3(k+1) and 8(k+1); with 2 ahead nobody waits for the rank.
    Simulation simulation = new Simulation();
    StorageService reads = new GivenReads(simulation, new double[] {3}, new double[] {8});
    TrainerResult result =
        run(simulation, reads, TrainerPlan.of(1, 3, 2, 2, 0.001, new LoaderWorkers(2, 2, true)));
    assertThat(result.epochs().get(0).seconds()).isEqualTo(0.025, within(EXACT));
  }

  @Test
  void onIdealStorageUtilisationIsOneAndSamplesAreThoseOfTheStep() {
    TrainerPlan plan = TrainerPlan.of(3, 50, 4, 4, 0.323, new LoaderWorkers(4, 2));
    TrainerResult result = run(new Simulation(), new ImmediateStorage(), plan);
    assertThat(result.au()).isEqualTo(1, within(EXACT));
    assertThat(result.ruleAu()).isEqualTo(1, within(EXACT));
    assertThat(result.samplesPerSecond()).isEqualTo(3 * 4 / 0.323, within(1e-6));
    // With an overhead c: wall S (T + c), first step T.
    TrainerResult slower = run(new Simulation(), new ImmediateStorage(), plan.withOverhead(0.02));
    double au = 49 * 0.323 / (50 * 0.343 - 0.323);
    assertThat(slower.au()).isEqualTo(au, within(EXACT));
  }

  @Test
  void storageThatIsTooSlowSetsThePaceAndTheFillSeparatesSamplesFromUtilisation() {
    // Storage gives 5 batches of 100 bytes a second, ranks would take 10: samples follow the
    // storage. Four workers read their first batches together, so that the first step takes four
    // batch times and the compute, which count for samples/s and not for utilisation.
    TrainerPlan plan = TrainerPlan.of(1, 500, 1, 1, 0.1, new LoaderWorkers(4, 2));
    Simulation simulation = new Simulation();
    QueuedTarget target =
        new QueuedTarget(simulation, TargetShape.pool(500), 1, 4, new RandomStreams(1));
    TrainerResult result = run(simulation, target, plan);
    assertThat(result.samplesPerSecond()).isEqualTo(5, within(0.02));
    double ideal = 1 / 0.1;
    double gap = result.samplesPerSecond() / ideal / result.au();
    double firstStep = 4 * 0.2 + 0.1;
    double wall = result.epochs().get(0).seconds();
    assertThat(gap).isEqualTo(500 / 499.0 * (1 - firstStep / wall), within(1e-6));
  }

  @Test
  void noMoreBatchesAreAheadThanTheWorkersMayRead() {
    LoaderWorkers workers = new LoaderWorkers(3, 5);
    assertThat(workers.batchesEach()).isEqualTo(2);
    Simulation simulation = new Simulation();
    double[] fast = {0.01};
    GivenReads reads = new GivenReads(simulation, fast, fast, fast);
    EmulatedTrainer trainer =
        new EmulatedTrainer(
            simulation,
            reads,
            TrainerPlan.of(1, 40, 1, 1, 1, workers),
            RecordSizes.equal(100),
            (epoch, rank, step) -> 1_000_000_000L);
    trainer.start();
    // In the middle of step k, k + 1 batches are taken and 3 x 2 more are read.
    for (int step = 0; step < 30; step++) {
      simulation.runUntil(1_000_000_000L * step + 500_000_000L);
      int arrived = reads.arrived[0] + reads.arrived[1] + reads.arrived[2];
      assertThat(arrived).isEqualTo(step + 1 + 6);
    }
    assertThatThrownBy(trainer::result)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("epoch 0");
  }

  @Test
  void ranksWithoutABarrierDoNotWaitForEachOther() {
    // Rank 0 computes 10 ms, rank 1 20 ms; with a barrier both take 20 ms a step.
    TrainerPlan plan = TrainerPlan.of(2, 10, 1, 1, 0.010, new LoaderWorkers(1, 2));
    StepTimes times = (epoch, rank, step) -> (rank + 1) * 10_000_000L;
    TrainerResult free =
        EmulatedTrainer.run(
            new Simulation(), new ImmediateStorage(), plan.withoutBarrier(), equal(), times);
    TrainerResult bound =
        EmulatedTrainer.run(new Simulation(), new ImmediateStorage(), plan, equal(), times);
    assertThat(free.epochs().get(0).seconds()).isEqualTo(0.2, within(EXACT));
    assertThat(bound.epochs().get(0).seconds()).isEqualTo(0.2, within(EXACT));
    assertThat(free.epochs().get(0).barrierSeconds()).isZero();
    assertThat(bound.epochs().get(0).barrierSeconds()).isEqualTo(0.05, within(EXACT));
  }

  @Test
  void theSlowestOfExponentialNoiseCostsTheHarmonicNumber() {
    // E[max of N exponential times of mean m] = m (1 + 1/2 + ... + 1/N).
    int ranks = 20;
    int steps = 20_000;
    double mean = 0.004;
    double harmonic = 0;
    double variance = 0;
    for (int i = 1; i <= ranks; i++) {
      harmonic += 1.0 / i;
      variance += mean * mean / i / i;
    }
    TrainerPlan plan = TrainerPlan.of(ranks, steps, 1, 1, 0.1, new LoaderWorkers(1, 2));
    TrainerResult result =
        EmulatedTrainer.run(
            new Simulation(),
            new ImmediateStorage(),
            plan,
            equal(),
            new NoisySteps(0.1, mean, 1, ranks, new RandomStreams(7)));
    double step = result.epochs().get(0).seconds() / steps;
    double fourSigma = 4 * Math.sqrt(variance / steps);
    assertThat(step).isEqualTo(0.1 + mean * harmonic, within(fourSigma));
    // Without a barrier a rank pays the mean alone; shape 2 has the same mean.
    TrainerResult free =
        EmulatedTrainer.run(
            new Simulation(),
            new ImmediateStorage(),
            plan.withoutBarrier(),
            equal(),
            new NoisySteps(0.1, mean, 2, ranks, new RandomStreams(7)));
    assertThat(free.au()).isEqualTo(0.1 / (0.1 + mean), within(0.001));
  }

  @Test
  void everyByteReadIsDeliveredOrDroppedWithAReason() {
    for (long seed = 1; seed <= 200; seed++) {
      SplittableRandom dice = new SplittableRandom(seed);
      int ranks = 1 + dice.nextInt(6);
      int workers = dice.nextInt(5);
      boolean together = workers > 0 && dice.nextBoolean();
      int reads = together ? workers * (1 + dice.nextInt(2)) : 1 + dice.nextInt(3);
      int steps = 1 + dice.nextInt(12);
      int batches = steps + dice.nextInt(6);
      int epochs = 1 + dice.nextInt(3);
      TrainerPlan plan =
          TrainerPlan.of(
                  ranks,
                  steps,
                  reads,
                  reads,
                  0.001 + dice.nextDouble() * 0.02,
                  new LoaderWorkers(workers, dice.nextInt(5), together))
              .offering(batches)
              .withEpochs(epochs)
              .onClientsOf(1 + dice.nextInt(ranks));
      TrainerPlan run = dice.nextBoolean() ? plan : plan.withoutBarrier();
      RandomStreams random = new RandomStreams(seed);
      RecordSizes sizes = RecordSizes.normal(5e5, 2e5, ranks * batches * reads, random);
      Simulation simulation = new Simulation();
      QueueChoice choice = QueueChoice.values()[dice.nextInt(3)];
      TargetShape shape =
          TargetShape.pool(1e8)
              .split(1 + dice.nextInt(4), choice)
              .withLatency(dice.nextBoolean() ? 1e-4 : 0)
              .withClients(8e7, 2, dice.nextBoolean() ? 1e-4 : 0);
      QueuedTarget target =
          new QueuedTarget(
              simulation,
              shape,
              run.clients(),
              run.ranksPerClient() * run.loader().readers(),
              random);
      NoisySteps times = new NoisySteps(run.computeSeconds(), 0.001, 2, ranks, random);
      TrainerResult result = EmulatedTrainer.run(simulation, target, run, sizes, times);
      ReadBooks books = result.bytes();
      String repeat = "seed " + seed + ": " + run;
      assertThat(books.readBytes()).as(repeat).isEqualTo(target.deliveredBytes());
      assertThat(target.deliveredBytes()).as(repeat).isEqualTo(target.askedBytes());
      if (batches == steps || workers == 0) {
        assertThat(books.unusedPrefetchBytes()).as(repeat).isZero();
      }
      if (batches == steps) {
        // Every epoch reads every file once.
        double all = sizes.meanBytes() * ranks * batches * reads * epochs;
        assertThat((double) books.deliveredBytes()).as(repeat).isEqualTo(all, within(1.0));
      }
      assertThat(result.epochs()).as(repeat).hasSize(epochs);
      assertThat(result.au()).as(repeat).isBetween(0.0, 1.0);
    }
  }

  @Test
  void batchesReadAheadOfTheLastStepAreCountedAsUnused() {
    // One step of two batches offered: the second is under way or read, and nobody takes it.
    Simulation simulation = new Simulation();
    StorageService reads = new GivenReads(simulation, new double[] {5});
    TrainerPlan plan = TrainerPlan.of(1, 1, 1, 1, 0.001, new LoaderWorkers(1, 1)).offering(2);
    TrainerResult result = run(simulation, reads, plan);
    assertThat(result.bytes()).isEqualTo(new ReadBooks(200, 100, 100));
    // The read under way is waited for, but it is no part of the epoch.
    assertThat(result.epochs().get(0).seconds()).isEqualTo(0.006, within(EXACT));
    assertThat(simulation.nowSeconds()).isEqualTo(0.010, within(EXACT));
  }

  @Test
  void theSameSeedGivesTheSameRunAndAnotherSeedAnother() {
    TrainerResult one = noisyRun(3);
    assertThat(noisyRun(3)).isEqualTo(one);
    assertThat(noisyRun(4)).isNotEqualTo(one);
  }

  private static TrainerResult noisyRun(long seed) {
    RandomStreams random = new RandomStreams(seed);
    TrainerPlan plan = TrainerPlan.of(5, 20, 7, 7, 0.323, new LoaderWorkers(4, 2)).withEpochs(2);
    Simulation simulation = new Simulation();
    TargetShape shape = TargetShape.pool(12e9).split(4, QueueChoice.READ_BY_CHANCE);
    return EmulatedTrainer.run(
        simulation,
        new QueuedTarget(simulation, shape, 1, 20, random),
        plan,
        RecordSizes.normal(146_600_628, 68_341_808, 700, random),
        new NoisySteps(0.323, 0.005, 2, 5, random));
  }

  @Test
  void aDataSetThatIsTooSmallAndStorageThatOwesReadsAreErrors() {
    TrainerPlan plan = TrainerPlan.of(2, 10, 1, 1, 0.1, new LoaderWorkers(1, 2));
    RecordSizes few = RecordSizes.normal(100, 10, 19, new RandomStreams(1));
    assertThatThrownBy(() -> run(new Simulation(), new ImmediateStorage(), plan, few))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("20 files");
    StorageService silent =
        new StorageService() {
          @Override
          public void read(int client, int stream, long size, CompletionHandler done, int about) {}

          @Override
          public void write(int client, int stream, long size, CompletionHandler done, int about) {}
        };
    assertThatThrownBy(() -> run(new Simulation(), silent, plan))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("2 reads under way");
  }

  @Test
  void batchesOfARankAreWholeAndTheRestIsLeftOut() {
    assertThat(TrainerPlan.batchesPerRank(168, 1, 7, 5)).isEqualTo(4);
    assertThat(TrainerPlan.batchesPerRank(1024, 1251, 400, 8)).isEqualTo(400);
  }

  private static RecordSizes equal() {
    return RecordSizes.equal(100);
  }

  private static TrainerResult run(
      Simulation simulation, StorageService storage, TrainerPlan plan) {
    return run(simulation, storage, plan, equal());
  }

  private static TrainerResult run(
      Simulation simulation, StorageService storage, TrainerPlan plan, RecordSizes sizes) {
    NoisySteps times =
        new NoisySteps(plan.computeSeconds(), 0, 1, plan.ranks(), new RandomStreams(1));
    return EmulatedTrainer.run(simulation, storage, plan, sizes, times);
  }
}
