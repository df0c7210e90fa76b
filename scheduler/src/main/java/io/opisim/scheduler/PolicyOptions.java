package io.opisim.scheduler;

import java.util.List;

/**
 * What a scenario may set about a policy.
 *
 * @param queueLimitsGpuNanos attained GPU time at which a job leaves each queue for the next one,
 *     in rising order; for {@code least-attained-service}
 */
public record PolicyOptions(List<Long> queueLimitsGpuNanos) {
  /** Nothing set: every policy's own defaults. */
  public static final PolicyOptions DEFAULTS = new PolicyOptions(List.of());

  /** Checks that the limits rise. */
  public PolicyOptions {
    queueLimitsGpuNanos = List.copyOf(queueLimitsGpuNanos);
    long previous = 0;
    for (long limit : queueLimitsGpuNanos) {
      if (limit <= previous) {
        throw new IllegalArgumentException(
            "queue limits must be positive and rise: " + queueLimitsGpuNanos);
      }
      previous = limit;
    }
  }
}
