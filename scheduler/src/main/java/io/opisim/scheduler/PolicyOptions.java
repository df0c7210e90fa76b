package io.opisim.scheduler;

import java.util.List;
import java.util.Optional;

/**
 * What a scenario may set about a policy.
 *
 * @param queueLimitsGpuNanos attained GPU time at which a job leaves each queue for the next one,
 *     in rising order; for {@code least-attained-service}
 * @param quota cluster queues and what they may hold; for {@code quota}
 * @param rounds how rounds are held; for policies that schedule in rounds
 * @param runs what runs cost at places; for {@code optimizer}
 * @param log hears of plans; for {@code optimizer}
 */
public record PolicyOptions(
    List<Long> queueLimitsGpuNanos,
    Optional<QuotaRules> quota,
    Optional<RoundSettings> rounds,
    Optional<RunModel> runs,
    Optional<PlanningLog> log) {
  /** Nothing set: every policy's own defaults. */
  public static final PolicyOptions DEFAULTS = new PolicyOptions(List.of());

  /** Queue limits alone. */
  public PolicyOptions(List<Long> queueLimitsGpuNanos) {
    this(queueLimitsGpuNanos, Optional.empty());
  }

  /** Queue limits and quotas. */
  public PolicyOptions(List<Long> queueLimitsGpuNanos, Optional<QuotaRules> quota) {
    this(queueLimitsGpuNanos, quota, Optional.empty(), Optional.empty());
  }

  /** Everything but a log. */
  public PolicyOptions(
      List<Long> queueLimitsGpuNanos,
      Optional<QuotaRules> quota,
      Optional<RoundSettings> rounds,
      Optional<RunModel> runs) {
    this(queueLimitsGpuNanos, quota, rounds, runs, Optional.empty());
  }

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
