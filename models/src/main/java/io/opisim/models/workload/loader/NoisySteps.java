package io.opisim.models.workload.loader;

import io.opisim.simcore.random.RandomStream;
import io.opisim.simcore.random.RandomStreams;
import io.opisim.simcore.sim.SimulatedTime;

/**
 * Steps of equal length and, on each rank and step anew, an extra time of a stated law.
 *
 * <p>Models: what an operating system, a runtime and a shared host add to a step, as independent
 * Erlang times: shape 1 is exponential, shape 2 the sum of two exponential times. With a barrier
 * the slowest of N ranks sets the pace; for shape 1 its expected extra time is mean · (1 + 1/2 + …
 * + 1/N). Ignores: extra times that ranks of one host share, or that depend on the load. Valid for:
 * means well below the step. Source: Rényi, Acta Math. Hung. 4, 1953 (order statistics of the
 * exponential law).
 */
public final class NoisySteps implements StepTimes {
  private final long computeNanos;
  private final double scaleNanos;
  private final int shape;
  private final RandomStream[] streams;

  /**
   * Steps for some ranks.
   *
   * @param computeSeconds what every step takes
   * @param meanSeconds mean extra time, not negative
   * @param shape of the Erlang law, at least 1
   * @param random a stream per rank is taken from it
   */
  public NoisySteps(
      double computeSeconds, double meanSeconds, int shape, int ranks, RandomStreams random) {
    if (!(meanSeconds >= 0) || shape < 1) {
      throw new IllegalArgumentException(
          "an extra time has a mean of 0 or more and a shape of 1 or more, not "
              + meanSeconds
              + " s and "
              + shape);
    }
    computeNanos = SimulatedTime.nanosFromSeconds(computeSeconds);
    scaleNanos = meanSeconds * SimulatedTime.NANOS_PER_SECOND / shape;
    this.shape = shape;
    streams = new RandomStream[ranks];
    for (int rank = 0; rank < ranks; rank++) {
      streams[rank] = random.stream("step noise of rank " + rank);
    }
  }

  @Override
  public long computeNanos(int epoch, int rank, int step) {
    if (scaleNanos == 0) {
      return computeNanos;
    }
    double product = 1;
    for (int i = 0; i < shape; i++) {
      product *= streams[rank].nextUniform();
    }
    return computeNanos + SimulatedTime.wholeNanos(-scaleNanos * StrictMath.log(product));
  }
}
