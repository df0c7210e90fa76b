package io.opisim.scheduler.rounds;

/**
 * A job for GPUs of several types.
 *
 * @param arrivalNanos when it is submitted
 * @param gpus how many it holds while it runs, all of one type
 * @param steps how much it has to do, positive
 * @param stepsPerSecond its speed on each type; 0 where it cannot run
 */
public record RoundJob(long arrivalNanos, int gpus, double steps, double[] stepsPerSecond) {
  /** Checks that there is something to do. */
  public RoundJob {
    if (arrivalNanos < 0 || gpus < 1 || !(steps > 0)) {
      throw new IllegalArgumentException(
          "a job of " + steps + " steps on " + gpus + " GPUs at " + arrivalNanos + " ns");
    }
  }
}
