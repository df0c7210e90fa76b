package io.opisim.models.workload.pipeline;

/**
 * The rates of a training job's input, in samples a second of one accelerator or one node.
 *
 * <p>Models: fetch, preparation on cores and on remote workers, transfer to the accelerator and
 * training itself, one behind the other with buffers between (the slowest sets the pace) or without
 * (their times add up). Ignores: variation from sample to sample, batches, buffers of finite depth.
 * Valid for: long epochs. Source: Mohan et al., VLDB 14(5), 2021; Audibert et al., SoCC 2023
 * (remote workers).
 *
 * @param trainPerSecond with data in memory
 * @param cores that prepare
 * @param perCorePerSecond what one core prepares
 * @param remotePerSecond what remote workers prepare and deliver
 * @param fetchPerSecond of local preparation, see {@link FetchRate}
 * @param transferPerSecond from host to accelerator
 * @param overlapped whether stages work at the same time
 */
public record InputPipeline(
    double trainPerSecond,
    double cores,
    double perCorePerSecond,
    double remotePerSecond,
    double fetchPerSecond,
    double transferPerSecond,
    boolean overlapped) {
  /** Checks the rates. */
  public InputPipeline {
    boolean positive = trainPerSecond > 0 && fetchPerSecond > 0 && transferPerSecond > 0;
    if (!positive || !(cores >= 0 && perCorePerSecond >= 0 && remotePerSecond >= 0)) {
      throw new IllegalArgumentException(
          "rates of "
              + trainPerSecond
              + ", "
              + cores
              + " x "
              + perCorePerSecond
              + " + "
              + remotePerSecond
              + ", "
              + fetchPerSecond
              + " and "
              + transferPerSecond);
    }
  }

  /** Stages, one of which is the slowest. */
  public enum Stage {
    /** Training itself. */
    TRAIN,
    /** From cache or storage. */
    FETCH,
    /** On cores and remote workers. */
    PREPARE,
    /** From host to accelerator. */
    TRANSFER
  }

  /** Only cores and training: min(G, cores x r). */
  public static InputPipeline ofCores(
      double trainPerSecond, double cores, double perCorePerSecond) {
    double free = Double.POSITIVE_INFINITY;
    return new InputPipeline(trainPerSecond, cores, perCorePerSecond, 0, free, free, true);
  }

  /** Remote workers that keep an accelerator busy: the whole number at or above G / rate. */
  public static int workersNeeded(double trainPerSecond, double perWorkerPerSecond) {
    if (!(trainPerSecond > 0 && perWorkerPerSecond > 0)) {
      throw new IllegalArgumentException(
          trainPerSecond + " samples a second from workers of " + perWorkerPerSecond);
    }
    return (int) StrictMath.ceil(trainPerSecond / perWorkerPerSecond);
  }

  /** What a stage alone could do. Fetching limits local preparation, not remote workers. */
  public double perSecond(Stage stage) {
    return switch (stage) {
      case TRAIN -> trainPerSecond;
      case FETCH -> fetchPerSecond + remotePerSecond;
      case PREPARE -> cores * perCorePerSecond + remotePerSecond;
      case TRANSFER -> transferPerSecond;
    };
  }

  /** What the job gets. */
  public double samplesPerSecond() {
    if (overlapped) {
      return perSecond(slowest());
    }
    double seconds = 0;
    for (Stage stage : Stage.values()) {
      seconds += 1 / perSecond(stage);
    }
    return 1 / seconds;
  }

  /** The slowest stage; training where several are. */
  public Stage slowest() {
    Stage slowest = Stage.TRAIN;
    for (Stage stage : Stage.values()) {
      slowest = perSecond(stage) < perSecond(slowest) ? stage : slowest;
    }
    return slowest;
  }

  /** Share of time in which training waits for input. */
  public double stallShare() {
    return 1 - samplesPerSecond() / trainPerSecond;
  }
}
