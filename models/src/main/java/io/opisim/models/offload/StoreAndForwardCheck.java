package io.opisim.models.offload;

import io.opisim.simcore.units.DataRate;
import java.util.Locale;
import java.util.Optional;

/**
 * Refuses paths that a DPU's memory cannot carry.
 *
 * <p>Models: a byte that is stored and forwarded is written once and read once, so a path at rate r
 * with p passes takes p·r of the memory bandwidth; a path that keeps bytes out of memory has none.
 * Ignores: what else uses that memory, so a path that is let through may still be too slow. Valid
 * for: any DPU whose memory bandwidth is known. Source: roofline.
 */
public final class StoreAndForwardCheck {
  /** Passes of a byte that is written to memory and read again. */
  public static final double STORED = 2;

  private StoreAndForwardCheck() {}

  /**
   * What is wrong with a path; empty if memory can carry it.
   *
   * @param rate of the bytes that enter
   * @param passes of each byte over memory
   */
  public static Optional<String> problem(SiteSpec dpu, DataRate rate, double passes) {
    double needed = rate.bytesPerSecond() * passes;
    if (needed <= dpu.memoryBytesPerSecond()) {
      return Optional.empty();
    }
    return Optional.of(
        String.format(
            Locale.ROOT,
            "%s cannot forward %s: %.4g passes over memory need %.4g GB/s, it has %.4g GB/s;"
                + " at most %.4g Gbit/s pass, or keep the bytes out of memory",
            dpu.name(),
            rate.toLinkString(),
            passes,
            needed / 1e9,
            dpu.memoryBytesPerSecond() / 1e9,
            dpu.memoryBytesPerSecond() / passes * 8 / 1e9));
  }

  /**
   * Throws if memory cannot carry a path.
   *
   * @throws IllegalArgumentException with the figures
   */
  public static void require(SiteSpec dpu, DataRate rate, double passes) {
    problem(dpu, rate, passes)
        .ifPresent(
            reason -> {
              throw new IllegalArgumentException(reason);
            });
  }
}
