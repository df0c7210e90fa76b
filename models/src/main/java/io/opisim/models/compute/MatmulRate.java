package io.opisim.models.compute;

/**
 * How long dense matrix multiplications take.
 *
 * <p>Models: a rate that grows with the size of one multiplication, {@code best x F / (F + half)},
 * which is the same as a fixed time of {@code half / best} for each multiplication. Ignores: shapes
 * other than their FLOP, tile quantisation, clocks under load. Valid for: multiplications of 0.1
 * GFLOP and more. Source: the efficiencies by operation size that calculon (Apache-2.0) lists for
 * A100 follow this curve with a half of about 1 GFLOP.
 *
 * @param bestFlopPerSecond rate of large multiplications
 * @param halfFlop size of a multiplication that reaches half of that rate, 0 or more
 */
public record MatmulRate(double bestFlopPerSecond, double halfFlop) {
  /** Checks the ranges above. */
  public MatmulRate {
    if (!(bestFlopPerSecond > 0 && halfFlop >= 0)) {
      throw new IllegalArgumentException(
          "a rate of " + bestFlopPerSecond + " FLOP/s with half of it at " + halfFlop + " FLOP");
    }
  }

  /** The time of {@code operations} multiplications of {@code flop} together. */
  public double seconds(double flop, int operations) {
    return (flop + operations * halfFlop) / bestFlopPerSecond;
  }

  /** The share of the best rate that one multiplication of that size reaches. */
  public double efficiency(double flop) {
    return flop / (flop + halfFlop);
  }
}
