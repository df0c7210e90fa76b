package io.opisim.models.workload.loader;

/**
 * What an emulated trainer does.
 *
 * @param ranks emulated accelerators
 * @param ranksPerClient how many of them run on one host; the last host may have fewer
 * @param epochs passes over the data set
 * @param batchesPerEpoch batches that each rank's loader offers: whole ones, the rest of the data
 *     set is left out
 * @param stepsPerEpoch steps taken of them, at most as many
 * @param readsPerBatch reads that make up a batch, one after another
 * @param samplesPerBatch records in a batch
 * @param computeSeconds step time of the accelerator that is emulated, for AU
 * @param overheadSeconds what follows a step (and its barrier) on every rank before it asks for the
 *     next batch
 * @param barrier whether all ranks wait for the slowest after each step
 * @param loader the workers of a rank
 */
public record TrainerPlan(
    int ranks,
    int ranksPerClient,
    int epochs,
    int batchesPerEpoch,
    int stepsPerEpoch,
    int readsPerBatch,
    int samplesPerBatch,
    double computeSeconds,
    double overheadSeconds,
    boolean barrier,
    LoaderWorkers loader) {
  /** Refuses what cannot run. */
  public TrainerPlan {
    positive("ranks", ranks);
    positive("ranks on a client", ranksPerClient);
    positive("epochs", epochs);
    positive("steps in an epoch", stepsPerEpoch);
    positive("reads in a batch", readsPerBatch);
    positive("samples in a batch", samplesPerBatch);
    if (stepsPerEpoch > batchesPerEpoch) {
      throw new IllegalArgumentException(
          stepsPerEpoch + " steps need as many batches, there are " + batchesPerEpoch);
    }
    if (!(computeSeconds > 0 && overheadSeconds >= 0)) {
      throw new IllegalArgumentException(
          "a step computes for a positive time and adds 0 or more to it, not "
              + computeSeconds
              + " s and "
              + overheadSeconds
              + " s");
    }
  }

  private static void positive(String what, int number) {
    if (number < 1) {
      throw new IllegalArgumentException("there must be 1 or more " + what + ", not " + number);
    }
  }

  /** One epoch in which a rank takes all of its batches, all ranks on one client. */
  public static TrainerPlan of(
      int ranks,
      int steps,
      int readsPerBatch,
      int samplesPerBatch,
      double computeSeconds,
      LoaderWorkers loader) {
    return new TrainerPlan(
        ranks,
        ranks,
        1,
        steps,
        steps,
        readsPerBatch,
        samplesPerBatch,
        computeSeconds,
        0,
        true,
        loader);
  }

  /** The same with ranks on several hosts. */
  public TrainerPlan onClientsOf(int newRanksPerClient) {
    return new TrainerPlan(
        ranks,
        newRanksPerClient,
        epochs,
        batchesPerEpoch,
        stepsPerEpoch,
        readsPerBatch,
        samplesPerBatch,
        computeSeconds,
        overheadSeconds,
        barrier,
        loader);
  }

  /** The same with a time that follows each step. */
  public TrainerPlan withOverhead(double seconds) {
    return new TrainerPlan(
        ranks,
        ranksPerClient,
        epochs,
        batchesPerEpoch,
        stepsPerEpoch,
        readsPerBatch,
        samplesPerBatch,
        computeSeconds,
        seconds,
        barrier,
        loader);
  }

  /** The same with as many epochs. */
  public TrainerPlan withEpochs(int newEpochs) {
    return new TrainerPlan(
        ranks,
        ranksPerClient,
        newEpochs,
        batchesPerEpoch,
        stepsPerEpoch,
        readsPerBatch,
        samplesPerBatch,
        computeSeconds,
        overheadSeconds,
        barrier,
        loader);
  }

  /** The same where ranks do not wait for each other within an epoch. */
  public TrainerPlan withoutBarrier() {
    return new TrainerPlan(
        ranks,
        ranksPerClient,
        epochs,
        batchesPerEpoch,
        stepsPerEpoch,
        readsPerBatch,
        samplesPerBatch,
        computeSeconds,
        overheadSeconds,
        false,
        loader);
  }

  /** The same where the loaders offer more batches than are taken. */
  public TrainerPlan offering(int batches) {
    return new TrainerPlan(
        ranks,
        ranksPerClient,
        epochs,
        batches,
        stepsPerEpoch,
        readsPerBatch,
        samplesPerBatch,
        computeSeconds,
        overheadSeconds,
        barrier,
        loader);
  }

  /** How many hosts there are. */
  public int clients() {
    return (ranks + ranksPerClient - 1) / ranksPerClient;
  }

  /**
   * Whole batches per rank in a data set, as the benchmark counts them: the last partial batch is
   * left out.
   */
  public static long batchesPerRank(
      long files, long samplesPerFile, int samplesPerBatch, int ranks) {
    return files * samplesPerFile / samplesPerBatch / ranks;
  }
}
