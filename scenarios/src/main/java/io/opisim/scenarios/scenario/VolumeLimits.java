package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.Key;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Limits of a block volume, as SPDK's {@code bdev_set_qos_limit} takes them.
 *
 * @param commandsPerSecond of both directions, or empty
 * @param rate bytes of both directions, or empty
 * @param readRate bytes read, or empty
 * @param writeRate bytes written, or empty
 */
@AtLeastOneOf({"commands_per_second", "rate", "read_rate", "write_rate"})
public record VolumeLimits(
    @Key(
            value = "Reads and writes a second; rounded up to whole thousands, as SPDK does.",
            example = "20000",
            min = 1,
            max = 1_000_000_000)
        Optional<Integer> commandsPerSecond,
    @Key(
            value = "Bytes a second, read and written, in whole MiB.",
            example = "800 MiB/s",
            positive = true)
        Optional<DataRate> rate,
    @Key(value = "Bytes read a second, in whole MiB.", example = "500 MiB/s", positive = true)
        Optional<DataRate> readRate,
    @Key(value = "Bytes written a second, in whole MiB.", example = "200 MiB/s", positive = true)
        Optional<DataRate> writeRate)
    implements Checked {
  /** Bytes of the unit in which SPDK takes rates. */
  public static final long MIB = 1 << 20;

  @Override
  public List<Violation> violations() {
    List<Violation> wrong = new ArrayList<>();
    checkWhole("rate", rate, wrong);
    checkWhole("read_rate", readRate, wrong);
    checkWhole("write_rate", writeRate, wrong);
    return wrong;
  }

  private static void checkWhole(String key, Optional<DataRate> rate, List<Violation> wrong) {
    if (rate.isPresent() && rate.get().bytesPerSecond() % MIB != 0) {
      long near = Math.max(1, Math.round(rate.get().bytesPerSecond() / MIB));
      wrong.add(new Violation(key, "is no whole number of MiB/s", "as " + near + " MiB/s"));
    }
  }
}
