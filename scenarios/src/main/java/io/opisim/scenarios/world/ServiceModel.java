package io.opisim.scenarios.world;

import io.opisim.models.workload.checkpoint.InterruptionCost;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * What running costs besides the work itself.
 *
 * @param costs what being interrupted costs each job; empty if it is free
 * @param faults what breaks under the jobs, or empty if nothing ever does
 */
public record ServiceModel(
    Optional<IntFunction<InterruptionCost>> costs, Optional<NodeFaults> faults) {
  /** Nothing breaks, and preempted jobs keep what they had and go on at once. */
  public static final ServiceModel IDEAL = new ServiceModel(Optional.empty(), Optional.empty());

  /** The same price for all jobs. */
  public static ServiceModel of(InterruptionCost cost, Optional<NodeFaults> faults) {
    return new ServiceModel(Optional.of(job -> cost), faults);
  }

  /** What being interrupted costs a job. */
  public IntFunction<InterruptionCost> costOfJob() {
    return costs.orElse(job -> InterruptionCost.NONE);
  }

  /** Whether no book of it is worth keeping. */
  boolean isIdeal() {
    return costs.isEmpty() && faults.isEmpty();
  }
}
