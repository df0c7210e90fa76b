package io.opisim.simcore.units;

import java.math.BigDecimal;
import java.util.List;

/**
 * Data per second, kept in bytes per second. Links are written in bits: {@code Gbit/s}.
 *
 * @param exactBytesPerSecond 0 or more, exactly as written
 */
public record DataRate(BigDecimal exactBytesPerSecond) implements Comparable<DataRate> {
  private static final UnitTable UNITS =
      UnitTable.of("a data rate", "Gbit/s")
          .unit("B/s", 1)
          .unit("kB/s", 1_000L)
          .unit("MB/s", 1_000_000L)
          .unit("GB/s", 1_000_000_000L)
          .unit("TB/s", 1_000_000_000_000L)
          .unit("KiB/s", 1L << 10)
          .unit("MiB/s", 1L << 20)
          .unit("GiB/s", 1L << 30)
          .unit("TiB/s", 1L << 40)
          .unit("bit/s", new BigDecimal("0.125"))
          .unit("kbit/s", 125L)
          .unit("Mbit/s", 125_000L)
          .unit("Gbit/s", 125_000_000L)
          .unit("Tbit/s", 125_000_000_000L)
          .meant("bit/s", "b/s", "bps", "bits/s")
          .meant("B/s", "Bps", "bytes/s")
          .meant("kbit/s", "kbps", "Kbps", "kb/s", "Kb/s", "kbit", "kbits/s")
          .meant("Mbit/s", "mbps", "Mbps", "mb/s", "Mb/s", "Mb", "mbit", "mbits/s")
          .meant("Gbit/s", "gbps", "Gbps", "gb/s", "Gb/s", "Gb", "gb", "gbit", "gbits/s", "gbe")
          .meant("Tbit/s", "tbps", "Tbps", "tb/s", "Tb/s", "Tb", "tbit", "tbits/s")
          .meant("kB/s", "kBps", "KBps", "KB/s", "kB", "KB")
          .meant("MB/s", "MBps", "MB", "MBPS")
          .meant("GB/s", "GBps", "GB", "GBPS")
          .meant("TB/s", "TBps", "TB", "TBPS")
          .meant("KiB/s", "KiBps", "KiB", "kib/s")
          .meant("MiB/s", "MiBps", "MiB", "mib/s")
          .meant("GiB/s", "GiBps", "GiB", "gib/s")
          .meant("TiB/s", "TiBps", "TiB", "tib/s")
          .build();
  private static final List<String> BIT_UNITS =
      List.of("bit/s", "kbit/s", "Mbit/s", "Gbit/s", "Tbit/s");
  private static final List<String> BYTE_UNITS =
      UNITS.symbols().stream().filter(symbol -> !BIT_UNITS.contains(symbol)).toList();

  /**
   * Checks that the amount is not negative, and drops trailing zeros so that equals means equal.
   */
  public DataRate {
    if (exactBytesPerSecond.signum() < 0) {
      throw new IllegalArgumentException("a data rate is 0 or more, not " + exactBytesPerSecond);
    }
    exactBytesPerSecond = exactBytesPerSecond.stripTrailingZeros();
  }

  /** A rate of so many bytes per second, to 12 significant digits. */
  public static DataRate ofBytesPerSecond(double bytesPerSecond) {
    if (!(bytesPerSecond >= 0) || Double.isInfinite(bytesPerSecond)) {
      throw new IllegalArgumentException(
          "a data rate is finite and 0 or more, not " + bytesPerSecond);
    }
    return new DataRate(Numbers.exact(bytesPerSecond));
  }

  /**
   * Reads a data rate such as {@code 400 Gbit/s}.
   *
   * @throws QuantityException if it is not one
   */
  public static DataRate parse(String text) {
    return new DataRate(UNITS.parse(text));
  }

  /** The unit symbols understood. */
  public static List<String> units() {
    return UNITS.symbols();
  }

  /** Bytes per second. */
  public double bytesPerSecond() {
    return exactBytesPerSecond.doubleValue();
  }

  @Override
  public int compareTo(DataRate other) {
    return exactBytesPerSecond.compareTo(other.exactBytesPerSecond);
  }

  /**
   * The shortest exact text in bytes per second, which {@link #parse} reads back to the same
   * amount.
   */
  @Override
  public String toString() {
    return UNITS.print(exactBytesPerSecond, BYTE_UNITS);
  }

  /** As {@link #toString}, in bits per second, as links are written. */
  public String toLinkString() {
    return UNITS.print(exactBytesPerSecond, BIT_UNITS);
  }
}
