package io.opisim.scenarios.scenario;

import io.opisim.simcore.units.Key;
import io.opisim.simcore.units.TimeSpan;
import java.util.List;
import java.util.Optional;

/**
 * Who runs where, and when.
 *
 * @param policy id of the order
 * @param placement id of the choice of nodes
 * @param queueLimits GPU time at which a job falls to the next queue, rising; empty for the
 *     policy's own
 * @param quota cluster queues and what they may hold; empty for the policy's own
 * @param rounds how rounds are held; empty for the policy's own
 */
public record SchedulingSpec(
    @Key(value = "Which job comes next.", example = "fifo", ids = KnownIds.POLICY) String policy,
    @Key(
            value = "Which nodes it gets.",
            example = "best-fit",
            byDefault = "consolidated",
            ids = KnownIds.PLACEMENT)
        String placement,
    @Key(
            value =
                "GPU time at which a job falls to the next queue, for least-attained-service only;"
                    + " the policy's own if absent.",
            example = "[3250 s, 7200 s, 18000 s]",
            byDefault = "[]",
            positive = true)
        List<TimeSpan> queueLimits,
    @Key(
            value =
                "Cluster queues with quotas of GPUs, for quota and the plans of optimize only; one"
                    + " queue with all GPUs if absent.",
            example =
                "{flavors: [{name: any}], queues: [{name: all, quotas: [{flavor: any,"
                    + " nominal_gpus: 64}]}]}")
        Optional<QuotaSpec> quota,
    @Key(
            value =
                "How rounds are held, for fifo-heterogeneous, max-min-heterogeneous and"
                    + " finish-time-fairness only; as in the Gavel study if absent.",
            example = "{length: 360 s, shares_every: 1920 s}")
        Optional<RoundSpec> rounds)
    implements Checked {
  /** The policy that has queues. */
  public static final String POLICY_WITH_QUEUES = "least-attained-service";

  /** The policy that has quotas. */
  public static final String POLICY_WITH_QUOTAS = "quota";

  /** The policies that schedule in rounds. */
  public static final List<String> POLICIES_WITH_ROUNDS =
      List.of("fifo-heterogeneous", "max-min-heterogeneous", "finish-time-fairness");

  /** Copies the limits. */
  public SchedulingSpec {
    queueLimits = List.copyOf(queueLimits);
  }

  @Override
  public List<Violation> violations() {
    for (int i = 1; i < queueLimits.size(); i++) {
      if (queueLimits.get(i - 1).compareTo(queueLimits.get(i)) >= 0) {
        return List.of(
            new Violation(
                "queue_limits",
                "the limits do not rise: "
                    + queueLimits.get(i)
                    + " comes after "
                    + queueLimits.get(i - 1),
                "write them from the smallest to the largest"));
      }
    }
    return List.of();
  }
}
