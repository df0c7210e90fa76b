package io.opisim.simcore.units;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;

/**
 * An amount of data, in whole bytes. {@code GB} is 10⁹ bytes, {@code GiB} is 2³⁰.
 *
 * @param bytes 0 or more
 */
public record DataSize(long bytes) implements Comparable<DataSize> {
  private static final UnitTable UNITS =
      UnitTable.of("a data size", "GB")
          .unit("B", 1)
          .unit("kB", 1_000L)
          .unit("MB", 1_000_000L)
          .unit("GB", 1_000_000_000L)
          .unit("TB", 1_000_000_000_000L)
          .unit("PB", 1_000_000_000_000_000L)
          .unit("KiB", 1L << 10)
          .unit("MiB", 1L << 20)
          .unit("GiB", 1L << 30)
          .unit("TiB", 1L << 40)
          .unit("PiB", 1L << 50)
          .meant("B", "byte", "bytes")
          .meant("kB", "k", "kb", "kilobyte", "kilobytes")
          .meant("MB", "m", "mb", "megabyte", "megabytes")
          .meant("GB", "g", "gb", "gigabyte", "gigabytes")
          .meant("TB", "t", "tb", "terabyte", "terabytes")
          .meant("KiB", "ki", "kib")
          .meant("MiB", "mi", "mib")
          .meant("GiB", "gi", "gib")
          .meant("TiB", "ti", "tib")
          .build();

  /** Checks that the size is not negative. */
  public DataSize {
    if (bytes < 0) {
      throw new IllegalArgumentException("a data size is 0 or more, not " + bytes + " bytes");
    }
  }

  /**
   * Reads a size such as {@code 80 GB}, to the nearest byte.
   *
   * @throws QuantityException if it is not one
   */
  public static DataSize parse(String text) {
    return new DataSize(UNITS.parseWhole(text, RoundingMode.HALF_EVEN));
  }

  /** The unit symbols understood. */
  public static List<String> units() {
    return UNITS.symbols();
  }

  @Override
  public int compareTo(DataSize other) {
    return Long.compare(bytes, other.bytes);
  }

  /** The shortest exact text, which {@link #parse} reads back to the same size. */
  @Override
  public String toString() {
    return UNITS.print(BigDecimal.valueOf(bytes));
  }
}
