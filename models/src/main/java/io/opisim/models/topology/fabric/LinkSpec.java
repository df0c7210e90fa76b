package io.opisim.models.topology.fabric;

import io.opisim.simcore.units.DataRate;
import io.opisim.simcore.units.TimeSpan;
import java.util.Objects;

/**
 * What a cable of some kind can do, each direction by itself.
 *
 * @param rate more than 0
 * @param latency from one end to the other, with the switching at the far end
 */
public record LinkSpec(DataRate rate, TimeSpan latency) {
  /** Checks that something can pass. */
  public LinkSpec {
    Objects.requireNonNull(latency, "latency");
    if (rate.bytesPerSecond() <= 0) {
      throw new IllegalArgumentException("a link has a rate above 0, not " + rate);
    }
  }

  /** Reads both, such as {@code LinkSpec.of("400 Gbit/s", "500 ns")}. */
  public static LinkSpec of(String rate, String latency) {
    return new LinkSpec(DataRate.parse(rate), TimeSpan.parse(latency));
  }

  /** The same with another rate: {@code factor} cables side by side, seen as one. */
  public LinkSpec times(double factor) {
    return new LinkSpec(DataRate.ofBytesPerSecond(rate.bytesPerSecond() * factor), latency);
  }
}
