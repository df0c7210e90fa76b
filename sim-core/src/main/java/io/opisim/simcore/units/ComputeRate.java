package io.opisim.simcore.units;

import java.math.BigDecimal;
import java.util.List;

/**
 * Arithmetic per second, of a precision said beside it.
 *
 * @param exactFlopPerSecond 0 or more, exactly as written
 */
public record ComputeRate(BigDecimal exactFlopPerSecond) implements Comparable<ComputeRate> {
  private static final UnitTable UNITS =
      UnitTable.of("a compute rate", "TFLOP/s")
          .unit("FLOP/s", 1)
          .unit("kFLOP/s", 1_000L)
          .unit("MFLOP/s", 1_000_000L)
          .unit("GFLOP/s", 1_000_000_000L)
          .unit("TFLOP/s", 1_000_000_000_000L)
          .unit("PFLOP/s", 1_000_000_000_000_000L)
          .unit("EFLOP/s", 1_000_000_000_000_000_000L)
          .meant("GFLOP/s", "gflops", "gflop", "gflops/s")
          .meant("TFLOP/s", "tflops", "tflop", "tflops/s", "tf")
          .meant("PFLOP/s", "pflops", "pflop", "pflops/s", "pf")
          .build();

  /**
   * Checks that the amount is not negative, and drops trailing zeros so that equals means equal.
   */
  public ComputeRate {
    if (exactFlopPerSecond.signum() < 0) {
      throw new IllegalArgumentException("a compute rate is 0 or more, not " + exactFlopPerSecond);
    }
    exactFlopPerSecond = exactFlopPerSecond.stripTrailingZeros();
  }

  /** A rate of so many floating-point operations per second, to 12 significant digits. */
  public static ComputeRate ofFlopPerSecond(double flopPerSecond) {
    if (!(flopPerSecond >= 0) || Double.isInfinite(flopPerSecond)) {
      throw new IllegalArgumentException(
          "a compute rate is finite and 0 or more, not " + flopPerSecond);
    }
    return new ComputeRate(Numbers.exact(flopPerSecond));
  }

  /**
   * Reads a compute rate such as {@code 989 TFLOP/s}.
   *
   * @throws QuantityException if it is not one
   */
  public static ComputeRate parse(String text) {
    return new ComputeRate(UNITS.parse(text));
  }

  /** The unit symbols understood. */
  public static List<String> units() {
    return UNITS.symbols();
  }

  /** Floating-point operations per second. */
  public double flopPerSecond() {
    return exactFlopPerSecond.doubleValue();
  }

  @Override
  public int compareTo(ComputeRate other) {
    return exactFlopPerSecond.compareTo(other.exactFlopPerSecond);
  }

  /** The shortest exact text, which {@link #parse} reads back to the same amount. */
  @Override
  public String toString() {
    return UNITS.print(exactFlopPerSecond);
  }
}
